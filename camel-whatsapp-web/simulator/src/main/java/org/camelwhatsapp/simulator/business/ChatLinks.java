package org.camelwhatsapp.simulator.business;

import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.iq.RequestHandlers;
import org.camelwhatsapp.simulator.state.Account;
import org.jspecify.annotations.Nullable;

/** Short links that begin a chat. Event loop only. */
public final class ChatLinks {
    private static final int CODE_BYTES = 8;
    private static final int MAX_CODES = 10_000;

    private final World world;
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<Account, String> contactCodes = new IdentityHashMap<>();

    /** Whom a link leads to; with the text to begin with where it is a business's message link. */
    private record Target(Account account, @Nullable String message) {}

    private ChatLinks(World world) {
        this.world = world;
    }

    public static ChatLinks register(RequestHandlers handlers, World world) {
        ChatLinks links = new ChatLinks(world);
        BusinessRequests.on(handlers, "w:qr", "get qr", links::resolve);
        BusinessRequests.on(handlers, "w:qr", "set qr", links::own);
        return links;
    }

    /** A new message link of a business; returns its code. */
    public String create(Account account, String message) {
        return add(new Target(account, message));
    }

    private String add(Target target) {
        if (targets.size() >= MAX_CODES) {
            targets.remove(targets.keySet().iterator().next());
        }
        String code = HexFormat.of()
                .formatHex(world.options().random().bytes(CODE_BYTES))
                .toUpperCase(Locale.ROOT);
        targets.put(code, target);
        return code;
    }

    /** The code in an account's own QR code, made when it is first asked for. */
    public String contactCode(Account account) {
        return contactCodes.computeIfAbsent(account, owner -> add(new Target(owner, null)));
    }

    private List<Node> own(Account account, Node query) {
        if (query.attr("action", "").equals("revoke")) {
            targets.remove(contactCodes.getOrDefault(account, ""));
            contactCodes.remove(account);
        }
        return List.of(Node.builder("qr").attr("code", contactCode(account)).build());
    }

    private List<Node> resolve(Account asking, Node query) {
        Target target = targets.get(query.requireAttr("code"));
        if (target == null) {
            throw new RefusedException(404, "item-not-found");
        }
        String message = target.message();
        String business = target.account().profile().businessName();
        Node.Builder answer = Node.builder("qr")
                .attr("jid", target.account().phoneJid())
                .attr("notify", target.account().pushName())
                .attr("type", message == null ? "contact" : "message")
                .child(message == null ? null : CatalogProduct.leaf("message", message));
        if (business != null) {
            answer.child(Node.builder("business")
                    .attr("is_signed", "false")
                    .attr("verified_name", business)
                    .attr("verified_level", "unknown")
                    .build());
        }
        return List.of(answer.build());
    }
}
