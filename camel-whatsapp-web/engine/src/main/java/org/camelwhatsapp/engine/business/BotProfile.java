package org.camelwhatsapp.engine.business;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * What a bot tells of itself.
 *
 * @param jid whom one writes to
 * @param personaId names its character, or null
 * @param name what it is called
 * @param description what it does, or null
 * @param category the service's word for what it does, or null
 * @param attributes the service's words for how it is, or null
 * @param standard whether it is the service's own assistant
 * @param commands what it understands
 * @param prompts what one could ask
 */
public record BotProfile(
        Jid jid,
        @Nullable String personaId,
        String name,
        @Nullable String description,
        @Nullable String category,
        @Nullable String attributes,
        boolean standard,
        List<Command> commands,
        List<Prompt> prompts) {
    /**
     * Something a bot understands.
     *
     * @param name the word to write
     * @param description what happens, or null
     */
    public record Command(String name, @Nullable String description) {}

    /**
     * A question that one could ask.
     *
     * @param emoji to show with it, or null
     * @param text the question
     */
    public record Prompt(@Nullable String emoji, String text) {}

    public BotProfile {
        commands = List.copyOf(commands);
        prompts = List.copyOf(prompts);
    }
}
