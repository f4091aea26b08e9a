package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.MediaKind;

/**
 * A sound.
 *
 * @param media the file; a voice note is Opus in Ogg
 * @param voiceNote whether it is shown as recorded by the sender
 * @param seconds its length, 0 when unknown
 */
public record AudioContent(Media media, boolean voiceNote, int seconds) implements MediaContent {
    public AudioContent {
        if (seconds < 0) {
            throw new InvalidContentException("seconds", "0 or more");
        }
    }

    @Override
    public MediaKind kind() {
        return voiceNote ? MediaKind.VOICE_NOTE : MediaKind.AUDIO;
    }

    @Override
    public AudioContent withMedia(Media other) {
        return new AudioContent(other, voiceNote, seconds);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "AudioContent[" + kind() + "]";
    }
}
