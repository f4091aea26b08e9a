package org.camelwhatsapp.engine.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Credentials as bytes for the store: a version, then fields in order, each with its length. */
public final class CredentialsCodec {
    private static final int VERSION = 1;
    private static final int MAX_FIELD = 65_535;

    private CredentialsCodec() {}

    public static byte[] encode(Credentials credentials) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writeKey(out, credentials.noiseKey());
            writeKey(out, credentials.identityKey());
            out.writeInt(credentials.registrationId());
            SignedPreKey signed = credentials.signedPreKey();
            out.writeInt(signed.id());
            writeKey(out, signed.keyPair());
            write(out, signed.signature());
            out.writeLong(signed.createdAtMillis());
            write(out, credentials.advSecret());
            write(out, credentials.serverStaticKey());
            write(out, credentials.routingInfo());
            out.writeInt(credentials.loginCounter());
            LinkedAccount account = credentials.account();
            out.writeBoolean(account != null);
            if (account != null) {
                writeText(out, account.jid().toString());
                writeText(out, account.lid().toString());
                write(out, account.signedIdentity());
                write(out, account.accountKey());
                writeText(out, account.platform());
                writeText(out, account.businessName());
                writeText(out, account.pushName());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws StoreException with {@code CORRUPT} if the bytes are not credentials */
    public static Credentials decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IOException("version " + version + " is not known");
            }
            KeyPair noise = readKey(in);
            KeyPair identity = readKey(in);
            int registrationId = in.readInt();
            SignedPreKey signed = new SignedPreKey(in.readInt(), readKey(in), readBytes(in), in.readLong());
            byte[] advSecret = readBytes(in);
            byte @Nullable [] serverStatic = read(in);
            byte @Nullable [] routing = read(in);
            int counter = in.readInt();
            LinkedAccount account = in.readBoolean() ? readAccount(in) : null;
            if (in.available() > 0) {
                throw new IOException("bytes after the end");
            }
            return new Credentials(
                    noise, identity, registrationId, signed, advSecret, account, serverStatic, routing, counter);
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "the stored credentials cannot be read", e);
        }
    }

    private static LinkedAccount readAccount(DataInputStream in) throws IOException {
        Jid jid = Jid.parse(new String(readBytes(in), StandardCharsets.UTF_8));
        Jid lid = Jid.parse(new String(readBytes(in), StandardCharsets.UTF_8));
        return new LinkedAccount(jid, lid, readBytes(in), readBytes(in), readText(in), readText(in), readText(in));
    }

    private static void writeKey(DataOutputStream out, KeyPair key) throws IOException {
        write(out, key.publicKey());
        write(out, key.privateKey());
    }

    private static KeyPair readKey(DataInputStream in) throws IOException {
        byte[] publicKey = readBytes(in);
        byte[] privateKey = readBytes(in);
        if (publicKey.length != 32 || privateKey.length != 32) {
            throw new IOException("a key has 32 bytes");
        }
        return new KeyPair(publicKey, privateKey);
    }

    private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
        write(out, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String readText(DataInputStream in) throws IOException {
        byte[] bytes = read(in);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Length plus one, so that zero says null. */
    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            out.writeInt(0);
            return;
        }
        out.writeInt(bytes.length + 1);
        out.write(bytes);
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt() - 1;
        if (length < 0) {
            return null;
        }
        if (length > MAX_FIELD || length > in.available()) {
            throw new IOException("a field is longer than the record");
        }
        return in.readNBytes(length);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = read(in);
        if (bytes == null) {
            throw new IOException("a required field is missing");
        }
        return bytes;
    }
}
