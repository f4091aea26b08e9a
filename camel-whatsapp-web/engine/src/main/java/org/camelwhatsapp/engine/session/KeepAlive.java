package org.camelwhatsapp.engine.session;

import java.time.Duration;
import java.time.Instant;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * Drops a connection that has died without saying so. Silence of inbound stanzas decides, whatever is being sent: after
 * the interval a ping is sent, and when nothing at all came within the deadline after it, the connection is dropped.
 * Source: docs/protocol.md, "Keep-alive". Mailbox only.
 */
final class KeepAlive {
    private static final double JITTER = 0.2;

    private final Environment environment;
    private final Mailbox mailbox;
    private final Duration interval;
    private final Duration deadline;
    private final Runnable onDead;
    private final StanzaChannel wire;
    private Instant lastInbound = Instant.EPOCH;
    /** The silence that leads to the next ping: the interval, less some jitter that is drawn anew for each ping. */
    private Duration patience;

    private @Nullable Instant pingedAt;
    private Scheduling.@Nullable Cancellable timer;

    KeepAlive(Environment environment, Mailbox mailbox, StanzaChannel wire, KeepAliveOptions options, Runnable onDead) {
        this.environment = environment;
        this.mailbox = mailbox;
        this.wire = wire;
        this.interval = options.interval();
        this.deadline = options.deadline();
        this.patience = options.interval();
        this.onDead = onDead;
    }

    void start() {
        lastInbound = environment.time().instant();
        pingedAt = null;
        patience = jittered(interval);
        scheduleNext(patience);
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    void onInbound() {
        lastInbound = environment.time().instant();
        pingedAt = null;
    }

    Instant lastInbound() {
        return lastInbound;
    }

    private void scheduleNext(Duration delay) {
        stop();
        timer = environment.scheduling().schedule(delay, () -> mailbox.execute(this::check));
    }

    private void check() {
        if (timer == null) {
            return;
        }
        Instant now = environment.time().instant();
        if (now.isBefore(lastInbound)) {
            // Somebody set the clock back: without this, nothing would count as silence until it has caught up.
            lastInbound = now;
            pingedAt = null;
        }
        Instant pinged = pingedAt;
        if (pinged != null) {
            if (!now.isBefore(pinged.plus(deadline))) {
                stop();
                onDead.run();
                return;
            }
            scheduleNext(Duration.between(now, pinged.plus(deadline)));
            return;
        }
        Duration silent = Duration.between(lastInbound, now);
        if (silent.compareTo(patience) < 0) {
            scheduleNext(patience.minus(silent));
            return;
        }
        pingedAt = now;
        patience = jittered(interval);
        wire.send(Node.builder("iq")
                .attr("id", wire.newId())
                .attr("xmlns", "w:p")
                .attr("type", "get")
                .attr("to", Jid.SERVER)
                .child(Node.of("ping"))
                .build());
        scheduleNext(deadline);
    }

    private Duration jittered(Duration duration) {
        double share = 1.0 - JITTER * environment.random().nextDouble();
        return Duration.ofMillis(Math.max(1, Math.round(duration.toMillis() * share)));
    }
}
