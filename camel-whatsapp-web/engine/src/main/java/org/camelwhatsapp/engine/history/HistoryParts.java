package org.camelwhatsapp.engine.history;

import java.nio.file.Path;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.message.Messages;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.privacy.PrivacyTokens;
import org.camelwhatsapp.engine.privacy.StrangerMark;

/**
 * What the history needs of the session's other features.
 *
 * @param messages those between own devices, and the timers of chats
 * @param media where parts are downloaded
 * @param addresses which number is which LID
 * @param recorder the archive
 * @param trust by which others are reached
 * @param limits what one part may hold
 * @param directory for temporary files, which are encrypted
 */
public record HistoryParts(
        Messages messages,
        MediaFeature media,
        AddressBook addresses,
        ArchiveRecorder recorder,
        Trust trust,
        HistoryLimits limits,
        Path directory) {
    /**
     * What messages show to others.
     *
     * @param tokens that contacts gave
     * @param mark for those who gave none
     */
    public record Trust(PrivacyTokens tokens, StrangerMark mark) {}
}
