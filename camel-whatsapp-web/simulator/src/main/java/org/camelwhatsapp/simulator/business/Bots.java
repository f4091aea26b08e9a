package org.camelwhatsapp.simulator.business;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.iq.RequestHandlers;
import org.camelwhatsapp.simulator.state.Account;
import org.jspecify.annotations.Nullable;

/** The bots that the server offers: none until one is added. Event loop only. */
public final class Bots {
    private final Map<Jid, Persona> bots = new LinkedHashMap<>();

    /**
     * A bot.
     *
     * @param commands what each does, by name
     */
    public record Persona(Jid jid, String name, String description, Map<String, String> commands) {
        String id() {
            return jid.user() + "$1";
        }
    }

    public static Bots register(RequestHandlers handlers) {
        Bots bots = new Bots();
        BusinessRequests.on(handlers, "bot", "get bot", bots::list);
        return bots;
    }

    public void add(Persona bot) {
        bots.put(bot.jid(), bot);
    }

    private List<Node> list(Account asking, Node query) {
        List<Node> entries = new ArrayList<>();
        for (Persona bot : bots.values()) {
            entries.add(Node.builder("bot")
                    .attr("jid", bot.jid())
                    .attr("persona_id", bot.id())
                    .build());
        }
        Node all = Node.builder("section").attr("type", "all").children(entries).build();
        Node featured = Node.builder("section")
                .attr("type", "featured")
                .attr("name", "Featured")
                .children(entries.subList(0, Math.min(1, entries.size())))
                .build();
        return List.of(Node.of("bot", featured, all));
    }

    /** What is told of a bot among the answers about users, or null if it is none. */
    public @Nullable Node profile(Jid user) {
        Persona bot = bots.get(user.toUser());
        if (bot == null) {
            return null;
        }
        Node.Builder commands = Node.builder("commands").child(CatalogProduct.leaf("description", "What it can do"));
        bot.commands()
                .forEach((name, does) -> commands.child(Node.of(
                        "command", CatalogProduct.leaf("name", name), CatalogProduct.leaf("description", does))));
        Node prompt = Node.of(
                "prompt", CatalogProduct.leaf("emoji", "\u2728"), CatalogProduct.leaf("text", "Ask " + bot.name()));
        return Node.of(
                "bot",
                Node.builder("profile")
                        .attr("persona_id", bot.id())
                        .child(CatalogProduct.leaf("name", bot.name()))
                        .child(CatalogProduct.leaf("attributes", "friendly"))
                        .child(CatalogProduct.leaf("description", bot.description()))
                        .child(CatalogProduct.leaf("category", "assistant"))
                        .child(commands.build())
                        .child(Node.of("prompts", prompt))
                        .build());
    }
}
