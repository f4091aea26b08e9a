package org.camelwhatsapp.engine.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.UserFeature;
import org.camelwhatsapp.engine.event.BlocklistChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.Node;

/** Whom the account does not hear. Mailbox only. Source: docs/protocol.md, "Privacy". */
public final class BlocklistFeature implements Feature {
    private final Session session;
    private final UserFeature users;

    public BlocklistFeature(Session session, UserFeature users) {
        this.session = session;
        this.users = users;
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("account_sync", notification -> {
            Node list = notification.child("blocklist");
            if (list != null) {
                List<Jid> blocked = named(list, "block");
                List<Jid> unblocked = named(list, "unblock");
                session.publish(new BlocklistChanged(blocked, unblocked, !blocked.isEmpty() || !unblocked.isEmpty()));
            }
        });
    }

    private static List<Jid> named(Node list, String action) {
        List<Jid> named = new ArrayList<>();
        for (Node item : list.children("item")) {
            if (item.attr("action", "").equals(action)) {
                named.add(item.requireJid("jid"));
            }
        }
        return named;
    }

    private static Node.Builder request(String type) {
        return Node.builder("iq").attr("xmlns", "blocklist").attr("type", type).attr("to", Jid.SERVER);
    }

    /** Those who are blocked. */
    public CompletionStage<List<Jid>> list() {
        return session.wire().request(request("get").build()).thenApply(answer -> {
            List<Jid> blocked = new ArrayList<>();
            Node list = answer.child("list");
            if (list != null) {
                list.children("item").forEach(item -> blocked.add(item.requireJid("jid")));
            }
            return blocked;
        });
    }

    /** Blocks a user. The server wants both addresses, so the LID of a number is looked up. */
    public CompletionStage<Void> block(Jid user) {
        return change(user, "block");
    }

    public CompletionStage<Void> unblock(Jid user) {
        return change(user, "unblock");
    }

    private CompletionStage<Void> change(Jid user, String action) {
        return users.alternate(user.toUser()).thenCompose(other -> {
            Jid lid = user.isLid() ? user.toUser() : other;
            Jid phone = user.isLid() ? other : user.toUser();
            Node item = Node.builder("item")
                    .attr("action", action)
                    .attr("jid", lid == null ? phone : lid)
                    .attr("pn_jid", lid == null || action.equals("unblock") ? null : phone)
                    .attr("unknown_identifier", phone == null && action.equals("block") ? "true" : null)
                    .build();
            return session.wire().request(request("set").child(item).build()).thenAccept(answer -> {});
        });
    }
}
