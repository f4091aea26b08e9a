package org.camelwhatsapp.engine.signal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What the reference peers calculate with: the JDK and protobuf's own parser, nothing of the product. */
final class ReferenceFormulas {
    private ReferenceFormulas() {}

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(concat(parts));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] hkdf(byte[] inputKey, byte[] salt, String info, int length) {
        byte[] key = hmac(salt, inputKey);
        byte[] output = {};
        byte[] block = {};
        for (int number = 1; output.length < length; number++) {
            block = hmac(key, block, info.getBytes(StandardCharsets.US_ASCII), new byte[] {(byte) number});
            output = concat(output, block);
        }
        return Arrays.copyOf(output, length);
    }

    static byte[] messageSeed(byte[] chainKey) {
        return hmac(chainKey, new byte[] {1});
    }

    static byte[] nextChainKey(byte[] chainKey) {
        return hmac(chainKey, new byte[] {2});
    }

    static byte[] cbc(int mode, byte[] key, byte[] iv, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A public key with its type byte. */
    static byte[] typed(byte[] publicKey) {
        return concat(new byte[] {5}, publicKey);
    }

    /** Fields in the order given, after the version byte; values are numbers or bytes. */
    static byte[] structure(Object... numbersAndValues) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(0x33);
        for (int i = 0; i < numbersAndValues.length; i += 2) {
            UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
            if (numbersAndValues[i + 1] instanceof byte[] bytes) {
                field.addLengthDelimited(ByteString.copyFrom(bytes));
            } else {
                field.addVarint((Integer) numbersAndValues[i + 1] & 0xFFFFFFFFL);
            }
            all.writeBytes(UnknownFieldSet.newBuilder()
                    .addField((Integer) numbersAndValues[i], field.build())
                    .build()
                    .toByteArray());
        }
        return all.toByteArray();
    }

    /** The fields between the version byte and a trailer of this length. */
    static UnknownFieldSet fields(byte[] structure, int trailer) {
        try {
            return UnknownFieldSet.parseFrom(Arrays.copyOfRange(structure, 1, structure.length - trailer));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(UnknownFieldSet fields, int number) {
        return fields.getField(number).getLengthDelimitedList().get(0).toByteArray();
    }

    /** A public key without its type byte. */
    static byte[] key(UnknownFieldSet fields, int number) {
        return Arrays.copyOfRange(bytes(fields, number), 1, 33);
    }

    static int number(UnknownFieldSet fields, int number) {
        return fields.getField(number).getVarintList().get(0).intValue();
    }
}
