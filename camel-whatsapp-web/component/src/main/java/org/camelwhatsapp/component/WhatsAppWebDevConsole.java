package org.camelwhatsapp.component;

import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.session.Gauge;
import org.camelwhatsapp.engine.session.LinkedAccount;

/** The sessions in use, for Camel's developer console: name, state, account (redacted), and how full each queue and cache is. */
@DevConsole(name = "whatsapp-web", displayName = "WhatsApp Web", description = "Linked devices and their state")
public class WhatsAppWebDevConsole extends AbstractDevConsole {
    public WhatsAppWebDevConsole() {
        super("camel", "whatsapp-web", "WhatsApp Web", "Linked devices and their state");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        sessions().forEach(session -> text.append(session).append(System.lineSeparator()));
        return text.toString();
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        root.put("sessions", sessions());
        return root;
    }

    private JsonArray sessions() {
        JsonArray sessions = new JsonArray();
        for (String name : getCamelContext().getComponentNames()) {
            if (getCamelContext().hasComponent(name) instanceof WhatsAppWebComponent component
                    && component.isStarted()) {
                component.sessions().clients().values().forEach(client -> sessions.add(describe(client)));
            }
        }
        return sessions;
    }

    private static JsonObject describe(WhatsAppClient client) {
        JsonObject session = new JsonObject();
        session.put("session", client.name());
        session.put("state", client.state().name());
        LinkedAccount account = client.account();
        if (account != null) {
            session.put("account", account.jid().redacted());
        }
        JsonObject sizes = new JsonObject();
        for (Gauge gauge : SessionMetrics.of(client)) {
            JsonObject size = new JsonObject();
            size.put("size", gauge.size());
            size.put("capacity", gauge.capacity());
            sizes.put(gauge.name(), size);
        }
        session.put("metrics", sizes);
        return session;
    }
}
