package org.camelwhatsapp.engine.prekey;

import java.nio.ByteBuffer;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.prekey.PreKeyCodec.OwnPreKey;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.SignedPreKey;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;

/** The stanzas about own pre-keys. Pure. Source: docs/protocol.md, "Pre-keys". */
final class PreKeyStanzas {
    private static final byte[] CURVE_25519 = {5};

    private PreKeyStanzas() {}

    static Node countRequest() {
        return request("get", Node.of("count"));
    }

    /** @throws MalformedNodeException if there is no number */
    static int count(Node answer) {
        Node count = answer.requireChild("count");
        count.requireAttr("value");
        return count.intAttr("value", 0);
    }

    static Node digestRequest() {
        return request("get", Node.of("digest"));
    }

    static Node rotateRequest(SignedPreKey key) {
        return request("set", Node.of("rotate", signed(key)));
    }

    static Node uploadRequest(Credentials credentials, List<OwnPreKey> keys) {
        Node.Builder list = Node.builder("list");
        keys.forEach(key -> list.child(oneTime(key)));
        return request(
                "set",
                Node.of("registration", registration(credentials)),
                Node.of("type", CURVE_25519),
                Node.of("identity", credentials.identityKey().publicKey()),
                list.build(),
                signed(credentials.signedPreKey()));
    }

    static byte[] registration(Credentials credentials) {
        return ByteBuffer.allocate(4).putInt(credentials.registrationId()).array();
    }

    static Node oneTime(OwnPreKey key) {
        return Node.of(
                "key",
                Node.of("id", id(key.id())),
                Node.of("value", key.keyPair().publicKey()));
    }

    static Node signed(SignedPreKey key) {
        return Node.of(
                "skey",
                Node.of("id", id(key.id())),
                Node.of("value", key.keyPair().publicKey()),
                Node.of("signature", key.signature()));
    }

    /** An id in the three bytes the wire gives it. */
    static byte[] id(int id) {
        return new byte[] {(byte) (id >>> 16), (byte) (id >>> 8), (byte) id};
    }

    /** @throws MalformedNodeException unless there are three bytes */
    static int id(Node node) {
        byte[] bytes = node.requireBytes(3);
        return (bytes[0] & 0xFF) << 16 | (bytes[1] & 0xFF) << 8 | bytes[2] & 0xFF;
    }

    private static Node request(String type, Node... children) {
        return Node.builder("iq")
                .attr("xmlns", "encrypt")
                .attr("type", type)
                .attr("to", Jid.SERVER)
                .children(List.of(children))
                .build();
    }
}
