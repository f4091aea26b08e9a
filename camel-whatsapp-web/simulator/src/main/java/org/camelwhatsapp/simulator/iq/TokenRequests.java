package org.camelwhatsapp.simulator.iq;

import java.nio.charset.StandardCharsets;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;

/** Mints the tokens by which contacts know each other, and brings them to whom they are for. */
public final class TokenRequests {
    private final World world;
    private int minted;

    private TokenRequests(World world) {
        this.world = world;
    }

    public static TokenRequests register(RequestHandlers handlers, World world) {
        TokenRequests requests = new TokenRequests(world);
        handlers.on(
                "privacy",
                "set",
                "tokens",
                (connection, device, request) -> connection.send(requests.give(device, request)));
        return requests;
    }

    private Node give(Device actor, Node request) {
        for (Node token : request.requireChild("tokens").children("token")) {
            Account holder = world.directory().account(token.requireJid("jid"));
            if (holder == null || !token.attr("type", "").equals("trusted_contact")) {
                return Stanzas.error(request, 400, "bad-request");
            }
            give(actor.account(), holder, token.longAttr("t", 0));
        }
        return Stanzas.result(request);
    }

    /** Gives a token of one account to another. */
    public void give(Account giver, Account holder, long at) {
        byte[] bytes = ("token " + ++minted).getBytes(StandardCharsets.US_ASCII);
        giver.profile().trusted().put(holder, bytes);
        Node token = Node.builder("token")
                .attr("type", "trusted_contact")
                .attr("t", at)
                .bytes(bytes)
                .build();
        Node stanza = world.router()
                .notification("privacy_token", giver.phoneJid())
                .attr("sender_lid", giver.lid())
                .child(Node.of("tokens", token))
                .build();
        world.router().toAccount(holder, stanza);
    }
}
