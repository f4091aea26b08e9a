package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.prekey.BundleFetcher;
import org.camelwhatsapp.engine.signal.Ciphertext;
import org.camelwhatsapp.engine.signal.LocalIdentity;
import org.camelwhatsapp.engine.signal.SessionCipher;
import org.camelwhatsapp.engine.signal.SessionRecord;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;

/** Somebody who encrypts whatever it likes for a device, and writes whatever it likes on the envelope. */
final class Stranger {
    static final Jid ADDRESS = Jid.lid("6666");

    private final SeededRandom random = new SeededRandom(66);
    private final SessionCipher cipher = new SessionCipher(Curve25519.fastest(), random);
    private final LocalIdentity self = new LocalIdentity(Curve25519.fastest().generateKeyPair(random), 66);
    private final SessionRecord session = new SessionRecord();
    private int count;

    /** @param keys what the device has published, as the server gives it */
    Stranger(Node keys) {
        cipher.initiate(session, BundleFetcher.bundleOf(keys), self);
    }

    /** The ciphertext of a message. */
    Node enc(Message message) {
        return enc(Padding.add(message.toByteArray(), random));
    }

    /** The ciphertext of these bytes, padding and all. */
    Node enc(byte[] padded) {
        Ciphertext ciphertext = cipher.encrypt(session, self, padded);
        return Node.builder("enc")
                .attr("v", 2)
                .attr("type", ciphertext.wireType())
                .bytes(ciphertext.bytes())
                .build();
    }

    /** An envelope with the next id. */
    Node.Builder envelope() {
        return Node.builder("message")
                .attr("from", ADDRESS)
                .attr("id", "S" + count++)
                .attr("type", "text")
                .attr("t", 1_760_000_000);
    }

    Node text(String text) {
        return envelope()
                .child(enc(Message.newBuilder().setConversation(text).build()))
                .build();
    }

    /** The same stanza with another attribute. */
    static Node with(Node stanza, String name, String value) {
        Node.Builder changed = Node.builder(stanza.tag()).attr(name, value);
        for (int i = 0; i < stanza.attributeCount(); i++) {
            if (!stanza.attributeName(i).equals(name)) {
                changed.attr(stanza.attributeName(i), stanza.attributeValue(i).toString());
            }
        }
        return stanza.children().isEmpty()
                ? changed.bytes(stanza.bytes()).build()
                : changed.children(stanza.children()).build();
    }
}
