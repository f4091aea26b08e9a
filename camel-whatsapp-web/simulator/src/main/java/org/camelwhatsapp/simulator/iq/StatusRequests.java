package org.camelwhatsapp.simulator.iq;

import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.state.Profile;

/** Tells who sees an account's status posts. */
public final class StatusRequests {
    private StatusRequests() {}

    public static void register(RequestHandlers handlers) {
        handlers.on(
                "status",
                "get",
                "privacy",
                (connection, device, request) -> connection.send(
                        Stanzas.result(request, lists(device.account().profile()))));
    }

    /** All lists there can be, one of them in use. */
    private static Node lists(Profile profile) {
        Node.Builder privacy = Node.builder("privacy");
        for (String type : new String[] {"contacts", "whitelist", "blacklist"}) {
            boolean used = type.equals(profile.statusList());
            Node.Builder list = Node.builder("list").attr("type", type).attr("default", used ? "true" : null);
            if (used) {
                profile.statusUsers()
                        .forEach(user -> list.child(Node.builder("user")
                                .attr("jid", user.phoneJid())
                                .build()));
            }
            privacy.child(list.build());
        }
        return privacy.build();
    }
}
