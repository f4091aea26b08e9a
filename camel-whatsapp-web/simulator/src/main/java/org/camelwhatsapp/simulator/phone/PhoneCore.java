package org.camelwhatsapp.simulator.phone;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.Ciphertext;
import org.camelwhatsapp.engine.signal.GroupCipher;
import org.camelwhatsapp.engine.signal.PreKeyBundle;
import org.camelwhatsapp.engine.signal.PreKeyResult;
import org.camelwhatsapp.engine.signal.SenderKeyRecord;
import org.camelwhatsapp.engine.signal.SessionCipher;
import org.camelwhatsapp.engine.signal.SessionRecord;
import org.camelwhatsapp.engine.signal.SignalException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.Group;
import org.camelwhatsapp.simulator.state.PublishedKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Device 0 of an account, with a Signal state of its own. Lives on the simulator's event loop. */
public final class PhoneCore {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneCore.class);
    private static final int MAX_INBOX = 100_000;
    private static final int MAX_SENT = 1_000;

    private final World world;
    private final Phones phones;
    private final Account account;
    private final PhoneKeys keys;
    private final SessionCipher sessions;
    private final GroupCipher groups;
    private final Map<Jid, SessionRecord> records = new HashMap<>();
    private final Map<String, SenderKeyRecord> senderKeys = new HashMap<>();
    private final List<ReceivedMessage> inbox = new ArrayList<>();
    private final List<Consumer<ReceivedMessage>> listeners = new ArrayList<>();
    private final List<Node> held = new ArrayList<>();
    private final StanzaLog stanzas = new StanzaLog();
    /** By id, for devices that could not read them; the oldest goes when there are too many. */
    private final LinkedHashMap<String, Sent> sent = new LinkedHashMap<>();

    private final Map<ProtocolMessage.Type, PeerAnswer> peerAnswers = new EnumMap<>(ProtocolMessage.Type.class);
    private final Map<PeerDataOperationRequestType, PeerAnswer> requestAnswers =
            new EnumMap<>(PeerDataOperationRequestType.class);
    /** Who has this phone's key of a group from a message of it. */
    private final Set<String> keyHolders = new HashSet<>();

    private final HistoryShare history;
    private boolean online = true;
    private boolean deaf;

    private record Sent(Jid to, Message message) {}

    PhoneCore(World world, Phones phones, Account account) {
        this.world = world;
        this.phones = phones;
        this.account = account;
        this.keys = new PhoneKeys(world, account);
        this.sessions = new SessionCipher(world.curve(), world.options().random());
        this.groups = new GroupCipher(world.curve(), world.options().random());
        PhonePeer copies = new PhonePeer(this);
        onPeerRequest(PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND, copies::answer);
        this.history = new HistoryShare(world, account, this);
        onPeerRequest(
                PeerDataOperationRequestType.HISTORY_SYNC_ON_DEMAND,
                (device, id, asked) -> history.answer(
                        id, device, asked.getPeerDataOperationRequestMessage().getHistorySyncOnDemandRequest()));
        onPeerRequest(
                PeerDataOperationRequestType.FULL_HISTORY_SYNC_ON_DEMAND,
                (device, id, asked) -> history.answer(
                        device, asked.getPeerDataOperationRequestMessage().getFullHistorySyncOnDemandRequest(), id));
    }

    PublishedKeys keys() {
        return keys.published();
    }

    /** Spoils the signature of the published key. */
    public void spoilSignedPreKey() {
        keys.published().spoilSignature();
    }

    public List<ReceivedMessage> inbox() {
        return inbox;
    }

    /** What is shared of the past. */
    public HistoryShare history() {
        return history;
    }

    /** What came besides messages that could be read, too. */
    public StanzaLog stanzas() {
        return stanzas;
    }

    public void listen(Consumer<ReceivedMessage> listener) {
        listeners.add(listener);
    }

    /** Away: what comes waits, and nothing is confirmed. */
    public void setOnline(boolean nowOnline) {
        online = nowOnline;
        if (online) {
            List<Node> waiting = new ArrayList<>(held);
            held.clear();
            waiting.forEach(this::receive);
        }
    }

    /** Drops whatever comes from now on, at no cost: one of a crowd that nobody looks at. */
    public void setDeaf() {
        deaf = true;
        // Made now rather than when the first message asks for them.
        keys.published();
    }

    /** Takes a stanza that the server routed to this phone. */
    public void receive(Node stanza) {
        if (deaf) {
            return;
        }
        if (!online) {
            held.add(stanza);
            return;
        }
        stanzas.add(stanza);
        if (stanza.is("receipt") && stanza.attr("type", "").equals("retry")) {
            sendAgain(stanza);
            return;
        }
        if (stanza.is("receipt") && stanza.attr("type", "").equals("server-error")) {
            new PhoneReupload(world, account).answer(stanza, inbox, history);
            return;
        }
        if (!stanza.is("message")) {
            return;
        }
        Jid from = stanza.requireJid("from");
        Jid sender = isShared(from) ? stanza.requireJid("participant") : from;
        try {
            for (Node enc : stanza.children("enc")) {
                decrypt(stanza, enc, sender);
            }
        } catch (SignalException e) {
            LOG.warn("phone {} cannot read a message: {}", account.phoneJid().redacted(), e.reason());
            return;
        } catch (InvalidProtocolBufferException e) {
            LOG.warn(
                    "phone {} got a message that is no protobuf",
                    account.phoneJid().redacted());
            return;
        }
        confirm(stanza, from, sender);
    }

    private void decrypt(Node stanza, Node enc, Jid sender) throws InvalidProtocolBufferException {
        byte[] plaintext = switch (enc.attr("type", "")) {
            case "msg" -> sessions.decrypt(record(sender), keys.self(), enc.requireBytes());
            case "pkmsg" -> decryptFirst(sender, enc.requireBytes());
            case "skmsg" -> groups.decrypt(senderKey(stanza.requireJid("from"), sender), enc.requireBytes());
            default ->
                throw new SignalException(SignalException.Reason.INVALID_MESSAGE, "an unknown kind of ciphertext");
        };
        Message message = Message.parseFrom(unpad(plaintext));
        if (message.hasSenderKeyDistributionMessage()) {
            groups.process(
                    senderKey(
                            Jid.parse(message.getSenderKeyDistributionMessage().getGroupId()), sender),
                    message.getSenderKeyDistributionMessage()
                            .getAxolotlSenderKeyDistributionMessage()
                            .toByteArray());
        }
        show(stanza, sender, message);
    }

    private byte[] decryptFirst(Jid sender, byte[] bytes) {
        PreKeyResult result = sessions.decryptPreKey(record(sender), keys.self(), keys, bytes);
        keys.consume(result.usedPreKeyId());
        return result.plaintext();
    }

    private void show(Node stanza, Jid sender, Message message) {
        boolean own = message.hasDeviceSentMessage();
        Message content = own ? message.getDeviceSentMessage().getMessage() : message;
        Message bare = content.toBuilder()
                .clearSenderKeyDistributionMessage()
                .clearMessageContextInfo()
                .build();
        if (bare.getSerializedSize() == 0) {
            return;
        }
        if (stanza.attr("category", "").equals("peer")) {
            if (world.directory().account(sender) == account) {
                answer(sender, stanza.attr("id", ""), content.getProtocolMessage());
            }
            return;
        }
        Jid from = stanza.requireJid("from");
        Jid chat = isShared(from)
                ? from
                : own ? Jid.parse(message.getDeviceSentMessage().getDestinationJid()) : sender.toUser();
        boolean fromSelf = world.directory().account(sender) == account;
        ReceivedMessage.Reporting reporting = new PhoneReports(world, account).check(stanza, sender, content);
        ReceivedMessage received =
                new ReceivedMessage(stanza.attr("id", ""), chat, sender, fromSelf, content, reporting);
        if (inbox.size() >= MAX_INBOX) {
            inbox.remove(0);
        }
        inbox.add(received);
        List.copyOf(listeners).forEach(listener -> listener.accept(received));
    }

    /** Says what the phone does with a message of its own devices. */
    void onPeer(ProtocolMessage.Type type, PeerAnswer answer) {
        peerAnswers.put(type, answer);
    }

    /** Says what the phone does when one of its devices asks for something. */
    void onPeerRequest(PeerDataOperationRequestType type, PeerAnswer answer) {
        requestAnswers.put(type, answer);
    }

    private void answer(Jid device, String stanzaId, ProtocolMessage message) {
        PeerAnswer answer = message.getType() == ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_MESSAGE
                ? requestAnswers.get(
                        message.getPeerDataOperationRequestMessage().getPeerDataOperationRequestType())
                : peerAnswers.get(message.getType());
        if (answer != null) {
            answer.take(device, stanzaId, message);
        }
    }

    private void confirm(Node stanza, Jid from, Jid sender) {
        if (world.directory().account(sender) == account) {
            return;
        }
        world.router()
                .onPhoneReceipt(
                        account,
                        Node.builder("receipt")
                                .attr("id", stanza.attr("id"))
                                .attr("to", from)
                                .attr("participant", isShared(from) ? sender : null)
                                .build());
    }

    private SessionRecord record(Jid device) {
        return records.computeIfAbsent(canonical(device), d -> new SessionRecord());
    }

    private Jid canonical(Jid device) {
        Account other = world.directory().account(device);
        return other == null ? device : other.lid().withDevice(device.device());
    }

    private SenderKeyRecord senderKey(Jid group, Jid sender) {
        return senderKeys.computeIfAbsent(group + "|" + canonical(sender), k -> new SenderKeyRecord());
    }

    /** Sends a message to a user or a group and returns its id. In a group, everybody gets this phone's key with it. */
    public String send(Jid to, Message message) {
        keyHolders.clear();
        return sendNext(to, message);
    }

    /** As {@link #send}, but those who got this phone's key with a message before do not get it again. */
    public String sendNext(Jid to, Message message) {
        String id = "3EB0"
                + HexFormat.of().formatHex(world.options().random().bytes(9)).toUpperCase(Locale.ROOT);
        Node.Builder stanza =
                Node.builder("message").attr("to", to).attr("id", id).attr("type", "text");
        if (isShared(to)) {
            sendToGroup(to, message, stanza);
        } else {
            sendToUser(to, message, stanza);
        }
        if (sent.size() >= MAX_SENT) {
            sent.remove(sent.keySet().iterator().next());
        }
        sent.put(id, new Sent(to, message));
        world.router().onPhoneMessage(account, stanza.build());
        return id;
    }

    /** Tells one of the account's linked devices something behind the scenes; returns the message's id. */
    String sendToOwnDevice(Jid device, Message message) {
        String id = world.newId();
        Node envelope = envelope(device.toUser(), account, device.device(), pad(message.toByteArray()));
        world.router()
                .onPhoneMessage(
                        account,
                        Node.builder("message")
                                .attr("to", device)
                                .attr("id", id)
                                .attr("type", "text")
                                .attr("category", "peer")
                                .children(envelope.children("enc"))
                                .build());
        return id;
    }

    /** Pretends that a message could not be read, and asks its sender for it once more. */
    public void askAgain(ReceivedMessage message, int count, @Nullable Integer otherRegistration) {
        byte[] registration = otherRegistration == null
                ? keys.published().registration()
                : ByteBuffer.allocate(Integer.BYTES).putInt(otherRegistration).array();
        boolean group = isShared(message.chat());
        world.router()
                .onPhoneReceipt(
                        account,
                        Node.builder("receipt")
                                .attr("id", message.id())
                                .attr("to", group ? message.chat() : message.sender())
                                .attr("participant", group ? message.sender() : null)
                                .attr("type", "retry")
                                .child(Node.builder("retry")
                                        .attr("count", count)
                                        .attr("id", message.id())
                                        .attr("t", world.nowSeconds())
                                        .attr("v", 1)
                                        .build())
                                .child(Node.of("registration", registration))
                                .build());
    }

    /** One of the last 1,000 messages that this phone sent, or null. */
    public @Nullable Message sent(String id) {
        Sent found = sent.get(id);
        return found == null ? null : found.message;
    }

    /** A device could not read a message: it gets that message alone, with a new session. */
    private void sendAgain(Node receipt) {
        String id = receipt.attr("id", "");
        Sent again = sent.get(id);
        Jid from = receipt.requireJid("from");
        Jid device = isShared(from) ? receipt.requireJid("participant") : from;
        Account owner = world.directory().account(device);
        if (again == null || owner == null || isShared(again.to) != isShared(from)) {
            LOG.info("phone {} cannot send a message again", account.phoneJid().redacted());
            return;
        }
        Node.Builder stanza = Node.builder("message").attr("id", id).attr("type", "text");
        Message message = again.message;
        if (isShared(from)) {
            stanza.attr("to", from).attr("participant", device);
            message = message.toBuilder()
                    .setSenderKeyDistributionMessage(distribution(from))
                    .build();
        } else {
            stanza.attr("to", device);
        }
        if (owner == account) {
            stanza.attr("recipient", again.to);
            message = copyOf(again.to, message);
        }
        records.put(canonical(device), new SessionRecord());
        Node envelope = envelope(device.toUser(), owner, device.device(), pad(message.toByteArray()));
        world.router()
                .onPhoneMessage(
                        account, stanza.children(envelope.children("enc")).build());
    }

    private void sendToUser(Jid to, Message message, Node.Builder stanza) {
        Account recipient = world.directory().account(to);
        if (recipient == null) {
            throw new IllegalArgumentException("nobody has this number here");
        }
        Node.Builder participants = Node.builder("participants");
        byte[] plain = pad(message.toByteArray());
        byte[] copy = pad(copyOf(to, message).toByteArray());
        if (recipient != account) {
            participants.child(envelope(to.toUser(), recipient, 0, plain));
            recipient.devices().forEach(d -> participants.child(envelope(to.toUser(), recipient, d.id(), plain)));
        }
        account.devices().forEach(d -> participants.child(envelope(account.lid(), account, d.id(), copy)));
        stanza.child(participants.build());
    }

    /** What the own devices get. */
    private static Message copyOf(Jid to, Message message) {
        return Message.newBuilder()
                .setDeviceSentMessage(Message.DeviceSentMessage.newBuilder()
                        .setDestinationJid(to.toString())
                        .setMessage(message))
                .build();
    }

    private Message.SenderKeyDistributionMessage distribution(Jid group) {
        return Message.SenderKeyDistributionMessage.newBuilder()
                .setGroupId(group.toString())
                .setAxolotlSenderKeyDistributionMessage(ByteString.copyFrom(
                        groups.create(senderKey(group, account.lid())).bytes()))
                .build();
    }

    private void sendToGroup(Jid to, Message message, Node.Builder stanza) {
        SenderKeyRecord own = senderKey(to, account.lid());
        byte[] distribution = pad(Message.newBuilder()
                .setSenderKeyDistributionMessage(distribution(to))
                .build()
                .toByteArray());
        Node.Builder participants = Node.builder("participants");
        for (Account member : members(to)) {
            if (member != account) {
                shareKey(to, member, 0, distribution, participants);
            }
            member.devices().forEach(d -> shareKey(to, member, d.id(), distribution, participants));
        }
        stanza.child(participants.build());
        stanza.child(Node.builder("enc")
                .attr("v", "2")
                .attr("type", "skmsg")
                .bytes(groups.encrypt(own, pad(message.toByteArray())))
                .build());
    }

    private void shareKey(Jid group, Account member, int device, byte[] distribution, Node.Builder participants) {
        if (keyHolders.add(group + "|" + member.lid().withDevice(device))) {
            participants.child(envelope(member.lid(), member, device, distribution));
        } else if (group.isStatus() && device == 0) {
            // The server brings a status to those who are named.
            participants.child(Node.builder("to").attr("jid", member.lid()).build());
        }
    }

    /** Whether a message there is encrypted once for all. */
    private static boolean isShared(Jid chat) {
        return chat.isGroup() || chat.isStatus();
    }

    /** A phone's status posts are for everybody there is. */
    private Collection<Account> members(Jid to) {
        if (to.isStatus()) {
            return world.directory().accounts();
        }
        Group group = world.directory().group(to);
        if (group == null) {
            throw new IllegalArgumentException("no such group");
        }
        return group.members().keySet();
    }

    private Node envelope(Jid user, Account owner, int deviceId, byte[] plaintext) {
        Jid device = user.withDevice(deviceId);
        SessionRecord record = record(device);
        if (record.isEmpty()) {
            sessions.initiate(record, bundle(owner, deviceId), keys.self());
        }
        Ciphertext ciphertext = sessions.encrypt(record, keys.self(), plaintext);
        return Node.builder("to")
                .attr("jid", device)
                .child(Node.builder("enc")
                        .attr("v", "2")
                        .attr("type", ciphertext.wireType())
                        .bytes(ciphertext.bytes())
                        .build())
                .build();
    }

    private PreKeyBundle bundle(Account owner, int deviceId) {
        Device device = owner.device(deviceId);
        PublishedKeys published = deviceId == 0 || device == null ? phones.keysOf(owner) : device.keys();
        Map.Entry<Integer, byte[]> oneTime = published.take();
        return new PreKeyBundle(
                number(published.registration()),
                published.identity(),
                number(published.signedId()),
                published.signedValue(),
                published.signedSignature(),
                oneTime == null ? -1 : oneTime.getKey(),
                oneTime == null ? null : oneTime.getValue());
    }

    private static int number(byte[] bytes) {
        int number = 0;
        for (byte b : bytes) {
            number = number << 8 | b & 0xFF;
        }
        return number;
    }

    private byte[] pad(byte[] message) {
        int count = 1 + world.options().random().nextInt(15);
        byte[] padded = Arrays.copyOf(message, message.length + count);
        Arrays.fill(padded, message.length, padded.length, (byte) count);
        return padded;
    }

    private static byte[] unpad(byte[] padded) {
        int count = padded.length == 0 ? 0 : padded[padded.length - 1] & 0xFF;
        return count == 0 || count > padded.length ? padded : Arrays.copyOf(padded, padded.length - count);
    }

    public @Nullable Device device(int id) {
        return account.device(id);
    }
}
