package org.camelwhatsapp.engine.prekey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.SignedPreKey;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;

/** Compares what the server says it has of this device with what is here. Source: docs/protocol.md, "Pre-keys". */
final class PreKeyDigest {
    private PreKeyDigest() {}

    /**
     * Whether the server holds exactly keys of this device.
     *
     * @throws MalformedNodeException if the answer is not whole
     */
    static boolean matches(Node answer, Credentials credentials, OwnPreKeys keys) {
        Node digest = answer.requireChild("digest");
        SignedPreKey signed = credentials.signedPreKey();
        byte[] identity = credentials.identityKey().publicKey();
        Node skey = digest.requireChild("skey");
        if (!Arrays.equals(digest.requireChild("registration").requireBytes(4), PreKeyStanzas.registration(credentials))
                || !Arrays.equals(digest.requireChild("identity").requireBytes(32), identity)
                || PreKeyStanzas.id(skey.requireChild("id")) != signed.id()) {
            return false;
        }
        List<byte[]> hashed = new ArrayList<>();
        hashed.add(identity);
        hashed.add(signed.keyPair().publicKey());
        hashed.add(signed.signature());
        for (Node id : digest.requireChild("list").children("id")) {
            KeyPair key = keys.oneTime(PreKeyStanzas.id(id));
            if (key == null) {
                return false;
            }
            hashed.add(key.publicKey());
        }
        byte[] given = digest.requireChild("hash").requireBytes();
        byte[] expected = Hashes.sha1(hashed.toArray(byte[][]::new));
        return given.length > 0
                && given.length <= expected.length
                && Arrays.equals(given, Arrays.copyOf(expected, given.length));
    }
}
