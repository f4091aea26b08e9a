package org.camelwhatsapp.simulator;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.phone.PhoneCore;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.camelwhatsapp.simulator.state.Account;

/** Status posts on the phone. Thread-safe; calls block until the simulator has done them. */
public final class PhoneStatuses {
    private final Simulator simulator;
    private final Account account;
    private final PhoneCore core;

    PhoneStatuses(Simulator simulator, Account account, PhoneCore core) {
        this.simulator = simulator;
        this.account = account;
        this.core = core;
    }

    /**
     * Says who sees the account's posts.
     *
     * @param list contacts, whitelist or blacklist
     */
    public void setAudience(String list, Jid... users) {
        simulator.call(() -> {
            account.profile().setStatusList(list);
            account.profile().statusUsers().clear();
            for (Jid user : users) {
                account.profile()
                        .statusUsers()
                        .add(simulator.world().directory().require(user));
            }
            return true;
        });
    }

    /** Posts something for everybody there is, and returns its id. */
    public String post(Message message) {
        return simulator.call(() -> core.send(Jid.STATUS, message));
    }

    /** Takes an own post back. */
    public void revoke(String id) {
        post(Message.newBuilder()
                .setProtocolMessage(Message.ProtocolMessage.newBuilder()
                        .setType(Message.ProtocolMessage.Type.REVOKE)
                        .setKey(org.camelwhatsapp.proto.MessageKey.newBuilder()
                                .setRemoteJid(Jid.STATUS.toString())
                                .setFromMe(true)
                                .setId(id)))
                .build());
    }

    /** Looks at somebody's post; its author is told. */
    public void view(ReceivedMessage post) {
        simulator.call(() -> {
            simulator
                    .world()
                    .router()
                    .onPhoneReceipt(
                            account,
                            Node.builder("receipt")
                                    .attr("id", post.id())
                                    .attr("to", Jid.STATUS)
                                    .attr("participant", post.sender())
                                    .attr("type", "read")
                                    .build());
            return true;
        });
    }
}
