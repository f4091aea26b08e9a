package org.camelwhatsapp.engine.history;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Keeps the small fields of a message whose large ones are given out one by one. Bounded. */
final class FieldGatherer {
    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    FieldGatherer(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes the field of this tag, which was just read. */
    void add(int tag, CodedInputStream in) throws IOException {
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> {
                out.writeUInt32NoTag(tag);
                out.writeUInt64NoTag(in.readRawVarint64());
            }
            case WireFormat.WIRETYPE_FIXED32 -> {
                out.writeUInt32NoTag(tag);
                out.writeFixed32NoTag(in.readRawLittleEndian32());
            }
            case WireFormat.WIRETYPE_FIXED64 -> {
                out.writeUInt32NoTag(tag);
                out.writeFixed64NoTag(in.readRawLittleEndian64());
            }
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> write(tag, read(in));
            default ->
                throw new HistoryException(HistoryException.Reason.MALFORMED, "a field of a kind that is not used");
        }
        check(0);
    }

    /** Takes a text field, and tells the text. */
    String addText(int tag, CodedInputStream in) throws IOException {
        byte[] text = read(in);
        write(tag, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private void write(int tag, byte[] value) throws IOException {
        out.writeUInt32NoTag(tag);
        out.writeByteArrayNoTag(value);
    }

    private byte[] read(CodedInputStream in) throws IOException {
        int length = in.readRawVarint32();
        check(length);
        return in.readRawBytes(length);
    }

    private void check(int more) throws IOException {
        if (more < 0) {
            throw new HistoryException(HistoryException.Reason.MALFORMED, "a negative length");
        }
        out.flush();
        if ((long) bytes.size() + more > maxBytes) {
            throw tooLarge(maxBytes);
        }
    }

    static HistoryException tooLarge(int maxBytes) {
        return new HistoryException(
                HistoryException.Reason.TOO_LARGE, "one item of the history is larger than " + maxBytes + " bytes");
    }

    /** What was gathered, as a message; begins anew. */
    <M> M take(Parser<M> parser) throws IOException {
        out.flush();
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        try {
            return parser.parseFrom(taken);
        } catch (InvalidProtocolBufferException e) {
            throw new HistoryException(HistoryException.Reason.MALFORMED, "the history cannot be read", e);
        }
    }
}
