package org.camelwhatsapp.engine.message;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.prekey.BundleFetcher;
import org.camelwhatsapp.engine.session.CredentialsFactory;
import org.camelwhatsapp.engine.session.SignedPreKey;
import org.camelwhatsapp.engine.signal.LocalIdentity;
import org.camelwhatsapp.engine.signal.PreKeySource;
import org.camelwhatsapp.engine.signal.SessionCipher;
import org.camelwhatsapp.engine.signal.SessionRecord;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;

/** The other devices of the account: what they tell arrives, and what they are told is opened with their own keys. */
public final class OwnDevices {
    public final ProtocolMessages protocol;
    public final PeerMessages peers;

    private final ScriptedSession process;
    private final SeededRandom random = new SeededRandom(99);
    private final SessionCipher cipher = new SessionCipher(Curve25519.fastest(), random);
    private final LocalIdentity identity;
    private final SignedPreKey signed;
    private int told;

    public OwnDevices(ScriptedSession process, AddressBook addresses) {
        this.process = process;
        KeyPair key = Curve25519.fastest().generateKeyPair(random);
        this.identity = new LocalIdentity(key, 99);
        this.signed = CredentialsFactory.signedPreKey(1, key, Curve25519.fastest(), process.session.environment());
        SignalState state = new SignalState(process.session, addresses);
        PairwiseEncryptor encryptor = new PairwiseEncryptor(process.session, state, new BundleFetcher(process.session));
        protocol = new ProtocolMessages(process.session);
        peers = new PeerMessages(process.session, state, encryptor, protocol);
    }

    /** An own device tells something: it is taken, made durable, and what follows from it happens. */
    public void tell(Jid sender, Message.ProtocolMessage content) {
        String id = "P" + told++;
        Node node =
                Node.builder("message").attr("id", id).attr("category", "peer").build();
        InboundStanza stanza =
                new InboundStanza(node, id, sender.toUser(), sender, null, sender.toUser(), true, process.loop.now());
        process.run(() -> {
            StoreTransaction transaction = process.session.store().transaction();
            Runnable rest = protocol.take(
                    stanza, Message.newBuilder().setProtocolMessage(content).build(), transaction);
            process.session.store().commit(transaction).thenRun(rest);
        });
    }

    /** The server's answer to a request for the keys of devices. */
    public Node bundles(Node request) {
        List<Node> users = new ArrayList<>();
        for (Node user : request.requireChild("key").children("user")) {
            Node skey = Node.of(
                    "skey",
                    Node.of("id", new byte[] {0, 0, 1}),
                    Node.of("value", signed.keyPair().publicKey()),
                    Node.of("signature", signed.signature()));
            users.add(Node.builder("user")
                    .attr("jid", user.requireJid("jid"))
                    .child(Node.of("registration", new byte[] {0, 0, 0, 99}))
                    .child(Node.of("identity", identity.identityKey().publicKey()))
                    .child(skey)
                    .build());
        }
        return Node.of("list", users.toArray(new Node[0]));
    }

    /** What a message to an own device says; each one is the first of its session. */
    public Message.ProtocolMessage open(Node stanza) {
        PreKeySource keys = new PreKeySource() {
            @Override
            public KeyPair oneTime(int id) {
                return null;
            }

            @Override
            public KeyPair signed(int id) {
                return signed.keyPair();
            }
        };
        byte[] padded = cipher.decryptPreKey(
                        new SessionRecord(),
                        identity,
                        keys,
                        stanza.requireChild("enc").requireBytes())
                .plaintext();
        try {
            return Message.parseFrom(Padding.remove(padded)).getProtocolMessage();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
