package org.camelwhatsapp.engine.signal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.jspecify.annotations.Nullable;

/** The shared secret of a new session, from both sides. Source: docs/protocol.md, "X3DH". */
final class X3dh {
    private X3dh() {}

    static byte[] initiatorSecret(Curve25519 curve, KeyPair identity, KeyPair base, PreKeyBundle bundle) {
        ByteArrayOutputStream secret = start();
        secret.writeBytes(curve.agree(identity.privateKey(), bundle.signedPreKey()));
        secret.writeBytes(curve.agree(base.privateKey(), bundle.identityKey()));
        secret.writeBytes(curve.agree(base.privateKey(), bundle.signedPreKey()));
        byte[] oneTime = bundle.preKey();
        if (oneTime != null) {
            secret.writeBytes(curve.agree(base.privateKey(), oneTime));
        }
        return secret.toByteArray();
    }

    static byte[] responderSecret(
            Curve25519 curve, KeyPair identity, KeyPair signed, @Nullable KeyPair oneTime, PreKeyMessage message) {
        ByteArrayOutputStream secret = start();
        secret.writeBytes(curve.agree(signed.privateKey(), message.identityKey()));
        secret.writeBytes(curve.agree(identity.privateKey(), message.baseKey()));
        secret.writeBytes(curve.agree(signed.privateKey(), message.baseKey()));
        if (oneTime != null) {
            secret.writeBytes(curve.agree(oneTime.privateKey(), message.baseKey()));
        }
        return secret.toByteArray();
    }

    private static ByteArrayOutputStream start() {
        byte[] discontinuity = new byte[32];
        Arrays.fill(discontinuity, (byte) 0xFF);
        ByteArrayOutputStream secret = new ByteArrayOutputStream(160);
        secret.writeBytes(discontinuity);
        return secret;
    }
}
