package org.camelwhatsapp.engine.message;

import java.util.List;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.DeviceDirectory;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.message.archive.ArchiveMode;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.pacing.PacingFeature;
import org.camelwhatsapp.engine.pacing.PacingOptions;
import org.camelwhatsapp.engine.prekey.PreKeyFeature;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.SignedPreKey;
import org.camelwhatsapp.engine.signal.Ciphertext;
import org.camelwhatsapp.engine.signal.LocalIdentity;
import org.camelwhatsapp.engine.signal.PreKeyBundle;
import org.camelwhatsapp.engine.signal.SessionCipher;
import org.camelwhatsapp.engine.signal.SessionRecord;
import org.camelwhatsapp.engine.status.StatusAudience;
import org.camelwhatsapp.engine.testing.NoTokens;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;

/** The pipelines of one linked session without a network, and a sender who speaks to it. */
final class MessageBench {
    static final Jid BOB = Jid.lid("100000000000002").withDevice(3);

    final ScriptedSession scripted = new ScriptedSession()
            .linked(
                    Jid.parse("15550001001:5@s.whatsapp.net"),
                    Jid.lid("100000000000001").withDevice(5));
    /** Who the stanzas come from. */
    Jid sender = BOB;

    final Feature inbound;
    final Messages messages;

    private final Curve25519 curve = Curve25519.fastest();
    private final RandomSource random = scripted.session.environment().random();
    private final SessionCipher cipher = new SessionCipher(curve, random);
    private final LocalIdentity bob = new LocalIdentity(curve.generateKeyPair(random), 77);
    private final SessionRecord record = new SessionRecord();

    MessageBench() {
        AddressBook addresses = new AddressBook(scripted.session);
        messages = new Messages(
                scripted.session,
                new PreKeyFeature(scripted.session),
                new MessageSources(
                        addresses,
                        new DeviceDirectory(scripted.session, addresses),
                        new GroupFeature(scripted.session, addresses, new NoTokens()),
                        new StatusAudience(scripted.session, addresses),
                        new NoTokens()),
                new Traffic(
                        new ArchiveRecorder(scripted.session, addresses, ArchiveMode.OFF),
                        new PacingFeature(scripted.session, addresses, PacingOptions.OFF),
                        ResendOptions.OFF));
        inbound = messages.features().get(0);
        scripted.add(inbound);
    }

    /** The server accepted the login. */
    MessageBench loggedIn() {
        scripted.call(inbound::onLogin).join();
        return this;
    }

    /** A stanza that Bob could have sent. */
    Node.Builder stanza(String id) {
        return Node.builder("message")
                .attr("from", sender)
                .attr("id", id)
                .attr("t", scripted.loop.now().getEpochSecond())
                .attr("type", "text");
    }

    Node.Builder enc(String text) {
        return enc(Message.newBuilder().setConversation(text).build());
    }

    Node.Builder enc(Message message) {
        if (record.isEmpty()) {
            SignedPreKey signed = scripted.credentials.signedPreKey();
            KeyPair identity = scripted.credentials.identityKey();
            cipher.initiate(
                    record,
                    new PreKeyBundle(
                            scripted.credentials.registrationId(),
                            identity.publicKey(),
                            signed.id(),
                            signed.keyPair().publicKey(),
                            signed.signature(),
                            -1,
                            null),
                    bob);
        }
        Ciphertext ciphertext = cipher.encrypt(record, bob, Padding.add(message.toByteArray(), random));
        return Node.builder("enc")
                .attr("v", 2)
                .attr("type", ciphertext.wireType())
                .bytes(ciphertext.bytes());
    }

    Node message(String id, String text) {
        return stanza(id).child(enc(text).build()).build();
    }

    /** They come at once, and are worked on as one burst. */
    void receive(Node... stanzas) {
        scripted.receiveAll(List.of(stanzas));
    }

    /** What was sent of this kind, for the message with this id. */
    List<Node> answers(String tag, String id) {
        return scripted.sent.stream()
                .filter(node -> node.is(tag) && id.equals(node.attr("id")))
                .toList();
    }
}
