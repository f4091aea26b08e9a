package org.camelwhatsapp.simulator.phone;

import java.util.Arrays;
import org.camelwhatsapp.engine.message.ReportingToken;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.phone.ReceivedMessage.Reporting;
import org.camelwhatsapp.simulator.state.Account;

/** Holds messages against their reporting tokens, as the server does when a user reports one. */
final class PhoneReports {
    private final World world;
    private final Account account;

    PhoneReports(World world, Account account) {
        this.world = world;
        this.account = account;
    }

    Reporting check(Node stanza, Jid sender, Message message) {
        Node reporting = stanza.child("reporting");
        Node token = reporting == null ? null : reporting.child("reporting_token");
        if (token == null) {
            return Reporting.ABSENT;
        }
        ReportingToken.Binding binding =
                new ReportingToken.Binding(stanza.attr("id", ""), sender.toUser(), chat(stanza, sender));
        return Arrays.equals(ReportingToken.of(binding, message), token.requireBytes())
                ? Reporting.GENUINE
                : Reporting.WRONG;
    }

    /** The chat as the sender names it: the group, the other user, or this account. */
    private Jid chat(Node stanza, Jid sender) {
        Jid from = stanza.requireJid("from");
        if (from.isGroup()) {
            return from;
        }
        if (world.directory().account(sender) != account) {
            return sender.isLid() ? account.lid() : account.phoneJid();
        }
        return stanza.requireJid("recipient");
    }
}
