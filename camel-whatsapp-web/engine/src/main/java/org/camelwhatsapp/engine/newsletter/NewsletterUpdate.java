package org.camelwhatsapp.engine.newsletter;

import io.vertx.core.json.JsonObject;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What is to change about a newsletter; null leaves a part as it is.
 *
 * @param name the new name
 * @param description the new description; the empty text for none
 * @param picture a JPEG; an empty array takes the picture away. Not to be changed
 * @param reactions which emojis followers may use
 */
public record NewsletterUpdate(
        @Nullable String name,
        @Nullable String description,
        byte @Nullable [] picture,
        @Nullable NewsletterReactions reactions) {
    public static NewsletterUpdate name(String name) {
        return new NewsletterUpdate(name, null, null, null);
    }

    public static NewsletterUpdate description(String description) {
        return new NewsletterUpdate(null, description, null, null);
    }

    /** @param jpeg empty to take the picture away */
    public static NewsletterUpdate picture(byte[] jpeg) {
        return new NewsletterUpdate(null, null, jpeg, null);
    }

    public static NewsletterUpdate reactions(NewsletterReactions reactions) {
        return new NewsletterUpdate(null, null, null, reactions);
    }

    /** The variable {@code updates} of the query. */
    JsonObject toJson() {
        JsonObject json = new JsonObject();
        if (name != null) {
            json.put("name", NewsletterDraft.checkName(name));
        }
        if (description != null) {
            json.put("description", description);
        }
        if (picture != null) {
            json.put("picture", Base64.getEncoder().encodeToString(picture));
        }
        if (reactions != null) {
            json.put(
                    "settings",
                    new JsonObject().put("reaction_codes", new JsonObject().put("value", reactions.name())));
        }
        return json;
    }
}
