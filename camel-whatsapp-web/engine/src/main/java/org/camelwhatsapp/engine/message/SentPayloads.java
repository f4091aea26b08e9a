package org.camelwhatsapp.engine.message;

import com.google.protobuf.InvalidProtocolBufferException;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.proto.Message;

/** What was sent, read back from the store. Pure functions. */
final class SentPayloads {
    private SentPayloads() {}

    /** @throws StoreException with {@code CORRUPT} if the bytes are no message */
    static Message parse(SentMessage sent) {
        try {
            return Message.parseFrom(sent.payload());
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "a sent message cannot be read", e);
        }
    }
}
