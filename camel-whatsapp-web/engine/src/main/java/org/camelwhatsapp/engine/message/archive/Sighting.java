package org.camelwhatsapp.engine.message.archive;

import java.util.Set;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.Wrappers;
import org.camelwhatsapp.engine.message.content.AddOnContent;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.DisappearingContent;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.KeepContent;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.message.content.MemberLabelContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PinContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.message.content.UnknownContent;
import org.camelwhatsapp.proto.Message;

/**
 * A message and what of it the archive keeps, worked out without looking anything up, so that it can be done on any
 * thread.
 *
 * @param content what it says
 * @param isMessage whether it is one for people, and none about another
 * @param body what is kept of it; empty when nothing is
 * @param words what it is found by
 */
record Sighting(ArchiveRecorder.Seen seen, MessageContent content, boolean isMessage, byte[] body, Set<String> words) {
    private static final byte[] NOTHING = {};

    static Sighting of(ArchiveRecorder.Seen seen) {
        MessageContent content = ContentCodec.fromProto(seen.message());
        if (content instanceof EditContent edit) {
            byte[] body = version(edit, seen).toByteArray();
            return new Sighting(seen, content, false, body, Words.of(edit.text()));
        }
        return isMessage(content, seen.message())
                ? new Sighting(seen, content, true, seen.message().toByteArray(), Words.of(Contents.text(content)))
                : new Sighting(seen, content, false, NOTHING, Set.of());
    }

    /** Below a file the text changes, and the file stays. */
    private static Message version(EditContent edit, ArchiveRecorder.Seen seen) {
        Message version = seen.message().getProtocolMessage().getEditedMessage();
        return ContentCodec.fromProto(version) instanceof MediaContent file
                        && file.media() instanceof RemoteMedia media
                        && media.mediaKey() != null
                ? Wrappers.unwrap(version)
                : ContentCodec.toProto(new TextContent(edit.text()), seen.at());
    }

    /** Signals between devices and remarks about other messages are no messages of their own. */
    private static boolean isMessage(MessageContent content, Message message) {
        boolean remark = content instanceof AddOnContent
                || content instanceof DisappearingContent
                || content instanceof MemberLabelContent
                || content instanceof PinContent
                || content instanceof KeepContent;
        boolean signal = message.hasProtocolMessage()
                || message.hasPollUpdateMessage()
                || message.hasSecretEncryptedMessage()
                || message.hasEncReactionMessage()
                || message.hasEncCommentMessage()
                || message.hasEncEventResponseMessage();
        return !remark
                && !signal
                && !(content instanceof UnknownContent unknown
                        && unknown.field().isEmpty());
    }

    /** Never prints the content. */
    @Override
    public String toString() {
        return "Sighting";
    }
}
