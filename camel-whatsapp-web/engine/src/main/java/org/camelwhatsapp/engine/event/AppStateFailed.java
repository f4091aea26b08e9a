package org.camelwhatsapp.engine.event;

/**
 * A part of the app state cannot be read. Messages go on.
 *
 * @param collection which part
 * @param code why, one of the documented error codes
 * @param step what is done about it
 */
public record AppStateFailed(String collection, String code, Step step) implements Event {
    /** One after the other, if the one before did not help. */
    public enum Step {
        /** All of it is asked for anew. */
        RESYNC,
        /** The phone is asked for its copy. */
        ASK_PHONE,
        /** It is left as it is until it changes again or somebody asks for it. */
        GIVE_UP
    }
}
