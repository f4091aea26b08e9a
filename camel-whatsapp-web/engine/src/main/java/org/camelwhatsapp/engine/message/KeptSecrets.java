package org.camelwhatsapp.engine.message;

import com.google.protobuf.ByteString;
import java.util.List;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** The secrets of messages as the store keeps them, for what is said about the messages later. Pure functions. */
public final class KeptSecrets {
    private static final int SECRET_BYTES = 32;

    private KeptSecrets() {}

    /**
     * What to keep of a message, or null if it brought no secret.
     *
     * @param author who wrote it
     */
    public static byte @Nullable [] encode(Jid author, ByteString secret, MessageContent content) {
        if (secret.size() != SECRET_BYTES) {
            return null;
        }
        List<String> options = content instanceof PollContent poll ? poll.options() : List.of();
        return new ParentMessage(author.toUser(), secret.toByteArray(), options).encode();
    }

    /** Under what it is kept. */
    public static String key(Jid canonicalChat, String id) {
        return canonicalChat + "/" + id;
    }
}
