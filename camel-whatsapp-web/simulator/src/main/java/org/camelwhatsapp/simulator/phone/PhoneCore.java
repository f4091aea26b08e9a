package org.camelwhatsapp.simulator.phone;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.SignalException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.PublishedKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Device 0 of an account, with a Signal state of its own. Lives on the simulator's event loop. */
public final class PhoneCore {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneCore.class);
    private static final int MAX_INBOX = 100_000;
    private static final int MAX_STANZAS = 1_000;
    /** As for a linked device that is away. */
    private static final int MAX_HELD = 50_000;

    private final World world;
    private final Account account;
    private final PhoneCipher cipher;
    private final PhoneOutbox outbox;
    private final Arrivals<ReceivedMessage> inbox = new Arrivals<>(MAX_INBOX);
    private final Arrivals<Node> stanzas = new Arrivals<>(MAX_STANZAS);
    /** The oldest goes when there are too many. */
    private final Deque<Node> held = new ArrayDeque<>();

    private final PeerAnswers peers = new PeerAnswers();
    private final HistoryShare history;
    private boolean online = true;
    private boolean deaf;

    PhoneCore(World world, Phones phones, Account account) {
        this.world = world;
        this.account = account;
        this.cipher = new PhoneCipher(world, phones, account);
        this.outbox = new PhoneOutbox(world, account, cipher);
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
        return cipher.published();
    }

    /** Spoils the signature of the published key. */
    public void spoilSignedPreKey() {
        cipher.published().spoilSignature();
    }

    /** The last 100,000 messages that could be read. */
    public Arrivals<ReceivedMessage> inbox() {
        return inbox;
    }

    /** What is shared of the past. */
    public HistoryShare history() {
        return history;
    }

    /** The last 1,000 stanzas, such as receipts and notifications. */
    public Arrivals<Node> stanzas() {
        return stanzas;
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
        cipher.published();
    }

    /** Takes a stanza that the server routed to this phone. */
    public void receive(Node stanza) {
        if (deaf) {
            return;
        }
        if (!online) {
            if (held.size() == MAX_HELD) {
                held.removeFirst();
            }
            held.addLast(stanza);
            return;
        }
        stanzas.add(stanza);
        String type = stanza.attr("type", "");
        if (stanza.is("receipt") && type.equals("retry")) {
            outbox.sendAgain(stanza);
        } else if (stanza.is("receipt") && type.equals("server-error")) {
            new PhoneReupload(world, account).answer(stanza, inbox.all(), history);
        } else if (stanza.is("message")) {
            read(stanza);
        }
    }

    private void read(Node stanza) {
        Jid from = stanza.requireJid("from");
        Jid sender = PhoneOutbox.isShared(from) ? stanza.requireJid("participant") : from;
        try {
            for (Node enc : stanza.children("enc")) {
                show(stanza, sender, cipher.decrypt(stanza, enc, sender));
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
        boolean fromSelf = world.directory().account(sender) == account;
        if (stanza.attr("category", "").equals("peer")) {
            if (fromSelf) {
                peers.take(sender, stanza.attr("id", ""), content.getProtocolMessage());
            }
            return;
        }
        Jid from = stanza.requireJid("from");
        Jid chat = PhoneOutbox.isShared(from)
                ? from
                : own ? Jid.parse(message.getDeviceSentMessage().getDestinationJid()) : sender.toUser();
        ReceivedMessage.Reporting reporting = new PhoneReports(world, account).check(stanza, sender, content);
        inbox.add(new ReceivedMessage(stanza.attr("id", ""), chat, sender, fromSelf, content, reporting));
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
                                .attr("participant", PhoneOutbox.isShared(from) ? sender : null)
                                .build());
    }

    /** Says what the phone does with a message of its own devices. */
    void onPeer(ProtocolMessage.Type type, PeerAnswer answer) {
        peers.on(type, answer);
    }

    /** Says what the phone does when one of its devices asks for something. */
    void onPeerRequest(PeerDataOperationRequestType type, PeerAnswer answer) {
        peers.onRequest(type, answer);
    }

    /** Sends a message to a user or a group and returns its id. In a group, everybody gets this phone's key with it. */
    public String send(Jid to, Message message) {
        return outbox.send(to, message);
    }

    /** As {@link #send}, but those who got this phone's key with a message before do not get it again. */
    public String sendNext(Jid to, Message message) {
        return outbox.sendNext(to, message);
    }

    /** One of the last 1,000 messages that this phone sent, or null. */
    public @Nullable Message sent(String id) {
        return outbox.sent(id);
    }

    /** Tells one of the account's linked devices something behind the scenes; returns the message's id. */
    String sendToOwnDevice(Jid device, Message message) {
        return outbox.sendToOwnDevice(device, message);
    }

    /** Pretends that a message could not be read, and asks its sender for it once more. */
    public void askAgain(ReceivedMessage message, int count, @Nullable Integer otherRegistration) {
        outbox.askAgain(message, count, otherRegistration);
    }

    /** Tells the sender of a message that it was read. */
    public void markRead(ReceivedMessage message) {
        outbox.markRead(message);
    }

    public @Nullable Device device(int id) {
        return account.device(id);
    }
}
