package org.camelwhatsapp.simulator.phone;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.Map;
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
import org.camelwhatsapp.simulator.Bounded;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.PublishedKeys;

/**
 * The Signal state of a phone: its sessions with other devices and the keys of groups. Sessions are kept under LIDs. Lives
 * on the simulator's event loop.
 */
final class PhoneCipher {
    /** Of sessions, and of keys of groups; whoever comes back after that has to begin anew. */
    private static final int MOST_RECORDS = 50_000;

    private final World world;
    private final Phones phones;
    private final Account account;
    private final PhoneKeys keys;
    private final SessionCipher sessions;
    private final GroupCipher groups;
    private final Map<Jid, SessionRecord> records = new Bounded<>(MOST_RECORDS);
    private final Map<String, SenderKeyRecord> senderKeys = new Bounded<>(MOST_RECORDS);

    PhoneCipher(World world, Phones phones, Account account) {
        this.world = world;
        this.phones = phones;
        this.account = account;
        this.keys = new PhoneKeys(world, account);
        this.sessions = new SessionCipher(world.curve(), world.options().random());
        this.groups = new GroupCipher(world.curve(), world.options().random());
    }

    PublishedKeys published() {
        return keys.published();
    }

    /**
     * What one ciphertext of a stanza says; the key of a group that comes with it is kept.
     *
     * @throws SignalException if it cannot be read
     * @throws InvalidProtocolBufferException if it is no message
     */
    Message decrypt(Node stanza, Node enc, Jid sender) throws InvalidProtocolBufferException {
        byte[] plaintext = switch (enc.attr("type", "")) {
            case "msg" -> sessions.decrypt(record(sender), keys.self(), enc.requireBytes());
            case "pkmsg" -> decryptFirst(sender, enc.requireBytes());
            case "skmsg" -> groups.decrypt(senderKey(stanza.requireJid("from"), sender), enc.requireBytes());
            default ->
                throw new SignalException(SignalException.Reason.INVALID_MESSAGE, "an unknown kind of ciphertext");
        };
        Message message = Message.parseFrom(unpad(plaintext));
        if (message.hasSenderKeyDistributionMessage()) {
            Message.SenderKeyDistributionMessage key = message.getSenderKeyDistributionMessage();
            groups.process(
                    senderKey(Jid.parse(key.getGroupId()), sender),
                    key.getAxolotlSenderKeyDistributionMessage().toByteArray());
        }
        return message;
    }

    private byte[] decryptFirst(Jid sender, byte[] bytes) {
        PreKeyResult result = sessions.decryptPreKey(record(sender), keys.self(), keys, bytes);
        keys.consume(result.usedPreKeyId());
        return result.plaintext();
    }

    /** The message for one device, in the form in which it is named to the server; begins a session if there is none. */
    Node envelope(Jid user, Account owner, int deviceId, Message message) {
        Jid device = user.withDevice(deviceId);
        SessionRecord record = record(device);
        if (record.isEmpty()) {
            sessions.initiate(record, bundle(owner, deviceId), keys.self());
        }
        Ciphertext ciphertext = sessions.encrypt(record, keys.self(), pad(message.toByteArray()));
        return Node.builder("to")
                .attr("jid", device)
                .child(Node.builder("enc")
                        .attr("v", "2")
                        .attr("type", ciphertext.wireType())
                        .bytes(ciphertext.bytes())
                        .build())
                .build();
    }

    /** Begins a new session with the next message to this device. */
    void forgetSession(Jid device) {
        records.put(canonical(device), new SessionRecord());
    }

    /** The message for everybody who has this phone's key of the group. */
    Node sealed(Jid group, Message message) {
        return Node.builder("enc")
                .attr("v", "2")
                .attr("type", "skmsg")
                .bytes(groups.encrypt(senderKey(group, account.lid()), pad(message.toByteArray())))
                .build();
    }

    /** This phone's key of a group, as it is before the next message. */
    Message.SenderKeyDistributionMessage distribution(Jid group) {
        return Message.SenderKeyDistributionMessage.newBuilder()
                .setGroupId(group.toString())
                .setAxolotlSenderKeyDistributionMessage(ByteString.copyFrom(
                        groups.create(senderKey(group, account.lid())).bytes()))
                .build();
    }

    private SessionRecord record(Jid device) {
        return records.computeIfAbsent(canonical(device), d -> new SessionRecord());
    }

    private SenderKeyRecord senderKey(Jid group, Jid sender) {
        return senderKeys.computeIfAbsent(group + "|" + canonical(sender), k -> new SenderKeyRecord());
    }

    private Jid canonical(Jid device) {
        Account other = world.directory().account(device);
        return other == null ? device : other.lid().withDevice(device.device());
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
}
