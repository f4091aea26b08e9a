package org.camelwhatsapp.engine.history;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.camelwhatsapp.proto.CallLogRecord;
import org.camelwhatsapp.proto.Conversation;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.proto.HistorySyncMsg;
import org.camelwhatsapp.proto.InlineContact;
import org.camelwhatsapp.proto.PastParticipants;
import org.camelwhatsapp.proto.PhoneNumberToLIDMapping;
import org.camelwhatsapp.proto.Pushname;
import org.camelwhatsapp.proto.WebMessageInfo;
import org.jspecify.annotations.Nullable;

/**
 * Reads one part of the history item by item: inflated and parsed as it is asked for, so that memory holds one message
 * at a time, however large the whole is. Blocks; used by one thread at a time. Source: docs/protocol.md, "History".
 */
public final class HistoryReader implements AutoCloseable {
    private static final ExtensionRegistryLite NO_EXTENSIONS = ExtensionRegistryLite.getEmptyRegistry();
    private static final int NO_LIMIT = -1;

    private final BoundedInflater inflated;
    private final CodedInputStream in;
    private final HistoryLimits limits;
    private final boolean withMessages;
    private final FieldGatherer rest;
    private final FieldGatherer chatFields;
    private String chat = "";
    private int outerLimit = NO_LIMIT;
    private long items;
    private boolean ended;

    /**
     * @param compressed the blob as it was decrypted; closed with the reader
     * @param withMessages whether messages and status posts are given out, or passed over without a look
     */
    public HistoryReader(InputStream compressed, HistoryLimits limits, boolean withMessages) {
        this.inflated = new BoundedInflater(compressed, limits);
        this.in = CodedInputStream.newInstance(inflated);
        this.limits = limits;
        this.withMessages = withMessages;
        this.rest = new FieldGatherer(limits.maxItemBytes());
        this.chatFields = new FieldGatherer(limits.maxItemBytes());
    }

    /**
     * The next item, or null after the last one.
     *
     * @throws HistoryException if the history is malformed or too large
     * @throws IOException if the blob cannot be read
     */
    public @Nullable HistoryItem next() throws IOException {
        try {
            HistoryItem item = null;
            while (item == null && !ended) {
                item = outerLimit == NO_LIMIT ? readTop() : readChat();
            }
            if (item != null && ++items > limits.maxItems()) {
                throw new HistoryException(
                        HistoryException.Reason.TOO_LARGE,
                        "the history holds more than " + limits.maxItems() + " items");
            }
            return item;
        } catch (InvalidProtocolBufferException | EOFException e) {
            throw new HistoryException(HistoryException.Reason.MALFORMED, "the history cannot be read", e);
        }
    }

    private @Nullable HistoryItem readTop() throws IOException {
        in.resetSizeCounter();
        int tag = in.readTag();
        if (tag == 0) {
            ended = true;
            return new HistoryItem.Remainder(rest.take(HistorySync.parser()));
        }
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            rest.add(tag, in);
            return null;
        }
        return switch (WireFormat.getTagFieldNumber(tag)) {
            case HistorySync.CONVERSATIONS_FIELD_NUMBER -> {
                outerLimit = in.pushLimit(length());
                yield null;
            }
            case HistorySync.STATUSV3MESSAGES_FIELD_NUMBER ->
                withMessages ? item(WebMessageInfo.parser(), HistoryItem.StatusPost::new) : skip();
            case HistorySync.PUSHNAMES_FIELD_NUMBER -> item(Pushname.parser(), HistoryItem.PushName::new);
            case HistorySync.PASTPARTICIPANTS_FIELD_NUMBER ->
                item(PastParticipants.parser(), HistoryItem.PastMembers::new);
            case HistorySync.CALLLOGRECORDS_FIELD_NUMBER -> item(CallLogRecord.parser(), HistoryItem.Call::new);
            case HistorySync.PHONENUMBERTOLIDMAPPINGS_FIELD_NUMBER ->
                item(PhoneNumberToLIDMapping.parser(), HistoryItem.Mapping::new);
            case HistorySync.INLINECONTACTS_FIELD_NUMBER -> item(InlineContact.parser(), HistoryItem.Contact::new);
            case HistorySync.RECENTSTICKERS_FIELD_NUMBER -> skip();
            default -> {
                rest.add(tag, in);
                yield null;
            }
        };
    }

    private @Nullable HistoryItem readChat() throws IOException {
        int tag = in.readTag();
        if (tag == 0) {
            complete(outerLimit);
            outerLimit = NO_LIMIT;
            chat = "";
            return new HistoryItem.Chat(chatFields.take(Conversation.parser()));
        }
        int field = WireFormat.getTagFieldNumber(tag);
        boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
        if (delimited && field == Conversation.MESSAGES_FIELD_NUMBER) {
            String name = chat;
            return withMessages
                    ? item(HistorySyncMsg.parser(), read -> new HistoryItem.ChatMessage(name, read.getMessage()))
                    : skip();
        }
        if (delimited && field == Conversation.ID_FIELD_NUMBER) {
            chat = chatFields.addText(tag, in);
        } else {
            chatFields.add(tag, in);
        }
        return null;
    }

    private <M> HistoryItem item(Parser<M> parser, Function<M, HistoryItem> item) throws IOException {
        int length = length();
        if (length > limits.maxItemBytes()) {
            throw FieldGatherer.tooLarge(limits.maxItemBytes());
        }
        int limit = in.pushLimit(length);
        M read = parser.parseFrom(in, NO_EXTENSIONS);
        in.checkLastTagWas(0);
        complete(limit);
        return item.apply(read);
    }

    /** The parser takes the end of the stream for the end of a part. */
    private void complete(int limit) {
        if (in.getBytesUntilLimit() != 0) {
            throw new HistoryException(HistoryException.Reason.MALFORMED, "the history ends within a part");
        }
        in.popLimit(limit);
    }

    private @Nullable HistoryItem skip() throws IOException {
        in.skipRawBytes(length());
        if (++items > limits.maxItems()) {
            throw new HistoryException(
                    HistoryException.Reason.TOO_LARGE, "the history holds more than " + limits.maxItems() + " items");
        }
        return null;
    }

    private int length() throws IOException {
        int length = in.readRawVarint32();
        if (length < 0) {
            throw new HistoryException(HistoryException.Reason.MALFORMED, "a negative length");
        }
        return length;
    }

    /** How many inflated bytes were read so far. */
    public long inflatedBytes() {
        return inflated.inflated();
    }

    @Override
    public void close() throws IOException {
        inflated.close();
    }
}
