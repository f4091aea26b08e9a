package org.camelwhatsapp.engine.history;

import java.nio.file.Path;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.message.PeerMessages;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;

/**
 * What the history needs of the session's other features.
 *
 * @param peers messages between own devices
 * @param media where parts are downloaded
 * @param addresses which number is which LID
 * @param recorder the archive
 * @param limits what one part may hold
 * @param directory for temporary files, which are encrypted
 */
public record HistoryParts(
        PeerMessages peers,
        MediaFeature media,
        AddressBook addresses,
        ArchiveRecorder recorder,
        HistoryLimits limits,
        Path directory) {}
