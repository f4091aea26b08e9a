package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdVersion;

/** Values that an independent implementation computed. */
final class Vectors {
    static final MutationKeys KEYS = new MutationKeys(new byte[] {0, 0, 0, 0, 0, 1}, counting());
    static final KeyLookup LOOKUP = id -> Arrays.equals(id, KEYS.id()) ? KEYS : null;
    private static final Properties ALL = load();

    private Vectors() {}

    private static Properties load() {
        Properties all = new Properties();
        try (InputStream in = Vectors.class.getResourceAsStream("vectors.properties")) {
            all.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static byte[] counting() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return key;
    }

    static byte[] bytes(String name) {
        return HexFormat.of().parseHex(ALL.getProperty(name));
    }

    static byte[] member(int value) {
        byte[] member = new byte[32];
        Arrays.fill(member, (byte) value);
        return member;
    }

    static SyncdPatch patch(String name, long version) {
        try {
            return SyncdPatch.parseFrom(bytes(name)).toBuilder()
                    .setVersion(SyncdVersion.newBuilder().setVersion(version))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static ValueMacs holding(OpenMutation mutation) {
        ByteString place = ByteString.copyFrom(mutation.indexMac());
        return asked -> asked.equals(place) ? mutation.valueMac() : null;
    }
}
