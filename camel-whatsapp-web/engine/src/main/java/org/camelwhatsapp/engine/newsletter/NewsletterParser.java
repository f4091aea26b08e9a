package org.camelwhatsapp.engine.newsletter;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.mex.MexJson;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Newsletters in JSON. Pure functions. Source: docs/protocol.md, "Newsletters". */
final class NewsletterParser {
    private static final long LAST_SECOND = 253_402_300_799L;

    private NewsletterParser() {}

    /** @throws MexException if it is no newsletter */
    static NewsletterInfo info(JsonObject json) {
        JsonObject thread = MexJson.object(json, "thread_metadata");
        JsonObject viewer = MexJson.object(json, "viewer_metadata");
        JsonObject reactions = MexJson.object(MexJson.object(thread, "settings"), "reaction_codes");
        return new NewsletterInfo(
                newsletter(json),
                NewsletterState.of(MexJson.word(MexJson.object(json, "state"), "type")),
                MexJson.textOrEmpty(MexJson.object(thread, "name"), "text"),
                MexJson.textOrEmpty(MexJson.object(thread, "description"), "text"),
                MexJson.text(thread, "invite"),
                MexJson.text(thread, "handle"),
                MexJson.number(thread, "subscribers_count", 0),
                MexJson.word(thread, "verification").equals("VERIFIED"),
                seconds(thread, "creation_time"),
                picture(thread),
                NewsletterReactions.of(MexJson.word(reactions, "value")),
                NewsletterRole.of(MexJson.word(viewer, "role")),
                isOn(viewer, "MUTE_ADMIN_ACTIVITY")
                        || MexJson.word(viewer, "mute").equals("ON"),
                isOn(viewer, "MUTE_FOLLOWER_ACTIVITY"));
    }

    /** @throws MexException if one of them is no newsletter */
    static List<NewsletterInfo> infos(List<JsonObject> objects) {
        List<NewsletterInfo> infos = new ArrayList<>(objects.size());
        objects.forEach(object -> infos.add(info(object)));
        return infos;
    }

    /** The address of the newsletter that an object is about. */
    static Jid newsletter(JsonObject json) {
        Jid jid = MexJson.requireJid(json, "id");
        if (!jid.isNewsletter()) {
            throw MexException.malformed("no newsletter in id");
        }
        return jid;
    }

    private static @Nullable NewsletterPicture picture(JsonObject thread) {
        JsonObject picture = MexJson.object(thread, "picture");
        String path = MexJson.text(picture, "direct_path");
        String url = MexJson.text(picture, "url");
        boolean absent = (path == null || path.isEmpty()) && (url == null || url.isEmpty());
        return absent ? null : new NewsletterPicture(MexJson.text(picture, "id"), url, path);
    }

    /** A switch of the one who looks: its value is a word, or a time until when it is on. */
    private static boolean isOn(JsonObject viewer, String type) {
        for (JsonObject setting : MexJson.objects(viewer, "settings")) {
            if (MexJson.word(setting, "type").equals(type)) {
                return MexJson.word(setting, "value").equals("ON");
            }
        }
        return false;
    }

    /** A time in seconds since 1970, or null if there is none. */
    static @Nullable Instant seconds(JsonObject json, String key) {
        long seconds = MexJson.number(json, key, -1);
        return seconds < 0 || seconds > LAST_SECOND ? null : Instant.ofEpochSecond(seconds);
    }

    static List<NewsletterFollower> followers(JsonObject json) {
        List<NewsletterFollower> followers = new ArrayList<>();
        for (JsonObject edge : MexJson.objects(MexJson.object(json, "followers"), "edges")) {
            JsonObject user = MexJson.object(edge, "node");
            followers.add(new NewsletterFollower(
                    MexJson.requireJid(user, "id"),
                    phone(user),
                    MexJson.text(user, "display_name"),
                    NewsletterRole.of(MexJson.word(edge, "role")),
                    seconds(edge, "follow_time")));
        }
        return followers;
    }

    private static @Nullable Jid phone(JsonObject user) {
        String text = MexJson.textOrEmpty(user, "pn");
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Jid.phone(text) : MexJson.jid(user, "pn");
    }
}
