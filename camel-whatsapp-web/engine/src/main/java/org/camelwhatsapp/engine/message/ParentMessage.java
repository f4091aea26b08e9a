package org.camelwhatsapp.engine.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.StoreException;

/**
 * What is kept of a message so that votes, answers and comments to it can be read and made.
 *
 * @param author who wrote it, a user address
 * @param secret 32 bytes that came with it
 * @param options the answers of a poll; empty for other messages
 */
record ParentMessage(Jid author, byte[] secret, List<String> options) {
    private static final int VERSION = 1;
    private static final int MAX_OPTIONS = 256;
    private static final int MAX_SECRET = 64;

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(author.toString());
            out.writeByte(secret.length);
            out.write(secret);
            out.writeShort(options.size());
            for (String option : options) {
                byte[] text = option.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws StoreException with {@code CORRUPT} if the bytes are none */
    static ParentMessage decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                throw new IOException("unknown version");
            }
            Jid author = Jid.parse(in.readUTF());
            int length = in.readByte();
            if (length < 0 || length > MAX_SECRET) {
                throw new IOException("wrong length");
            }
            byte[] secret = in.readNBytes(length);
            int count = in.readShort();
            if (count < 0 || count > MAX_OPTIONS) {
                throw new IOException("wrong count");
            }
            List<String> options = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int size = in.readInt();
                if (size < 0 || size > in.available()) {
                    throw new IOException("wrong length");
                }
                options.add(new String(in.readNBytes(size), java.nio.charset.StandardCharsets.UTF_8));
            }
            return new ParentMessage(author, secret, options);
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "the secret of a message cannot be read", e);
        }
    }

    /** Never prints the secret. */
    @Override
    public String toString() {
        return "ParentMessage[" + author.redacted() + "]";
    }
}
