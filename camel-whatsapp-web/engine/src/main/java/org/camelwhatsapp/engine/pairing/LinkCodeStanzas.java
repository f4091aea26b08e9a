package org.camelwhatsapp.engine.pairing;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;

/** The stanzas of linking by phone code. Pure. Source: docs/protocol.md, "Pairing by phone code". */
final class LinkCodeStanzas {
    static final String TAG = "link_code_companion_reg";

    private static final String REF = "link_code_pairing_ref";
    private static final int MAX_REF_BYTES = 512;

    private LinkCodeStanzas() {}

    /**
     * The device introduces itself. The server accepts only pairs of browser and system that it knows.
     *
     * @param noiseKey own public key of the Noise handshake
     */
    static Node hello(String phone, byte[] wrappedEphemeral, byte[] noiseKey) {
        return request(stage("companion_hello", phone)
                .attr("should_show_push_notification", "true")
                .child(Node.of("link_code_pairing_wrapped_companion_ephemeral_pub", wrappedEphemeral))
                .child(Node.of("companion_server_auth_key_pub", noiseKey))
                .child(Node.builder("companion_platform_id").text("1").build())
                .child(Node.builder("companion_platform_display")
                        .text("Chrome (Linux)")
                        .build())
                .child(Node.of("link_code_pairing_nonce", new byte[] {0}))
                .build());
    }

    static Node finish(String phone, byte[] bundle, byte[] identityKey, byte[] ref) {
        return request(stage("companion_finish", phone)
                .child(Node.of("link_code_pairing_wrapped_key_bundle", bundle))
                .child(Node.of("companion_identity_public", identityKey))
                .child(Node.of(REF, ref))
                .build());
    }

    private static Node.Builder stage(String stage, String phone) {
        return Node.builder(TAG).attr("jid", Jid.phone(phone)).attr("stage", stage);
    }

    private static Node request(Node content) {
        return Node.builder("iq")
                .attr("xmlns", "md")
                .attr("type", "set")
                .attr("to", Jid.SERVER)
                .child(content)
                .build();
    }

    /**
     * What names this attempt, out of the answer to the hello or out of a notification.
     *
     * @throws MalformedNodeException if there is none
     */
    static byte[] ref(Node content) {
        byte[] ref = content.requireChild(REF).requireBytes();
        if (ref.length == 0 || ref.length > MAX_REF_BYTES) {
            throw new MalformedNodeException("a ref has 1 to " + MAX_REF_BYTES + " bytes");
        }
        return ref;
    }

    /** The phone's hello. */
    record PrimaryHello(byte[] wrappedEphemeral, byte[] identityKey) {
        /** @throws MalformedNodeException if a part is missing or has the wrong length */
        static PrimaryHello of(Node content) {
            return new PrimaryHello(
                    content.requireChild("link_code_pairing_wrapped_primary_ephemeral_pub")
                            .requireBytes(LinkCode.WRAPPED_BYTES),
                    content.requireChild("primary_identity_pub").requireBytes(32));
        }
    }
}
