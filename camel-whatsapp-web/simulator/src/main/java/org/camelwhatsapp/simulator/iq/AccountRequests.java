package org.camelwhatsapp.simulator.iq;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.server.Sessions;
import org.camelwhatsapp.simulator.state.Device;

/** Requests about the session and the account itself. */
public final class AccountRequests {
    private AccountRequests() {}

    public static void register(RequestHandlers handlers, Sessions sessions) {
        handlers.on("passive", "set", "active", (connection, device, request) -> {
            connection.send(Stanzas.result(request));
            sessions.activate(connection, device);
        });
        handlers.on("passive", "set", "passive", (connection, device, request) -> {
            device.detach();
            connection.send(Stanzas.result(request));
        });
        handlers.on("md", "set", "remove-companion-device", (connection, device, request) -> {
            connection.send(Stanzas.result(request));
            Jid named = request.requireChild("remove-companion-device").requireJid("jid");
            Device removed = device.account().device(named.device());
            if (removed != null) {
                sessions.unlink(removed);
            }
        });
        handlers.accept("w:p", "get", "");
        handlers.accept("w:p", "get", "ping");
        handlers.accept("urn:xmpp:ping", "get", "");
        handlers.accept("urn:xmpp:ping", "get", "ping");
        handlers.accept("w:stats", "set", "add");
        handlers.accept("urn:xmpp:whatsapp:dirty", "set", "clean");
        handlers.accept("privacy", "set", "tokens");
        handlers.on("abt", "get", "props", answer(Node.of("props")));
        handlers.on("w", "get", "props", answer(Node.of("props")));
        handlers.on("newsletter", "get", "my_addons", answer(Node.of("my_addons")));
    }

    private static RequestHandler answer(Node content) {
        return (connection, device, request) -> connection.send(Stanzas.result(request, content));
    }
}
