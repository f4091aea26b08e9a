package org.camelwhatsapp.simulator;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.camelwhatsapp.proto.MessageKey;
import org.camelwhatsapp.simulator.phone.PhoneCore;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.camelwhatsapp.simulator.server.Registrations;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.jspecify.annotations.Nullable;

/** The primary phone of an account, as a person uses it. Thread-safe; calls block until the simulator has done them. */
public final class Phone {
    private final Simulator simulator;
    private final Account account;
    private final PhoneCore core;

    private final PhoneAppState appState;

    Phone(Simulator simulator, Account account, PhoneCore core, PhoneAppState appState) {
        this.appState = appState;
        this.simulator = simulator;
        this.account = account;
        this.core = core;
    }

    public Jid phoneJid() {
        return account.phoneJid();
    }

    public Jid lid() {
        return account.lid();
    }

    /**
     * Scans a code and so links the device that shows it.
     *
     * @throws IllegalArgumentException if nobody shows this code now
     */
    public void scan(String qrText) {
        scan(qrText, Registrations.Flaw.NONE);
    }

    /** Scans a code and answers with something that the device must refuse. */
    public void scan(String qrText, Registrations.Flaw flaw) {
        simulator.call(() -> {
            simulator.sessions().registrations().scan(account, qrText, flaw);
            return true;
        });
    }

    /**
     * Types a code that a device shows, and so links it.
     *
     * @param code eight characters, with or without a dash
     * @throws IllegalArgumentException if no device shows a code for this account, or the code has another form
     */
    public void enterCode(String code) {
        simulator.call(() -> {
            simulator.sessions().registrations().enterCode(account, code);
            return true;
        });
    }

    /** Tells everybody that this person registered anew, as a new installation of the app does. */
    public void announceNewIdentity() {
        simulator.call(() -> {
            Node notification = simulator
                    .world()
                    .router()
                    .notification("encrypt", account.phoneJid())
                    .child(Node.of("identity"))
                    .build();
            simulator.world().directory().accounts().stream()
                    .filter(other -> other != account)
                    .forEach(other -> simulator.world().router().toAccount(other, notification));
            return true;
        });
    }

    /** Pretends that a message could not be read, and asks its sender for it once more. */
    public void askAgain(ReceivedMessage message) {
        askAgain(message, 1, null);
    }

    /**
     * As {@link #askAgain(ReceivedMessage)}, in a later attempt or as another installation.
     *
     * @param count which attempt it is, from 1
     * @param otherRegistration the registration number of another installation, or null for this one's
     */
    public void askAgain(ReceivedMessage message, int count, @Nullable Integer otherRegistration) {
        simulator.call(() -> {
            core.askAgain(message, count, otherRegistration);
            return true;
        });
    }

    /** How often a device refused to be linked, because what this phone answered was not genuine. */
    public int refusals() {
        return simulator.call(() -> simulator.sessions().registrations().refusals(account));
    }

    /** Spoils the signature of the phone's published key: nobody may start a session with it any more. */
    public void spoilSignedPreKey() {
        simulator.call(() -> {
            core.spoilSignedPreKey();
            return true;
        });
    }

    /** Lets strangers use up the one-time keys of a linked device until this many are left. */
    public void usePreKeys(int deviceId, int left) {
        simulator.call(() -> {
            Device device = account.device(deviceId);
            if (device == null) {
                throw new IllegalArgumentException("no device " + deviceId);
            }
            simulator.preKeys().useUp(device, left);
            return true;
        });
    }

    /** How many one-time keys of a linked device the server has left. */
    public int preKeysLeft(int deviceId) {
        return simulator.call(() -> {
            Device device = account.device(deviceId);
            return device == null ? 0 : device.keys().count();
        });
    }

    /** Sends a text and returns the message's id. */
    public String sendText(Jid to, String text) {
        return send(to, Message.newBuilder().setConversation(text).build());
    }

    /** Sends any message and returns its id. */
    public String send(Jid to, Message message) {
        return simulator.call(() -> core.send(to, message));
    }

    /** Sends a text as {@link #sendText}, but those who have this phone's key of the group do not get it again. */
    public String sendNextText(Jid to, String text) {
        return simulator.call(() ->
                core.sendNext(to, Message.newBuilder().setConversation(text).build()));
    }

    /** Drops whatever comes from now on, at no cost: one of a crowd that nobody looks at. */
    public void setDeaf() {
        simulator.call(() -> {
            core.setDeaf();
            return true;
        });
    }

    /** How many messages the phone shows. */
    public int inboxSize() {
        return simulator.call(() -> core.inbox().size());
    }

    /** Reacts to a message of the other side; the empty text takes the reaction back. */
    public String react(Jid chat, String messageId, String emoji) {
        return send(
                chat,
                Message.newBuilder()
                        .setReactionMessage(Message.ReactionMessage.newBuilder()
                                .setKey(MessageKey.newBuilder()
                                        .setRemoteJid(chat.toString())
                                        .setFromMe(false)
                                        .setId(messageId))
                                .setText(emoji))
                        .build());
    }

    /** Replaces the text of a message that this phone sent; returns the edit's id. */
    public String edit(Jid chat, String messageId, String text) {
        return send(
                chat,
                protocol(ProtocolMessage.Type.MESSAGE_EDIT, chat, messageId)
                        .setEditedMessage(Message.newBuilder().setConversation(text))
                        .setTimestampMs(1_000 * simulator.world().nowSeconds()));
    }

    /** Takes back a message that this phone sent; returns the id of the message that says so. */
    public String revoke(Jid chat, String messageId) {
        return send(chat, protocol(ProtocolMessage.Type.REVOKE, chat, messageId));
    }

    private String send(Jid chat, ProtocolMessage.Builder protocol) {
        return send(chat, Message.newBuilder().setProtocolMessage(protocol).build());
    }

    private static ProtocolMessage.Builder protocol(ProtocolMessage.Type type, Jid chat, String messageId) {
        return ProtocolMessage.newBuilder()
                .setType(type)
                .setKey(MessageKey.newBuilder()
                        .setRemoteJid(chat.toString())
                        .setFromMe(true)
                        .setId(messageId));
    }

    /** Tells the sender that a message was read. */
    public void markRead(ReceivedMessage message) {
        simulator.call(() -> {
            core.markRead(message);
            return true;
        });
    }

    public void goOffline() {
        simulator.call(() -> {
            core.setOnline(false);
            return true;
        });
    }

    public void goOnline() {
        simulator.call(() -> {
            core.setOnline(true);
            return true;
        });
    }

    /** What this person does in groups. */
    public PhoneGroups groups() {
        return new PhoneGroups(simulator, account);
    }

    /** What this person shows and hides, and calls. */
    public PhoneProfile profile() {
        return new PhoneProfile(simulator, account);
    }

    /** Buttons and lists. */
    public PhoneChoices choices() {
        return new PhoneChoices(simulator, core);
    }

    /** What this person does in newsletters. */
    public PhoneNewsletters newsletters() {
        return new PhoneNewsletters(simulator, account);
    }

    /** Status posts. */
    public PhoneStatuses statuses() {
        return new PhoneStatuses(simulator, account, core);
    }

    /** What this person does as a business, or with one. */
    public PhoneBusiness business() {
        return new PhoneBusiness(simulator, account, core);
    }

    /** Polls and events. */
    public PhonePolls polls() {
        return new PhonePolls(simulator, account, core);
    }

    /** What this person's devices share besides messages. */
    public PhoneAppState appState() {
        return appState;
    }

    /** What this person wrote and got before a device was linked. */
    public PhoneHistory history() {
        return new PhoneHistory(simulator, core.history());
    }

    /** The numbers of the devices that are linked now. */
    public List<Integer> linkedDevices() {
        return simulator.call(() -> account.devices().stream().map(Device::id).toList());
    }

    /** Removes a linked device, as the phone's list of devices does. */
    public void unlink(int deviceId) {
        simulator.call(() -> {
            Device device = core.device(deviceId);
            if (device == null) {
                throw new IllegalArgumentException("no linked device " + deviceId);
            }
            simulator.sessions().unlink(device);
            return true;
        });
    }

    /** The messages the phone shows, oldest first. */
    public List<ReceivedMessage> inbox() {
        return simulator.call(() -> core.inbox().all());
    }

    /**
     * Waits for a message, or finds one that is there already.
     *
     * @throws AssertionError if none came in time
     */
    public ReceivedMessage await(Predicate<ReceivedMessage> wanted, Duration atMost) {
        return get(simulator.call(() -> core.inbox().first(wanted)), "message", atMost);
    }

    /**
     * Waits for a stanza that the server brought, such as a receipt or a notification, or finds one of the last 1,000.
     *
     * @throws AssertionError if none came in time
     */
    public Node awaitStanza(Predicate<Node> wanted, Duration atMost) {
        return get(simulator.call(() -> core.stanzas().first(wanted)), "stanza", atMost);
    }

    /** How many wait for a message or a stanza that has not come. */
    int waiting() {
        return simulator.call(() -> core.inbox().waiting() + core.stanzas().waiting());
    }

    /** The last 1,000 stanzas that the server brought, oldest first. */
    public List<Node> stanzas() {
        return simulator.call(() -> core.stanzas().all());
    }

    private static <T> T get(CompletableFuture<T> found, String what, Duration atMost) {
        try {
            return found.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            found.cancel(false);
            throw new AssertionError("no such " + what + " on the phone within " + atMost, e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for a text. */
    public ReceivedMessage awaitText(String text, Duration atMost) {
        return await(message -> message.text().equals(text), atMost);
    }
}
