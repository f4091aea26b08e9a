package org.camelwhatsapp.engine.message.content;

import java.util.List;

/** A message that has files among its parts. Those that are to be sent are uploaded first, each by itself. */
public interface FileHolder {
    /** The parts with files, in order. */
    List<MediaContent> files();

    /** The same message with other files, as many and in the same order. */
    MessageContent withFiles(List<MediaContent> others);
}
