package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.camelwhatsapp.engine.appstate.AppStateException.Reason;
import org.camelwhatsapp.engine.crypto.AesCbc;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.proto.KeyId;
import org.camelwhatsapp.proto.SyncActionData;
import org.camelwhatsapp.proto.SyncdIndex;
import org.camelwhatsapp.proto.SyncdMutation;
import org.camelwhatsapp.proto.SyncdMutation.SyncdOperation;
import org.camelwhatsapp.proto.SyncdRecord;
import org.camelwhatsapp.proto.SyncdValue;

/** Seals and opens single mutations. Stateless. Source: docs/protocol.md, "App state". */
public final class MutationCipher {
    /** How long an initialisation vector is. */
    public static final int IV_BYTES = 16;

    private static final int MIN_BLOB = IV_BYTES + 16 + MutationKeys.MAC_BYTES;

    private MutationCipher() {}

    /** @param iv 16 bytes, never used twice with these keys */
    public static SyncdMutation seal(MutationKeys keys, boolean set, SyncActionData data, byte[] iv) {
        byte[] sealed = concat(iv, AesCbc.encrypt(keys.cipherKey(), iv, data.toByteArray()));
        byte[] blob = concat(sealed, keys.valueMac(set, sealed));
        byte[] indexMac = keys.indexMac(data.getIndex().toByteArray());
        return SyncdMutation.newBuilder()
                .setOperation(set ? SyncdOperation.SET : SyncdOperation.REMOVE)
                .setRecord(SyncdRecord.newBuilder()
                        .setIndex(SyncdIndex.newBuilder().setBlob(ByteString.copyFrom(indexMac)))
                        .setValue(SyncdValue.newBuilder().setBlob(ByteString.copyFrom(blob)))
                        .setKeyId(KeyId.newBuilder().setId(ByteString.copyFrom(keys.id()))))
                .build();
    }

    /**
     * Opens a record and checks both of its codes.
     *
     * @throws AppStateException if the key is missing, a code is wrong, or it is malformed
     */
    public static OpenMutation open(boolean set, SyncdRecord record, KeyLookup lookup) {
        byte[] blob = record.getValue().getBlob().toByteArray();
        if (blob.length < MIN_BLOB) {
            throw new AppStateException(Reason.MALFORMED, "a mutation is too short");
        }
        MutationKeys keys = lookup.require(record.getKeyId().getId().toByteArray());
        byte[] sealed = Arrays.copyOf(blob, blob.length - MutationKeys.MAC_BYTES);
        byte[] valueMac = Arrays.copyOfRange(blob, sealed.length, blob.length);
        if (!MessageDigest.isEqual(valueMac, keys.valueMac(set, sealed))) {
            throw new AppStateException(Reason.MISMATCH, "the code of a value is wrong");
        }
        SyncActionData data = decode(keys, sealed);
        byte[] index = data.getIndex().toByteArray();
        byte[] indexMac = record.getIndex().getBlob().toByteArray();
        if (!MessageDigest.isEqual(indexMac, keys.indexMac(index))) {
            throw new AppStateException(Reason.MISMATCH, "the code of an index is wrong");
        }
        return new OpenMutation(set, indexMac, valueMac, index, data.getValue(), data.getVersion());
    }

    private static SyncActionData decode(MutationKeys keys, byte[] sealed) {
        byte[] iv = Arrays.copyOf(sealed, IV_BYTES);
        byte[] ciphertext = Arrays.copyOfRange(sealed, IV_BYTES, sealed.length);
        try {
            return SyncActionData.parseFrom(AesCbc.decrypt(keys.cipherKey(), iv, ciphertext));
        } catch (CryptoException | InvalidProtocolBufferException e) {
            throw new AppStateException(Reason.MALFORMED, "a mutation does not open");
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
