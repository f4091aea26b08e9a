package org.camelwhatsapp.simulator.newsletter;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Set;
import org.camelwhatsapp.simulator.state.Account;

/** Newsletters as the server describes them. Pure functions. */
final class NewsletterJson {
    private NewsletterJson() {}

    /** All that one account may see. */
    static JsonObject describe(Newsletter newsletter, Account viewer) {
        Set<String> settings = newsletter.settings(viewer);
        JsonArray switches = new JsonArray();
        for (String type : Newsletters.SETTINGS) {
            switches.add(new JsonObject().put("type", type).put("value", settings.contains(type) ? "ON" : "OFF"));
        }
        return head(newsletter)
                .put("thread_metadata", thread(newsletter))
                .put(
                        "viewer_metadata",
                        new JsonObject()
                                .put("role", newsletter.role(viewer).name())
                                .put("mute", settings.contains(Newsletters.MUTE) ? "ON" : "OFF")
                                .put("settings", switches));
    }

    /** Address and state. */
    static JsonObject head(Newsletter newsletter) {
        return new JsonObject()
                .put("id", newsletter.jid().toString())
                .put("state", new JsonObject().put("type", "ACTIVE"));
    }

    static JsonObject thread(Newsletter newsletter) {
        return new JsonObject()
                .put("creation_time", Long.toString(newsletter.createdSeconds()))
                .put("name", text(newsletter.name()))
                .put("description", text(newsletter.description()))
                .put("picture", picture(newsletter))
                .put("preview", picture(newsletter))
                .put("invite", newsletter.invite())
                .put("subscribers_count", Long.toString(followers(newsletter)))
                .put("verification", "UNVERIFIED")
                .put(
                        "settings",
                        new JsonObject()
                                .put("reaction_codes", new JsonObject().put("value", newsletter.reactionCodes())));
    }

    private static long followers(Newsletter newsletter) {
        return newsletter.members().values().stream()
                .filter(role -> role == Role.SUBSCRIBER)
                .count();
    }

    private static JsonObject text(String text) {
        return new JsonObject().put("id", "1").put("text", text).put("update_time", "0");
    }

    private static JsonObject picture(Newsletter newsletter) {
        String url = newsletter.pictureUrl();
        return new JsonObject()
                .put("id", newsletter.pictureId() == null ? "" : newsletter.pictureId())
                .put("type", "IMAGE")
                .put("url", url == null ? "" : url)
                .put("direct_path", url == null ? "" : URI.create(url).getPath());
    }
}
