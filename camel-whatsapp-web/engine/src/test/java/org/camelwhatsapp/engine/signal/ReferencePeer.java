package org.camelwhatsapp.engine.signal;

import static org.camelwhatsapp.engine.signal.ReferenceFormulas.bytes;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.cbc;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.concat;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.fields;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.hkdf;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.hmac;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.key;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.messageSeed;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.nextChainKey;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.number;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.structure;
import static org.camelwhatsapp.engine.signal.ReferenceFormulas.typed;

import com.google.protobuf.UnknownFieldSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import org.camelwhatsapp.engine.testing.SlowCurve;

/**
 * One side of X3DH and the double ratchet, written a second time from the formulas in docs/protocol.md, "X3DH" and
 * "Double ratchet", without limits, errors or storage. Private keys come from a supplier, so that the bytes it makes are
 * determined.
 */
final class ReferencePeer {
    private static final byte[] NO_SALT = new byte[32];

    private final byte[] identityPrivate;
    private final Supplier<byte[]> privateKeys;
    private byte[] remoteIdentity = {};
    private byte[] rootKey = {};
    private byte[] ratchetPrivate = {};
    private byte[] sendingChain = {};
    private int sent;
    private int previous;
    /** The seeds not used yet by remote ratchet key and counter, and the chain key behind them. */
    private final Map<String, byte[]> seeds = new HashMap<>();

    private final Map<String, byte[]> chains = new HashMap<>();
    private final Map<String, Integer> reached = new HashMap<>();

    ReferencePeer(byte[] identityPrivate, Supplier<byte[]> privateKeys) {
        this.identityPrivate = identityPrivate;
        this.privateKeys = privateKeys;
    }

    private byte[] identity() {
        return SlowCurve.publicKey(identityPrivate);
    }

    /** Starts a session with two fresh keys, base and ratchet; returns the base key. */
    byte[] initiate(PreKeyBundle bundle) {
        byte[] base = privateKeys.get();
        ratchetPrivate = privateKeys.get();
        remoteIdentity = bundle.identityKey();
        byte[] secret = concat(
                discontinuity(),
                SlowCurve.x25519(identityPrivate, bundle.signedPreKey()),
                SlowCurve.x25519(base, bundle.identityKey()),
                SlowCurve.x25519(base, bundle.signedPreKey()),
                bundle.preKey() == null ? new byte[0] : SlowCurve.x25519(base, bundle.preKey()));
        byte[] first = hkdf(secret, NO_SALT, "WhisperText", 64);
        addChain(bundle.signedPreKey(), half(first, 1));
        byte[] next =
                hkdf(SlowCurve.x25519(ratchetPrivate, bundle.signedPreKey()), half(first, 0), "WhisperRatchet", 64);
        rootKey = half(next, 0);
        sendingChain = half(next, 1);
        return SlowCurve.publicKey(base);
    }

    /** Takes the header of the first message; returns the message in it. */
    byte[] respond(byte[] signedPrivate, byte[] oneTimePrivate, byte[] preKeyMessage) {
        UnknownFieldSet header = fields(preKeyMessage, 0);
        byte[] base = key(header, 2);
        remoteIdentity = key(header, 3);
        byte[] secret = concat(
                discontinuity(),
                SlowCurve.x25519(signedPrivate, remoteIdentity),
                SlowCurve.x25519(identityPrivate, base),
                SlowCurve.x25519(signedPrivate, base),
                header.hasField(1) ? SlowCurve.x25519(oneTimePrivate, base) : new byte[0]);
        byte[] first = hkdf(secret, NO_SALT, "WhisperText", 64);
        rootKey = half(first, 0);
        sendingChain = half(first, 1);
        ratchetPrivate = signedPrivate;
        return bytes(header, 4);
    }

    byte[] encrypt(byte[] plaintext) {
        byte[] keys = hkdf(messageSeed(sendingChain), NO_SALT, "WhisperMessageKeys", 80);
        byte[] ciphertext =
                cbc(Cipher.ENCRYPT_MODE, Arrays.copyOf(keys, 32), Arrays.copyOfRange(keys, 64, 80), plaintext);
        byte[] body = structure(1, typed(SlowCurve.publicKey(ratchetPrivate)), 2, sent, 3, previous, 4, ciphertext);
        byte[] mac = hmac(Arrays.copyOfRange(keys, 32, 64), typed(identity()), typed(remoteIdentity), body);
        sendingChain = nextChainKey(sendingChain);
        sent++;
        return concat(body, Arrays.copyOf(mac, 8));
    }

    /** A message with the header that starts a session; the id of the one-time key is -1 for none. */
    byte[] encryptFirst(byte[] plaintext, byte[] baseKey, PreKeyBundle bundle, int registrationId) {
        byte[] message = encrypt(plaintext);
        byte[] registration = structure(5, registrationId);
        byte[] oneTime = bundle.preKeyId() < 0 ? new byte[] {0x33} : structure(1, bundle.preKeyId());
        byte[] rest = structure(6, bundle.signedPreKeyId(), 2, typed(baseKey), 3, typed(identity()), 4, message);
        return concat(registration, tail(oneTime), tail(rest));
    }

    private static byte[] tail(byte[] structure) {
        return Arrays.copyOfRange(structure, 1, structure.length);
    }

    byte[] decrypt(byte[] message) {
        UnknownFieldSet body = fields(message, 8);
        byte[] remoteRatchet = key(body, 1);
        String chain = HexFormat.of().formatHex(remoteRatchet);
        if (!chains.containsKey(chain)) {
            turn(remoteRatchet);
        }
        int counter = number(body, 2);
        while (reached.get(chain) <= counter) {
            seeds.put(chain + reached.get(chain), messageSeed(chains.get(chain)));
            chains.compute(chain, (name, chainKey) -> nextChainKey(chainKey));
            reached.merge(chain, 1, Integer::sum);
        }
        byte[] keys = hkdf(seeds.remove(chain + counter), NO_SALT, "WhisperMessageKeys", 80);
        byte[] mac = hmac(
                Arrays.copyOfRange(keys, 32, 64),
                typed(remoteIdentity),
                typed(identity()),
                Arrays.copyOf(message, message.length - 8));
        if (!Arrays.equals(mac, 0, 8, message, message.length - 8, message.length)) {
            throw new AssertionError("the MAC is wrong");
        }
        return cbc(Cipher.DECRYPT_MODE, Arrays.copyOf(keys, 32), Arrays.copyOfRange(keys, 64, 80), bytes(body, 4));
    }

    private void turn(byte[] remoteRatchet) {
        byte[] receiving = hkdf(SlowCurve.x25519(ratchetPrivate, remoteRatchet), rootKey, "WhisperRatchet", 64);
        addChain(remoteRatchet, half(receiving, 1));
        ratchetPrivate = privateKeys.get();
        byte[] sending =
                hkdf(SlowCurve.x25519(ratchetPrivate, remoteRatchet), half(receiving, 0), "WhisperRatchet", 64);
        rootKey = half(sending, 0);
        sendingChain = half(sending, 1);
        previous = Math.max(sent - 1, 0);
        sent = 0;
    }

    private void addChain(byte[] remoteRatchet, byte[] chainKey) {
        String chain = HexFormat.of().formatHex(remoteRatchet);
        chains.put(chain, chainKey);
        reached.put(chain, 0);
    }

    private static byte[] half(byte[] both, int which) {
        return Arrays.copyOfRange(both, 32 * which, 32 * which + 32);
    }

    private static byte[] discontinuity() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }
}
