package org.camelwhatsapp.engine.business;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.event.BusinessNameChanged;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.message.archive.BusinessNames;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * What businesses tell of themselves, and the profile of one's own business. Requests fail with {@link BusinessException}.
 * Mailbox only. Source: docs/protocol.md, "Business".
 */
public final class BusinessFeature implements Feature {
    private static final int PROFILE_VERSION = 244;
    private static final int MAX_COVER = 5 * 1024 * 1024;

    private final Session session;
    private final MediaFeature media;
    private final BusinessNames names;
    private final BusinessWire wire;

    public BusinessFeature(Session session, MediaFeature media, BusinessNames names) {
        this.session = session;
        this.media = media;
        this.names = names;
        this.wire = new BusinessWire(session, "w:biz");
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification(
                "business",
                notification -> BusinessNotifications.read(notification).forEach(this::tell));
    }

    /** A name is kept before it is told, so that who hears of it finds it in the archive. */
    private void tell(Event event) {
        if (event instanceof BusinessNameChanged change) {
            Jid user = change.user();
            String name = change.name();
            if (user != null && (name != null || !change.business())) {
                names.keep(user, name).thenRun(() -> session.publish(event));
                return;
            }
        }
        session.publish(event);
    }

    /** The profiles of businesses; those who are none are left out. */
    public CompletionStage<List<BusinessProfile>> profiles(Collection<Jid> users) {
        Node.Builder query = Node.builder("business_profile").attr("v", PROFILE_VERSION);
        users.forEach(user ->
                query.child(Node.builder("profile").attr("jid", user.toUser()).build()));
        return wire.get(query.build()).thenApply(ProfileNodes::read);
    }

    /** Changes the own profile. The account must be a business. */
    public CompletionStage<Void> edit(ProfileEdit edit) {
        return wire.set(ProfileNodes.edit(edit)).thenAccept(answer -> {});
    }

    /**
     * Shows a picture on top of the own profile.
     *
     * @param jpeg at most 5 MiB
     * @return the picture's id, which is needed to take it away
     */
    public CompletionStage<String> setCover(byte[] jpeg) {
        if (jpeg.length < 4 || jpeg.length > MAX_COVER || (jpeg[0] & 0xff) != 0xff || (jpeg[1] & 0xff) != 0xd8) {
            throw new IllegalArgumentException("a picture is a JPEG of at most 5 MiB");
        }
        return media.uploadPlain(MediaSource.bytes(jpeg, "image/jpeg"), "pps/biz-cover-photo")
                .thenCompose(place -> {
                    String id = place.require("fbid");
                    Node cover = Node.builder("cover_photo")
                            .attr("op", "update")
                            .attr("id", id)
                            .attr("ts", place.require("ts"))
                            .attr("token", place.require("meta_hmac"))
                            .build();
                    return wire.set(ProfileNodes.delta().child(cover).build()).thenApply(answer -> id);
                });
    }

    /** @param id what {@link #setCover} answered */
    public CompletionStage<Void> removeCover(String id) {
        Node cover =
                Node.builder("cover_photo").attr("op", "delete").attr("id", id).build();
        return wire.set(ProfileNodes.delta().child(cover).build()).thenAccept(answer -> {});
    }

    /** The name in a business's certificate, or null if there is none. */
    public CompletionStage<@Nullable VerifiedName> verifiedName(Jid user) {
        Node query = Node.builder("verified_name").attr("jid", user.toUser()).build();
        return wire.get(query).thenCompose(answer -> {
            VerifiedName name = VerifiedNameReader.read(user.toUser(), answer.child("verified_name"));
            CompletionStage<@Nullable VerifiedName> kept =
                    names.keep(user, name == null ? null : name.name()).<@Nullable VerifiedName>thenApply(v -> name);
            return kept;
        });
    }
}
