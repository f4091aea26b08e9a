package org.camelwhatsapp.simulator.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.pairing.LinkCode;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.jspecify.annotations.Nullable;

/** Linking by a code that is typed on the phone: the server's part and the phone's. */
final class LinkCodes {
    private static final String TAG = "link_code_companion_reg";
    private static final int BUNDLE_BYTES = 156;

    private final World world;
    private final Map<Connection, Attempt> attempts = new LinkedHashMap<>();

    /** A device that shows a code for an account. */
    private static final class Attempt {
        private final Account account;
        private final byte[] wrapped;
        private final byte[] ref;
        private byte @Nullable [] companionEphemeral;
        private @Nullable KeyPair primaryEphemeral;

        private Attempt(Account account, byte[] wrapped, byte[] ref) {
            this.account = account;
            this.wrapped = wrapped;
            this.ref = ref;
        }
    }

    /** Links the device, once both sides share a secret. */
    interface Linker {
        void link(Connection connection, Account account, byte[] advSecret);
    }

    LinkCodes(World world) {
        this.world = world;
    }

    static boolean isAbout(Node stanza) {
        return stanza.child(TAG) != null;
    }

    void forget(Connection connection) {
        attempts.remove(connection);
    }

    void onStanza(Connection connection, Node stanza, Linker linker) {
        Node content = stanza.requireChild(TAG);
        switch (content.attr("stage", "")) {
            case "companion_hello" -> hello(connection, stanza, content);
            case "companion_finish" -> finish(connection, stanza, content, linker);
            default -> connection.send(Stanzas.error(stanza, 400, "bad-request"));
        }
    }

    private void hello(Connection connection, Node stanza, Node content) {
        Account account = world.directory().account(content.requireJid("jid"));
        byte[] wrapped = content.requireChild("link_code_pairing_wrapped_companion_ephemeral_pub")
                .requireBytes();
        if (account == null || wrapped.length != LinkCode.WRAPPED_BYTES) {
            connection.send(Stanzas.error(stanza, account == null ? 404 : 400, "bad-request"));
            return;
        }
        byte[] ref =
                HexFormat.of().formatHex(world.options().random().bytes(16)).getBytes(StandardCharsets.US_ASCII);
        attempts.put(connection, new Attempt(account, wrapped, ref));
        connection.send(Stanzas.result(stanza, Node.of(TAG, Node.of("link_code_pairing_ref", ref))));
    }

    /**
     * The phone's person types a code; the newest device that shows one for the account is meant.
     *
     * @throws IllegalArgumentException if no device shows a code for this account
     */
    void enter(Account account, String code) {
        Connection connection = null;
        Attempt attempt = null;
        for (Map.Entry<Connection, Attempt> entry : attempts.entrySet()) {
            if (entry.getValue().account == account) {
                connection = entry.getKey();
                attempt = entry.getValue();
            }
        }
        if (connection == null || attempt == null) {
            throw new IllegalArgumentException("no device shows a code for this account");
        }
        String typed = LinkCode.normalize(code);
        KeyPair ephemeral = world.curve().generateKeyPair(world.options().random());
        attempt.primaryEphemeral = ephemeral;
        attempt.companionEphemeral = LinkCode.unwrap(typed, attempt.wrapped);
        byte[] wrapped =
                LinkCode.wrap(typed, ephemeral.publicKey(), world.options().random());
        connection.send(world.router()
                .notification(TAG, Jid.SERVER)
                .child(Node.builder(TAG)
                        .attr("stage", "primary_hello")
                        .child(Node.of("link_code_pairing_ref", attempt.ref))
                        .child(Node.of("link_code_pairing_wrapped_primary_ephemeral_pub", wrapped))
                        .child(Node.of(
                                "primary_identity_pub", account.identity().publicKey()))
                        .build())
                .build());
    }

    private void finish(Connection connection, Node stanza, Node content, Linker linker) {
        Attempt attempt = attempts.get(connection);
        byte[] companionIdentity =
                content.requireChild("companion_identity_public").requireBytes();
        byte[] bundle =
                content.requireChild("link_code_pairing_wrapped_key_bundle").requireBytes();
        byte[] secret = attempt == null ? null : secret(attempt, companionIdentity, bundle);
        if (attempt == null || secret == null) {
            // A wrong code: the phone cannot read the bundle.
            connection.send(Stanzas.error(stanza, 401, "not-authorized"));
            return;
        }
        attempts.remove(connection);
        connection.send(Stanzas.result(stanza));
        linker.link(connection, attempt.account, secret);
    }

    private byte @Nullable [] secret(Attempt attempt, byte[] companionIdentity, byte[] bundle) {
        KeyPair own = attempt.primaryEphemeral;
        byte[] companion = attempt.companionEphemeral;
        if (own == null || companion == null || bundle.length != BUNDLE_BYTES) {
            return null;
        }
        byte[] shared = world.curve().agree(own.privateKey(), companion);
        byte[] key = Hkdf.derive(
                shared, Arrays.copyOf(bundle, 32), ascii("link_code_pairing_key_bundle_encryption_key"), 32);
        try {
            byte[] plain = AesGcm.open(
                    key, Arrays.copyOfRange(bundle, 32, 44), Arrays.copyOfRange(bundle, 44, BUNDLE_BYTES), new byte[0]);
            byte[] named = Arrays.copyOf(plain, 32);
            byte[] primary = Arrays.copyOfRange(plain, 32, 64);
            if (!Arrays.equals(named, companionIdentity)
                    || !Arrays.equals(primary, attempt.account.identity().publicKey())) {
                return null;
            }
            byte[] identityShared =
                    world.curve().agree(attempt.account.identity().privateKey(), companionIdentity);
            byte[] random = Arrays.copyOfRange(plain, 64, 96);
            return Hkdf.derive(Registrations.concat(shared, identityShared, random), null, ascii("adv_secret"), 32);
        } catch (CryptoException e) {
            return null;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
