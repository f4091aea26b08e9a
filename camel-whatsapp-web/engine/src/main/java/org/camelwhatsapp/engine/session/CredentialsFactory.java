package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.Environment;

/** Makes the keys of a device that is not linked yet. Source: docs/protocol.md, "Device identity". */
public final class CredentialsFactory {
    private static final int MAX_REGISTRATION_ID = 16_380;

    private CredentialsFactory() {}

    public static Credentials create(Curve25519 curve, Environment environment) {
        KeyPair identity = curve.generateKeyPair(environment.random());
        return new Credentials(
                curve.generateKeyPair(environment.random()),
                identity,
                1 + environment.random().nextInt(MAX_REGISTRATION_ID),
                signedPreKey(1, identity, curve, environment),
                environment.random().bytes(32),
                null,
                null,
                null,
                0);
    }

    /** A new signed pre-key with this id. */
    public static SignedPreKey signedPreKey(int id, KeyPair identity, Curve25519 curve, Environment environment) {
        KeyPair key = curve.generateKeyPair(environment.random());
        byte[] signed = new byte[33];
        signed[0] = 5;
        System.arraycopy(key.publicKey(), 0, signed, 1, 32);
        byte[] signature = curve.sign(identity.privateKey(), signed, environment.random());
        return new SignedPreKey(id, key, signature, environment.time().millis());
    }
}
