package org.camelwhatsapp.engine.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.engine.event.LoggedOut;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a session's connection: opens links, logs in, decides what an end means and when to try again. Mailbox
 * only, except {@link #state()}.
 *
 * <p>Each link has a number. What an older link still reports is ignored, so that a late close of the last connection
 * never harms the present one.
 */
final class ConnectionController {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionController.class);
    private static final int PAUSE_DEPTH = 1_024;
    private static final int RESUME_DEPTH = 128;
    /** Stanzas leave room for what the session itself has to do. */
    private static final int MAX_DEPTH = DefaultSession.MAX_CALLS;

    private final DefaultSession session;
    private final MailboxChannel wire;
    private final DefaultStanzaRouter router;
    private final SessionOptions options;
    private final Environment environment;
    private final LinkFactory links;
    private final KeepAlive keepAlive;
    private final LoginSequence login;
    private final ConnectionStateMachine machine = new ConnectionStateMachine();
    private volatile ConnectionState published = ConnectionState.STOPPED;
    private volatile @Nullable String trouble;

    // Valid for one connection.
    /** Written on the mailbox, read by links that report. */
    private volatile long linkNumber;

    private @Nullable Link link;
    /** A link that is being opened. Left alone it could log in later than the next one, and push that out. */
    private Scheduling.@Nullable Cancellable opening;

    private @Nullable StreamVerdict verdict;
    private Scheduling.@Nullable Cancellable timer;
    private boolean resuming;
    private ConnectionState beforeFailure = ConnectionState.STOPPED;

    // Valid for the session.
    private int attempts;
    private boolean skipResume;
    /** The server asked for a restart and got it; asked again before the session is ready, it waits as after any end. */
    private boolean restarted;

    private CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);

    ConnectionController(DefaultSession session, MailboxChannel wire, DefaultStanzaRouter router, SessionParts parts) {
        this.session = session;
        this.wire = wire;
        this.router = router;
        this.options = parts.options();
        this.environment = parts.environment();
        this.links = parts.links();
        this.keepAlive = new KeepAlive(
                environment,
                session.mailbox(),
                wire,
                options.keepAlive(),
                () -> reconnect("nothing received from the server", true));
        this.login = new LoginSequence(session, wire, this);
        login.register(router);
        router.onTag("stream:error", node -> conclude(StreamVerdict.ofStreamError(node)));
        router.onTag("failure", node -> conclude(StreamVerdict.ofFailure(node)));
        router.onTag("xmlstreamend", node -> closeLink());
    }

    ConnectionState state() {
        return published;
    }

    /** What went wrong last, null since the connection is ready. */
    @Nullable
    String trouble() {
        return trouble;
    }

    void start() {
        if (!ConnectionStateMachine.isEnded(machine.state())) {
            return;
        }
        attempts = 0;
        skipResume = false;
        restarted = false;
        open();
    }

    private void open() {
        move(ConnectionState.CONNECTING, null);
        verdict = null;
        long number = ++linkNumber;
        stopped = new CompletableFuture<>();
        Credentials credentials = session.credentials();
        byte @Nullable [] resumeKey = skipResume || !credentials.isPaired() ? null : credentials.serverStaticKey();
        resuming = resumeKey != null;
        setTimer(options.loginTimeout(), () -> {
            skipResume = true;
            reconnect("login took longer than " + options.loginTimeout().toSeconds() + " s", false);
        });
        login.payload().whenComplete((payload, failure) -> {
            if (number != linkNumber) {
                return;
            }
            if (failure != null) {
                LOG.error("session {}: cannot build the login", session.name(), failure);
                stopped.complete(null);
                end(
                        ConnectionState.FAILED,
                        "cannot build the login: " + Futures.unwrap(failure).getMessage());
                return;
            }
            LinkRequest request =
                    new LinkRequest(credentials.noiseKey(), payload, resumeKey, credentials.routingInfo());
            opening = links.open(request, new Listener(number));
        });
    }

    /** Passes what the link reports to the mailbox, and only while it is the present link. */
    private final class Listener implements LinkListener {
        private final long number;
        private volatile @Nullable Link source;
        private volatile boolean paused;

        Listener(long number) {
            this.number = number;
        }

        @Override
        public void onOpen(Link opened, LinkInfo info) {
            source = opened;
            if (number != linkNumber) {
                // Given up while it was opening. Left open, it would push the present link out as a second connection.
                opened.close();
                return;
            }
            submit(() -> onOpened(opened, info));
        }

        @Override
        public void onStanza(Node stanza) {
            Link flooded = source;
            if (flooded != null && session.mailbox().depth() > MAX_DEPTH) {
                // One piece held more stanzas than may wait. They were not acknowledged, so the server sends them
                // again.
                flooded.close();
                return;
            }
            submit(() -> {
                handle(stanza);
                resumeIfShallow();
            });
            Link current = source;
            if (current != null && session.mailbox().depth() > PAUSE_DEPTH) {
                paused = true;
                current.pause();
                // The mailbox may have run dry since the look at its depth; then no later stanza would undo the pause.
                submit(this::resumeIfShallow);
            }
        }

        @Override
        public void onClosed(@Nullable Throwable cause) {
            submit(() -> onLinkClosed(cause));
        }

        /** A full or closed mailbox ends the link: what was not acknowledged comes again with the next one. */
        private void submit(Runnable task) {
            try {
                session.mailbox().execute(() -> {
                    if (number == linkNumber) {
                        task.run();
                    } else if (source != null) {
                        source.close();
                    }
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("session {}: {}", session.name(), e.getMessage());
                Link current = source;
                if (current != null) {
                    current.close();
                }
            }
        }

        private void resumeIfShallow() {
            Link current = source;
            if (paused && current != null && session.mailbox().depth() < RESUME_DEPTH) {
                paused = false;
                current.resume();
            }
        }
    }

    private void onOpened(Link opened, LinkInfo info) {
        link = opened;
        opening = null;
        wire.attach(opened);
        keepAlive.start();
        boolean paired = session.credentials().isPaired();
        move(paired ? ConnectionState.LOGGING_IN : ConnectionState.PAIRING, null);
        if (!paired) {
            cancelTimer();
        }
        login.onOpened(info);
    }

    private void handle(Node stanza) {
        keepAlive.onInbound();
        if (!wire.complete(stanza)) {
            router.route(stanza);
        }
    }

    /** The server accepted the login and every feature is prepared. */
    void onReady() {
        cancelTimer();
        attempts = 0;
        skipResume = false;
        restarted = false;
        wire.setReady();
        move(ConnectionState.READY, null);
    }

    private void conclude(StreamVerdict newVerdict) {
        verdict = newVerdict;
        closeLink();
    }

    private void closeLink() {
        Link current = link;
        Scheduling.Cancellable begun = opening;
        if (current != null) {
            current.close();
        } else if (begun != null) {
            begun.cancel();
        }
    }

    private void onLinkClosed(@Nullable Throwable cause) {
        boolean neverOpened = link == null;
        dropLink();
        stopped.complete(null);
        StreamVerdict decided = verdict;
        verdict = null;
        if (decided != null) {
            apply(decided);
            return;
        }
        if (ConnectionStateMachine.isEnded(machine.state())) {
            return;
        }
        if (neverOpened && resuming) {
            skipResume = true;
        }
        if (cause instanceof FatalLinkException) {
            end(ConnectionState.FAILED, cause.getMessage());
        } else if (machine.state() == ConnectionState.PAIRING) {
            end(ConnectionState.PAIRING_EXPIRED, "the server closed the connection before a phone scanned the code");
        } else {
            backOff(cause == null ? "the connection was closed" : describe(cause), 0);
        }
    }

    private static String describe(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private void dropLink() {
        boolean wasAttached = link != null;
        link = null;
        opening = null;
        keepAlive.stop();
        cancelTimer();
        wire.detach();
        if (wasAttached) {
            session.features().forEach(Feature::onDisconnect);
        }
        login.onClosed();
    }

    private void apply(StreamVerdict decided) {
        switch (decided.state()) {
            case CONNECTING -> restart(decided.reason());
            case BACKING_OFF -> backOff(decided.reason(), decided.extraAttempts());
            case LOGGED_OUT -> loggedOut(decided.code(), decided.reason(), false);
            default -> end(decided.state(), decided.reason());
        }
    }

    private void restart(String reason) {
        if (restarted) {
            backOff(reason, 0);
        } else {
            restarted = true;
            open();
        }
    }

    private void backOff(String reason, int extraAttempts) {
        if (options.reconnect().isExhausted(attempts + 1)) {
            end(ConnectionState.FAILED, "gave up after " + (attempts + 1) + " tries: " + reason);
            return;
        }
        Duration delay = options.reconnect().delay(attempts + extraAttempts, environment.random());
        attempts++;
        move(ConnectionState.BACKING_OFF, reason);
        LOG.info("session {}: {}; trying again in {} ms", session.name(), reason, delay.toMillis());
        setTimer(delay, this::open);
    }

    void reconnect(String why, boolean immediately) {
        if (ConnectionStateMachine.isEnded(machine.state())) {
            return;
        }
        LOG.info("session {}: reconnecting: {}", session.name(), why);
        linkNumber++;
        closeLink();
        dropLink();
        stopped.complete(null);
        if (immediately && machine.state() != ConnectionState.CONNECTING) {
            open();
        } else if (machine.state() != ConnectionState.BACKING_OFF) {
            backOff(why, 0);
        }
    }

    /** The device is no longer linked: forget the link, keep the inbox. */
    void loggedOut(int code, String reason, boolean requested) {
        end(ConnectionState.LOGGED_OUT, reason);
        session.wipeLink().whenComplete((v, failure) -> {
            if (failure != null) {
                LOG.error("session {}: the void credentials could not be removed", session.name(), failure);
            }
            session.publish(new LoggedOut(requested, code, reason));
        });
    }

    /** @throws IllegalStateException if the present state cannot end so; nothing has changed then */
    void end(ConnectionState state, @Nullable String reason) {
        if (machine.state() != state) {
            machine.requireEdge(state);
        }
        linkNumber++;
        closeLink();
        dropLink();
        stopped.complete(null);
        if (machine.state() != state) {
            move(state, reason);
            session.features().forEach(feature -> feature.onEnd(state));
        }
    }

    /**
     * The store is lost, and with it the session.
     *
     * @return the state that it was in before it failed
     */
    ConnectionState storeLost(StoreException cause) {
        if (machine.state() != ConnectionState.FAILED) {
            end(ConnectionState.FAILED, "the store is lost: " + cause.code());
        }
        return beforeFailure;
    }

    CompletionStage<Void> stop() {
        if (!ConnectionStateMachine.isEnded(machine.state())) {
            end(ConnectionState.STOPPED, null);
        }
        return stopped;
    }

    private void move(ConnectionState next, @Nullable String reason) {
        ConnectionState previous = machine.state();
        machine.moveTo(next);
        if (next == ConnectionState.FAILED) {
            beforeFailure = previous;
        }
        if (reason != null || next == ConnectionState.READY) {
            trouble = reason;
        }
        published = next;
        LOG.info("session {}: {} -> {}{}", session.name(), previous, next, reason == null ? "" : ": " + reason);
        session.publish(new ConnectionChanged(next, previous, reason));
    }

    private void setTimer(Duration delay, Runnable task) {
        cancelTimer();
        Scheduling.Cancellable[] own = new Scheduling.Cancellable[1];
        own[0] = environment
                .scheduling()
                .schedule(
                        delay,
                        () -> session.mailbox().execute(() -> {
                            if (timer == own[0]) {
                                timer = null;
                                task.run();
                            }
                        }));
        timer = own[0];
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
