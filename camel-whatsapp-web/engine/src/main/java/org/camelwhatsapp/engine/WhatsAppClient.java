package org.camelwhatsapp.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.event.EventListener;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.pairing.PairingFeature;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Gauge;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.SessionNotLinkedException;
import org.jspecify.annotations.Nullable;

/**
 * One linked device: the door to everything it can do. Thread-safe; every call returns at once, and its stage completes
 * when the server has answered. Close it to stop and to give up the stored session to others.
 */
public final class WhatsAppClient implements AutoCloseable {
    private final ClientSessions sessions;

    private WhatsAppClient(ClientSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Opens the stored session, or makes a new one that is not linked yet. Blocks while the store is read.
     *
     * <p>When the disk is full, or the database does not answer, the session ends as failed: what it holds in memory may be
     * ahead of the disk. It is then opened anew from what is stored, after the pauses of the reconnect policy, and connects
     * again if it was connected.
     *
     * @throws org.camelwhatsapp.engine.store.StoreException if the session cannot be read or belongs to another process
     */
    public static WhatsAppClient create(WhatsAppClientOptions options, EngineRuntime runtime) {
        return new WhatsAppClient(new ClientSessions(options, runtime));
    }

    public String name() {
        return core().session().name();
    }

    /** Starts to connect; does nothing when that is under way. What follows comes as events. */
    public CompletionStage<Void> connect() {
        return sessions.connect();
    }

    /** Closes the connection and stays stopped; the link remains. */
    public CompletionStage<Void> disconnect() {
        return sessions.disconnect();
    }

    public ConnectionState state() {
        return core().session().state();
    }

    /** What went wrong last, in a sentence for people; null since the connection is ready, or when nothing went wrong. */
    public @Nullable String trouble() {
        return core().session().trouble();
    }

    /** The account this device is linked to, or null. */
    public @Nullable LinkedAccount account() {
        return core().session().credentials().account();
    }

    public void addListener(EventListener listener) {
        sessions.addListener(listener);
    }

    public void removeListener(EventListener listener) {
        sessions.removeListener(listener);
    }

    /**
     * Asks for a code to be typed on the phone.
     *
     * @param phone the account's number
     * @param customCode eight characters, or null for a random code
     */
    public CompletionStage<String> requestPairingCode(String phone, @Nullable String customCode) {
        return with(PairingFeature.class, pairing -> pairing.requestCode(phone, customCode));
    }

    /**
     * Sends a message; completes when the server accepted it. A file in it is uploaded first; messages sent meanwhile
     * arrive earlier.
     *
     * <p>Fails with {@link SessionNotLinkedException}, or with the exceptions of the message's way to the server.
     *
     * @param chat a user, a group or a newsletter
     */
    public CompletionStage<SendResult> send(Jid chat, MessageContent content, SendOptions options) {
        ClientCore core = core();
        return linked(
                core,
                () -> core.attachments()
                        .upload(chat, core.messages().permitted(content))
                        .thenCompose(ready -> core.messages().send(chat, ready, options)));
    }

    /** Sends a text. */
    public CompletionStage<SendResult> sendText(Jid chat, String text) {
        return send(chat, new TextContent(text), SendOptions.NONE);
    }

    /**
     * Downloads the file of a message. The target appears, or is replaced, in one step after everything was verified.
     *
     * <p>Fails with {@link org.camelwhatsapp.engine.media.MediaException} or one of its subclasses.
     */
    public CompletionStage<Void> download(RemoteMedia file, Path target) {
        return core().media().download(file, target);
    }

    /**
     * As {@link #download}; when the hosts no longer have the file, the phone is asked for it once.
     *
     * @param key the message it came with
     */
    public CompletionStage<Void> downloadOrReupload(MessageKey key, RemoteMedia file, Path target) {
        return core().media().downloadOrReupload(key, file, target);
    }

    /**
     * Downloads a small file into memory.
     *
     * @param maxBytes the largest content that is accepted
     */
    public CompletionStage<byte[]> downloadBytes(RemoteMedia file, int maxBytes) {
        return core().media().downloadBytes(file, maxBytes);
    }

    /** Tells the author of a message that it was read, unless the account does not show what it reads. */
    public CompletionStage<Void> markRead(MessageKey key) {
        ClientCore core = core();
        return linked(core, () -> core.messages().markRead(key));
    }

    /**
     * Calls a feature on the session's own thread, such as {@code with(GroupFeature.class, groups -> groups.info(jid))}.
     *
     * <p>Fails with {@link SessionNotLinkedException} when the feature needs an account and there is none.
     *
     * @throws IllegalArgumentException if there is no such feature
     */
    public <F extends Feature, T> CompletionStage<T> with(Class<F> feature, Function<F, CompletionStage<T>> call) {
        ClientCore core = core();
        F present = core.features().get(feature);
        return present.needsAccount()
                ? linked(core, () -> call.apply(present))
                : core.session().onMailbox(() -> call.apply(present));
    }

    /** A session without account is told apart from one without connection: trying again helps only the latter. */
    private static <T> CompletionStage<T> linked(ClientCore core, Supplier<CompletionStage<T>> call) {
        return core.session().onMailbox(() -> {
            if (!core.session().credentials().isPaired()) {
                throw new SessionNotLinkedException(core.session().name());
            }
            return call.get();
        });
    }

    /** Unlinks this device. The session then ends as logged out. */
    public CompletionStage<Void> logout() {
        return with(PairingFeature.class, PairingFeature::logout);
    }

    /** How full every queue, cache and map of this session is, by name. Names stay the same between versions. */
    public CompletionStage<List<Gauge>> metrics() {
        return core().session().metrics();
    }

    /** Stops, waits for the writes under way and gives the stored session up. Blocks. */
    @Override
    public void close() {
        sessions.close().toCompletableFuture().join();
    }

    private ClientCore core() {
        return sessions.core();
    }
}
