package org.camelwhatsapp.engine.message;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.ContactTokens;
import org.camelwhatsapp.engine.contact.DeviceDirectory;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;

/** Makes the stanza of a message to one user: every device of the user and every other own one. Mailbox only. */
final class DirectSend {
    private final Session session;
    private final AddressBook addresses;
    private final DeviceDirectory devices;
    private final ContactTokens tokens;
    private final PairwiseEncryptor encryptor;

    DirectSend(Session session, MessageSources sources, PairwiseEncryptor encryptor) {
        this.session = session;
        this.addresses = sources.addresses();
        this.devices = sources.devices();
        this.tokens = sources.tokens();
        this.encryptor = encryptor;
    }

    CompletionStage<Node> prepare(OutgoingMessage outgoing, SignalState.Changes changes) {
        LinkedAccount account = session.credentials().requireAccount();
        Jid user = outgoing.chat().toUser();
        boolean toSelf = account.isSelf(user);
        List<Jid> users = toSelf
                ? List.of(account.lid().toUser())
                : List.of(user, account.lid().toUser());
        return devices.devices(users).thenCompose(found -> {
            Jid to = addresses.canonical(user);
            if (!toSelf && !found.containsKey(user)) {
                return CompletableFuture.failedFuture(
                        new SendFailedException(404, "the message was refused: no such user"));
            }
            Map<Jid, byte[]> plaintexts = plaintexts(outgoing, found, account, to);
            CompletionStage<Optional<Node>> token = tokens.forMessage(to);
            return encryptor.prepare(plaintexts.keySet(), changes).thenCombine(token, (bundles, shown) -> {
                StanzaTraits traits = StanzaTraits.of(outgoing.message());
                PairwiseEncryptor.Envelopes envelopes = encryptor.encrypt(plaintexts, bundles, traits, changes);
                // Copies for own devices alone would look like a message that was sent.
                boolean reachesUser =
                        envelopes.nodes().stream().anyMatch(node -> toSelf || !account.isSelf(node.requireJid("jid")));
                if (!reachesUser) {
                    throw new SendFailedException(0, "none of the recipient's devices can be reached");
                }
                return stanza(outgoing, to, traits, envelopes)
                        .child(shown.orElse(null))
                        .build();
            });
        });
    }

    private Map<Jid, byte[]> plaintexts(
            OutgoingMessage outgoing, Map<Jid, List<Jid>> found, LinkedAccount account, Jid to) {
        RandomSource random = session.environment().random();
        byte[] plain = outgoing.message().toByteArray();
        byte[] copy = Message.newBuilder()
                .setDeviceSentMessage(Message.DeviceSentMessage.newBuilder()
                        .setDestinationJid(to.toString())
                        .setMessage(outgoing.message()))
                .build()
                .toByteArray();
        Map<Jid, byte[]> plaintexts = new LinkedHashMap<>();
        found.values()
                .forEach(list -> list.forEach(device -> {
                    if (!account.isThisDevice(device)) {
                        byte[] message = account.isSelf(device) ? copy : plain;
                        plaintexts.put(device, Padding.add(message, random));
                    }
                }));
        return plaintexts;
    }

    private Node.Builder stanza(
            OutgoingMessage outgoing, Jid to, StanzaTraits traits, PairwiseEncryptor.Envelopes envelopes) {
        Jid number = to.isLid() ? addresses.alternate(to) : null;
        return Node.builder("message")
                .attr("to", to)
                .attr("id", outgoing.id())
                .attr("type", traits.type())
                .attr("edit", traits.edit())
                .attr("peer_recipient_pn", number)
                .child(Node.builder("participants").children(envelopes.nodes()).build())
                .child(traits.meta())
                .child(traits.business())
                .child(ReportingToken.node(new ReportingToken.Binding(outgoing.id(), self(to), to), outgoing.message()))
                .child(envelopes.anyPreKey() ? identity(session) : null);
    }

    /** The server has taken a message to a user. */
    void accepted(Jid user) {
        tokens.written(user);
    }

    /** How we are called in a chat with this user. */
    private Jid self(Jid user) {
        LinkedAccount account = session.credentials().requireAccount();
        return user.isLid() ? account.lid() : account.jid();
    }

    /** Forgets which devices a user and oneself have. */
    CompletionStage<Void> refresh(Jid user) {
        devices.forget(user);
        devices.forget(session.credentials().requireAccount().lid());
        return CompletableFuture.completedFuture(null);
    }

    static Node identity(Session session) {
        return Node.of("device-identity", session.credentials().requireAccount().signedIdentity());
    }

    static Message distribution(Jid group, byte[] key) {
        return Message.newBuilder()
                .setSenderKeyDistributionMessage(Message.SenderKeyDistributionMessage.newBuilder()
                        .setGroupId(group.toString())
                        .setAxolotlSenderKeyDistributionMessage(ByteString.copyFrom(key)))
                .build();
    }
}
