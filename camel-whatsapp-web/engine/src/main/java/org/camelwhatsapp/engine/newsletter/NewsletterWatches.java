package org.camelwhatsapp.engine.newsletter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Newsletters whose counts are wanted for longer than the server tells them: asks again when four fifths of the time have
 * passed, and with every new connection. Mailbox only.
 */
final class NewsletterWatches {
    private static final Logger LOG = LoggerFactory.getLogger(NewsletterWatches.class);
    private static final int CAPACITY = 256;
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofSeconds(600);
    private static final Scheduling.Cancellable NOTHING = () -> {};

    private final Session session;
    private final Function<Jid, CompletionStage<Duration>> subscribe;
    /** By newsletter: what asks again. */
    private final Map<Jid, Scheduling.Cancellable> timers = new LinkedHashMap<>();

    NewsletterWatches(Session session, Function<Jid, CompletionStage<Duration>> subscribe) {
        this.session = session;
        this.subscribe = subscribe;
        session.gauges().add("newsletter.watched", CAPACITY, timers::size);
    }

    int size() {
        return timers.size();
    }

    CompletionStage<Duration> add(Jid newsletter) {
        if (!timers.containsKey(newsletter) && timers.size() >= CAPACITY) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("newsletter: expected at most " + CAPACITY + " that are watched"));
        }
        return subscribe.apply(newsletter).thenApply(duration -> {
            timers.putIfAbsent(newsletter, NOTHING);
            askAgain(newsletter, duration);
            return duration;
        });
    }

    void remove(Jid newsletter) {
        Scheduling.Cancellable timer = timers.remove(newsletter);
        if (timer != null) {
            timer.cancel();
        }
    }

    /** The connection is gone: nothing is asked until the next. */
    void pause() {
        timers.replaceAll((newsletter, timer) -> {
            timer.cancel();
            return NOTHING;
        });
    }

    void resume() {
        new ArrayList<>(timers.keySet()).forEach(this::renew);
    }

    private void renew(Jid newsletter) {
        if (!timers.containsKey(newsletter)) {
            return;
        }
        subscribe.apply(newsletter).whenComplete((duration, failure) -> {
            if (failure == null) {
                askAgain(newsletter, duration);
            } else {
                LOG.debug(
                        "session {}: a newsletter cannot be watched now: {}",
                        session.name(),
                        Futures.unwrap(failure).toString());
                askAgain(newsletter, SHORTEST);
            }
        });
    }

    private void askAgain(Jid newsletter, Duration duration) {
        Scheduling.Cancellable before = timers.get(newsletter);
        if (before == null) {
            return;
        }
        before.cancel();
        Duration wait =
                duration.compareTo(SHORTEST) < 0 ? SHORTEST : duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
        timers.put(
                newsletter,
                session.environment()
                        .scheduling()
                        .schedule(
                                wait.multipliedBy(4).dividedBy(5),
                                () -> session.mailbox().execute(() -> renew(newsletter))));
    }
}
