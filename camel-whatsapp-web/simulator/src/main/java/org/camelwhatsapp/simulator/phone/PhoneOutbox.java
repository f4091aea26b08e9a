package org.camelwhatsapp.simulator.phone;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.Bounded;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a phone sends, and sends again to those who could not read it. Lives on the simulator's event loop. */
final class PhoneOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneOutbox.class);
    private static final int MAX_SENT = 1_000;

    private final World world;
    private final Account account;
    private final PhoneCipher cipher;
    /** By id, for devices that could not read them. */
    private final Map<String, Sent> sent = new Bounded<>(MAX_SENT);
    /** Who has this phone's key of a group from a message of it. */
    private final Set<String> keyHolders = new HashSet<>();

    private record Sent(Jid to, Message message) {}

    PhoneOutbox(World world, Account account, PhoneCipher cipher) {
        this.world = world;
        this.account = account;
        this.cipher = cipher;
    }

    /** Whether a message there is encrypted once for all. */
    static boolean isShared(Jid chat) {
        return chat.isGroup() || chat.isStatus();
    }

    String send(Jid to, Message message) {
        keyHolders.clear();
        return sendNext(to, message);
    }

    String sendNext(Jid to, Message message) {
        String id = "3EB0"
                + HexFormat.of().formatHex(world.options().random().bytes(9)).toUpperCase(Locale.ROOT);
        Node.Builder stanza =
                Node.builder("message").attr("to", to).attr("id", id).attr("type", "text");
        if (isShared(to)) {
            sendToGroup(to, message, stanza);
        } else {
            sendToUser(to, message, stanza);
        }
        sent.put(id, new Sent(to, message));
        world.router().onPhoneMessage(account, stanza.build());
        return id;
    }

    @Nullable
    Message sent(String id) {
        Sent found = sent.get(id);
        return found == null ? null : found.message;
    }

    private void sendToUser(Jid to, Message message, Node.Builder stanza) {
        Account recipient = world.directory().account(to);
        if (recipient == null) {
            throw new IllegalArgumentException("nobody has this number here");
        }
        Node.Builder participants = Node.builder("participants");
        Message copy = copyOf(to, message);
        if (recipient != account) {
            participants.child(cipher.envelope(to.toUser(), recipient, 0, message));
            recipient
                    .devices()
                    .forEach(d -> participants.child(cipher.envelope(to.toUser(), recipient, d.id(), message)));
        }
        account.devices().forEach(d -> participants.child(cipher.envelope(account.lid(), account, d.id(), copy)));
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

    private void sendToGroup(Jid to, Message message, Node.Builder stanza) {
        Message key = Message.newBuilder()
                .setSenderKeyDistributionMessage(cipher.distribution(to))
                .build();
        Node.Builder participants = Node.builder("participants");
        for (Account member : members(to)) {
            if (member != account) {
                shareKey(to, member, 0, key, participants);
            }
            member.devices().forEach(d -> shareKey(to, member, d.id(), key, participants));
        }
        stanza.child(participants.build());
        stanza.child(cipher.sealed(to, message));
    }

    private void shareKey(Jid group, Account member, int device, Message key, Node.Builder participants) {
        if (keyHolders.add(group + "|" + member.lid().withDevice(device))) {
            participants.child(cipher.envelope(member.lid(), member, device, key));
        } else if (group.isStatus() && device == 0) {
            // The server brings a status to those who are named.
            participants.child(Node.builder("to").attr("jid", member.lid()).build());
        }
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

    String sendToOwnDevice(Jid device, Message message) {
        String id = world.newId();
        Node envelope = cipher.envelope(device.toUser(), account, device.device(), message);
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

    /** A device could not read a message: it gets that message alone, with a new session. */
    void sendAgain(Node receipt) {
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
                    .setSenderKeyDistributionMessage(cipher.distribution(from))
                    .build();
        } else {
            stanza.attr("to", device);
        }
        if (owner == account) {
            stanza.attr("recipient", again.to);
            message = copyOf(again.to, message);
        }
        cipher.forgetSession(device);
        Node envelope = cipher.envelope(device.toUser(), owner, device.device(), message);
        world.router()
                .onPhoneMessage(
                        account, stanza.children(envelope.children("enc")).build());
    }

    void askAgain(ReceivedMessage message, int count, @Nullable Integer otherRegistration) {
        byte[] registration = otherRegistration == null
                ? cipher.published().registration()
                : ByteBuffer.allocate(Integer.BYTES).putInt(otherRegistration).array();
        Node.Builder receipt = receipt(message, "retry")
                .child(Node.builder("retry")
                        .attr("count", count)
                        .attr("id", message.id())
                        .attr("t", world.nowSeconds())
                        .attr("v", 1)
                        .build())
                .child(Node.of("registration", registration));
        world.router().onPhoneReceipt(account, receipt.build());
    }

    void markRead(ReceivedMessage message) {
        world.router().onPhoneReceipt(account, receipt(message, "read").build());
    }

    private static Node.Builder receipt(ReceivedMessage message, String type) {
        boolean shared = isShared(message.chat());
        return Node.builder("receipt")
                .attr("id", message.id())
                .attr("to", shared ? message.chat() : message.sender())
                .attr("participant", shared ? message.sender() : null)
                .attr("type", type);
    }
}
