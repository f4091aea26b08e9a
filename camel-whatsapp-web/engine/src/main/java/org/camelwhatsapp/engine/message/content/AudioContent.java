package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.MediaKind;
import org.jspecify.annotations.Nullable;

/**
 * A sound.
 *
 * @param media the file; a voice note is Opus in Ogg
 * @param voiceNote whether it is shown as recorded by the sender
 * @param seconds its length, 0 when unknown
 * @param waveform the bars of a voice note, or null for none
 */
public record AudioContent(
        Media media,
        boolean voiceNote,
        int seconds,
        @Nullable Waveform waveform) implements MediaContent {
    public AudioContent {
        if (seconds < 0) {
            throw new InvalidContentException("seconds", "0 or more");
        }
    }

    /** A sound without bars. */
    public AudioContent(Media media, boolean voiceNote, int seconds) {
        this(media, voiceNote, seconds, null);
    }

    @Override
    public MediaKind kind() {
        return voiceNote ? MediaKind.VOICE_NOTE : MediaKind.AUDIO;
    }

    @Override
    public AudioContent withMedia(Media other) {
        return new AudioContent(other, voiceNote, seconds, waveform);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "AudioContent[" + kind() + "]";
    }
}
