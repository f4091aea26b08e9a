package org.camelwhatsapp.engine.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.crypto.Hmac;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/**
 * Proves to the server what a message said, should the recipient report it: a code over parts of the message, made with
 * the message's own secret. Stateless. Source: docs/protocol.md, "Reporting tokens".
 */
public final class ReportingToken {
    private static final int VERSION = 2;
    private static final int SECRET_BYTES = 32;
    private static final int TOKEN_BYTES = 16;
    private static final int MAX_DEPTH = 16;

    private ReportingToken() {}

    /**
     * What goes into the key besides the secret.
     *
     * @param id the message's id
     * @param sender who sends it, in the addressing the chat uses
     * @param chat the recipient or the group
     */
    public record Binding(String id, Jid sender, Jid chat) {}

    /** The stanza's part, or null if the message has none: it has no secret, or nothing that a report is about. */
    static @Nullable Node node(Binding binding, Message message) {
        byte[] token = of(binding, message);
        return token == null
                ? null
                : Node.builder("reporting")
                        .child(Node.builder("reporting_token")
                                .attr("v", VERSION)
                                .bytes(token)
                                .build())
                        .build();
    }

    /** The 16 bytes of the code, or null if the message has none. */
    public static byte @Nullable [] of(Binding binding, Message message) {
        byte[] secret = message.getMessageContextInfo().getMessageSecret().toByteArray();
        if (secret.length != SECRET_BYTES || isAboutAnother(message)) {
            return null;
        }
        byte[] content = content(message.toByteArray());
        if (content.length == 0) {
            return null;
        }
        String info = binding.id() + binding.sender().toUser() + binding.chat().toUser() + "Report Token";
        byte[] key = Hkdf.derive(secret, null, info.getBytes(StandardCharsets.UTF_8), SECRET_BYTES);
        return Arrays.copyOf(Hmac.sha256(key, content), TOKEN_BYTES);
    }

    private static boolean isAboutAnother(Message message) {
        return message.hasReactionMessage()
                || message.hasEncReactionMessage()
                || message.hasEncEventResponseMessage()
                || message.hasPollUpdateMessage();
    }

    /** The parts of a serialised message that a report is about. */
    static byte[] content(byte[] message) {
        try {
            return filter(message, ReportingFields.MESSAGE, 0);
        } catch (IOException e) {
            throw new IllegalArgumentException("no serialised message", e);
        }
    }

    private record Part(int number, byte[] bytes) {}

    private static byte[] filter(byte[] bytes, ReportingFields fields, int depth) throws IOException {
        CodedInputStream input = CodedInputStream.newInstance(bytes);
        List<Part> parts = new ArrayList<>();
        while (!input.isAtEnd()) {
            int start = input.getTotalBytesRead();
            int tag = input.readTag();
            int number = WireFormat.getTagFieldNumber(tag);
            ReportingFields wanted = fields.child(number);
            if (wanted != null
                    && wanted.isNested()
                    && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                byte[] inner = depth == MAX_DEPTH ? skipped(input) : filter(input.readByteArray(), wanted, depth + 1);
                if (inner.length > 0) {
                    parts.add(new Part(number, enclose(tag, inner)));
                }
            } else {
                input.skipField(tag);
                if (wanted != null && !wanted.isNested()) {
                    parts.add(new Part(number, Arrays.copyOfRange(bytes, start, input.getTotalBytesRead())));
                }
            }
        }
        parts.sort(Comparator.comparingInt(Part::number));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(part -> all.writeBytes(part.bytes()));
        return all.toByteArray();
    }

    private static byte[] skipped(CodedInputStream input) throws IOException {
        input.skipRawBytes(input.readRawVarint32());
        return new byte[0];
    }

    private static byte[] enclose(int tag, byte[] inner) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        output.writeUInt32NoTag(tag);
        output.writeByteArrayNoTag(inner);
        output.flush();
        return bytes.toByteArray();
    }
}
