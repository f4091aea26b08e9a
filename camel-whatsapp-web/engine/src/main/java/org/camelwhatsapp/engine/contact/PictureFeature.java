package org.camelwhatsapp.engine.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.event.PictureChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** Pictures of users, groups and oneself. Mailbox only. Source: docs/protocol.md, "Profiles". */
public final class PictureFeature implements Feature {
    private static final int MAX_BYTES = 5 * 1024 * 1024;
    private static final int MAX_GROUPS = 1_000;
    private static final Jid EVERYBODY = Jid.of("", Jid.GROUP_SERVER);
    private static final int NONE = 404;
    private static final int HIDDEN = 401;

    private final Session session;
    private final ContactTokens tokens;

    public PictureFeature(Session session, ContactTokens tokens) {
        this.tokens = tokens;
        this.session = session;
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("account_sync", this::ownChanged);
        router.onNotification("picture", notification -> {
            Instant time = notification.timeAttr("t", 0);
            for (Node change : notification.children()) {
                if (change.is("set") || change.is("delete")) {
                    Jid subject = change.jid("jid");
                    session.publish(new PictureChanged(
                            subject == null ? notification.requireJid("from") : subject,
                            change.attr("id"),
                            change.jid("author"),
                            time));
                }
            }
        });
    }

    /** Which picture it is now is not told. */
    private void ownChanged(Node notification) {
        if (notification.child("picture") != null) {
            session.publish(new PictureChanged(
                    notification.requireJid("from").toUser(), null, null, notification.timeAttr("t", 0)));
        }
    }

    private static Node.Builder request(String type, @Nullable Jid target) {
        return Node.builder("iq")
                .attr("xmlns", "w:profile:picture")
                .attr("type", type)
                .attr("to", Jid.SERVER)
                .attr("target", target);
    }

    /** The picture of a user or a group, or null when there is none or it is hidden. */
    public CompletionStage<@Nullable Picture> get(Jid subject, boolean preview) {
        return get(PictureQuestion.of(subject, preview));
    }

    /** The picture of a user, a group or a community, or null when there is none or it is hidden. */
    public CompletionStage<@Nullable Picture> get(PictureQuestion question) {
        Jid user = question.subject().toUser();
        CompletionStage<Map<Jid, Node>> tokensShown =
                user.isGroup() ? CompletableFuture.completedFuture(Map.of()) : tokens.of(List.of(user));
        return tokensShown
                .thenCompose(shown -> session.wire().request(query(question, shown.get(user))))
                .<@Nullable Picture>thenApply(answer -> picture(answer.child("picture"), question.preview()))
                .exceptionallyCompose(failure -> refused(question, Futures.unwrap(failure)));
    }

    /** Communities answer another question, and refuse the ordinary one as if the picture were hidden. */
    private CompletionStage<@Nullable Picture> refused(PictureQuestion question, Throwable cause) {
        int code = cause instanceof ServerErrorException error ? error.serverCode() : 0;
        Jid group = question.subject().toUser();
        if (code == HIDDEN && group.isGroup()) {
            return ofCommunity(group, question.preview())
                    .exceptionallyCompose(failure -> absent(Futures.unwrap(failure)));
        }
        return absent(cause);
    }

    private static CompletionStage<@Nullable Picture> absent(Throwable cause) {
        boolean absent = cause instanceof ServerErrorException error
                && (error.serverCode() == NONE || error.serverCode() == HIDDEN);
        return absent ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(cause);
    }

    private CompletionStage<@Nullable Picture> ofCommunity(Jid community, boolean preview) {
        Node picture = Node.builder("picture")
                .attr("type", preview ? "preview" : "image")
                .attr("query", "url")
                .attr("parent_group_jid", community)
                .build();
        return session.wire().request(pictures(community, List.of(picture))).<@Nullable Picture>thenApply(answer -> {
            Node pictures = answer.child("pictures");
            return picture(pictures == null ? null : pictures.child("picture"), preview);
        });
    }

    private static Node pictures(Jid to, List<Node> asked) {
        return Node.builder("iq")
                .attr("xmlns", "w:g2")
                .attr("type", "get")
                .attr("to", to)
                .child(Node.builder("pictures").children(asked).build())
                .build();
    }

    /**
     * The pictures of many groups at once; those without one are left out.
     *
     * @param groups 1 to 1,000
     */
    public CompletionStage<List<GroupPicture>> ofGroups(List<Jid> groups, boolean preview) {
        if (groups.isEmpty() || groups.size() > MAX_GROUPS) {
            throw new IllegalArgumentException("groups: expected 1 to " + MAX_GROUPS);
        }
        List<Node> asked = groups.stream()
                .map(group -> Node.builder("picture")
                        .attr("jid", group)
                        .attr("type", preview ? "preview" : "image")
                        .build())
                .toList();
        return session.wire().request(pictures(EVERYBODY, asked)).thenApply(answer -> {
            List<GroupPicture> found = new ArrayList<>();
            for (Node node : answer.requireChild("pictures").children("picture")) {
                Jid group = node.jid("jid");
                Picture picture = picture(node, preview);
                if (group != null && picture != null) {
                    found.add(new GroupPicture(group, picture));
                }
            }
            return found;
        });
    }

    private static Node query(PictureQuestion question, @Nullable Node token) {
        Node query = Node.builder("picture")
                .attr("type", question.preview() ? "preview" : "image")
                .attr("query", "url")
                .attr("invite", question.invite())
                .attr("common_gid", question.commonGroup())
                .attr("persona_id", question.persona())
                .child(token)
                .build();
        return request("get", question.subject().toUser()).child(query).build();
    }

    private static @Nullable Picture picture(@Nullable Node picture, boolean preview) {
        String url = picture == null ? null : picture.attr("url");
        String id = picture == null ? null : picture.attr("id");
        return picture == null || url == null || id == null
                ? null
                : new Picture(id, url, picture.attr("direct_path"), preview);
    }

    /**
     * Sets one's own picture, or that of a group.
     *
     * @param group the group, or null for one's own
     * @param jpeg a square JPEG, at best 640 by 640, at most 5 MiB
     * @return the new picture's id
     */
    public CompletionStage<String> set(@Nullable Jid group, byte[] jpeg) {
        if (jpeg.length < 4 || jpeg.length > MAX_BYTES || (jpeg[0] & 0xff) != 0xff || (jpeg[1] & 0xff) != 0xd8) {
            throw new IllegalArgumentException("a picture is a JPEG of at most 5 MiB");
        }
        Node picture = Node.builder("picture").attr("type", "image").bytes(jpeg).build();
        return session.wire()
                .request(request("set", group).child(picture).build())
                .thenApply(answer -> answer.requireChild("picture").requireAttr("id"));
    }

    /** @param group the group, or null for one's own picture */
    public CompletionStage<Void> remove(@Nullable Jid group) {
        return session.wire().request(request("set", group).build()).thenAccept(answer -> {});
    }
}
