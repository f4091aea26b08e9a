package org.camelwhatsapp.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.jspecify.annotations.Nullable;

/**
 * One linked device at run time: holds the parts together and hands them to the features. The life of the connection is
 * in {@link ConnectionController}.
 */
public final class DefaultSession implements Session {
    private static final int MAILBOX_CAPACITY = 65_536;
    /** How many tasks may wait before calls are refused; the rest is for answers, time-outs and commits. */
    static final int MAX_CALLS = 32_768;

    private static final int MAX_REQUESTS = 8_192;
    private static final String SELF = "self";

    private final Environment environment;
    private final Curve25519 curve;
    private final DeviceStore store;
    private final SessionOptions options;
    private final SerialMailbox mailbox;
    private final RequestTracker requests;
    private final MailboxChannel wire;
    private final DefaultStanzaRouter router;
    private final EventDispatcher events;
    private final Gauges gauges = new Gauges();
    private final List<Feature> features = new ArrayList<>();
    private final ConnectionController connection;
    private volatile Credentials credentials;
    private final CompletableFuture<StoreLoss> storeLost = new CompletableFuture<>();
    private @Nullable CompletionStage<Void> closing;

    /** @param parts what the session is made of */
    public DefaultSession(SessionParts parts) {
        this.environment = parts.environment();
        this.curve = parts.curve();
        this.store = parts.store();
        this.options = parts.options();
        this.credentials = parts.credentials();
        this.mailbox =
                new SerialMailbox(store.session(), environment.scheduling().compute(), MAILBOX_CAPACITY);
        this.requests = new RequestTracker(mailbox, environment.scheduling(), MAX_REQUESTS);
        this.wire = new MailboxChannel(requests, options.requestTimeout(), environment.random());
        this.router = new DefaultStanzaRouter(store.session(), wire);
        this.events = new EventDispatcher(store.session(), mailbox);
        gauges.add("session.mailbox", MAILBOX_CAPACITY, mailbox::depth);
        gauges.add("session.requests", MAX_REQUESTS, requests::size);
        gauges.add("session.events", EventDispatcher.CAPACITY, events::depth);
        this.connection = new ConnectionController(this, wire, router, parts);
        store.lost()
                .thenAccept(cause ->
                        mailbox.execute(() -> storeLost.complete(new StoreLoss(cause, connection.storeLost(cause)))));
    }

    /**
     * What made the store useless to this session. What it holds in memory may be ahead of the disk: only a new session may
     * go on.
     *
     * @param cause why nothing can be written any more
     * @param before the state in which that happened
     */
    public record StoreLoss(StoreException cause, ConnectionState before) {}

    /** Completes when the store is lost; the session has ended as failed then. Thread-safe. */
    public CompletionStage<StoreLoss> storeLost() {
        return storeLost.minimalCompletionStage();
    }

    /** Adds a feature. Before the first start only. */
    public void add(Feature feature) {
        feature.register(router);
        features.add(feature);
    }

    List<Feature> features() {
        return features;
    }

    /** Starts to connect; does nothing when that is under way. Thread-safe. */
    public CompletionStage<Void> start() {
        return onMailbox(() -> {
            connection.start();
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Closes the connection and stays stopped. Completes once the link is gone. Thread-safe. */
    public CompletionStage<Void> stop() {
        return onMailbox(connection::stop);
    }

    /** The state as of now. Thread-safe. */
    public ConnectionState state() {
        return connection.state();
    }

    /** Why the connection is not ready; null when it is or nothing went wrong. Thread-safe. */
    public @Nullable String trouble() {
        return connection.trouble();
    }

    /** Thread-safe. */
    public EventDispatcher events() {
        return events;
    }

    @Override
    public Gauges gauges() {
        return gauges;
    }

    /** How full everything bounded in this session is. Thread-safe. */
    public CompletionStage<List<Gauge>> metrics() {
        return onMailbox(() -> CompletableFuture.completedFuture(gauges.read()));
    }

    /**
     * Runs the call on the mailbox and hands its result back. Fails with {@link NotConnectedException} when the session is
     * closed, or when too many calls wait. Thread-safe.
     */
    public <T> CompletionStage<T> onMailbox(Supplier<CompletionStage<T>> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (mailbox.depth() >= MAX_CALLS) {
            result.completeExceptionally(new NotConnectedException(MAX_CALLS + " calls wait already"));
            return result;
        }
        try {
            mailbox.execute(() -> run(call, result));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new NotConnectedException("the session is closed"));
        }
        return result;
    }

    private static <T> void run(Supplier<CompletionStage<T>> call, CompletableFuture<T> result) {
        CompletionStage<T> stage;
        try {
            stage = call.get();
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedFuture(e);
        }
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(Futures.unwrap(failure));
            }
        });
    }

    @Override
    public String name() {
        return store.session();
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Curve25519 curve() {
        return curve;
    }

    @Override
    public Mailbox mailbox() {
        return mailbox;
    }

    @Override
    public StanzaChannel wire() {
        return wire;
    }

    @Override
    public DeviceStore store() {
        return store;
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public SessionOptions options() {
        return options;
    }

    @Override
    public CompletionStage<Void> updateCredentials(Credentials updated) {
        StoreTransaction transaction = store.transaction();
        transaction.put(store.credentials(), SELF, CredentialsCodec.encode(updated));
        credentials = updated;
        return Futures.on(mailbox, store.commit(transaction));
    }

    /** Forgets the link; new credentials take the place of the old ones. */
    CompletionStage<Void> wipeLink() {
        Credentials fresh = CredentialsFactory.create(curve, environment);
        StoreTransaction transaction = store.transaction();
        transaction.wipeLink();
        transaction.put(store.credentials(), SELF, CredentialsCodec.encode(fresh));
        credentials = fresh;
        return Futures.on(mailbox, store.commit(transaction));
    }

    @Override
    public void publish(Event event) {
        events.publish(event);
    }

    @Override
    public CompletionStage<Void> deliver(Event event) {
        return events.deliver(event);
    }

    @Override
    public void end(ConnectionState state, String reason) {
        connection.end(state, reason);
    }

    @Override
    public void logOut(String reason) {
        connection.loggedOut(0, reason, true);
    }

    @Override
    public void reconnect(String why, boolean immediately) {
        connection.reconnect(why, immediately);
    }

    /** Stops, waits for the writes under way and gives up the store; once. Thread-safe. */
    public synchronized CompletionStage<Void> close() {
        CompletionStage<Void> present = closing;
        if (present == null) {
            present = stop().thenRunAsync(
                            () -> {
                                mailbox.close();
                                store.close();
                            },
                            environment.scheduling().blocking());
            closing = present;
        }
        return present;
    }
}
