package org.camelwhatsapp.engine.contact;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
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

    private static Node.Builder request(String type, @Nullable Jid target) {
        return Node.builder("iq")
                .attr("xmlns", "w:profile:picture")
                .attr("type", type)
                .attr("to", Jid.SERVER)
                .attr("target", target);
    }

    /**
     * The picture of a user or a group, or null when there is none or it is hidden.
     *
     * @param preview whether the small one is wanted
     */
    public CompletionStage<@Nullable Picture> get(Jid subject, boolean preview) {
        Jid user = subject.toUser();
        return tokens.of(List.of(user))
                .thenCompose(shown -> session.wire().request(query(user, preview, shown.get(user))))
                .<@Nullable Picture>thenApply(answer -> picture(answer, preview))
                .handle((picture, failure) -> {
                    Throwable cause = failure == null ? null : Futures.unwrap(failure);
                    boolean absent = cause instanceof ServerErrorException error
                            && (error.serverCode() == NONE || error.serverCode() == HIDDEN);
                    CompletionStage<@Nullable Picture> stage = cause == null || absent
                            ? CompletableFuture.completedFuture(picture)
                            : CompletableFuture.failedFuture(cause);
                    return stage;
                })
                .thenCompose(Function.identity());
    }

    private static Node query(Jid user, boolean preview, @Nullable Node token) {
        Node query = Node.builder("picture")
                .attr("type", preview ? "preview" : "image")
                .attr("query", "url")
                .child(token)
                .build();
        return request("get", user).child(query).build();
    }

    private static @Nullable Picture picture(Node answer, boolean preview) {
        Node picture = answer.child("picture");
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
