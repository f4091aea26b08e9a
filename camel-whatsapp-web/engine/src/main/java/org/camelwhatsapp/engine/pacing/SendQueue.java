package org.camelwhatsapp.engine.pacing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.Scheduling.Cancellable;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for their turn. Of one chat they leave in the order in which they came; a chat that must pause lets
 * others go first, and among those that may go the one served longest ago goes. Mailbox only.
 */
final class SendQueue {
    static final int MAX_BUCKETS = 4_096;

    private record Waiting(String id, Runnable release) {}

    private final Environment environment;
    private final Mailbox mailbox;
    private final PacingOptions options;
    private final TokenBucket session;
    /** The server wants nothing before. */
    private final Brake brake;
    /** By chat; when there are more than 4,096, the one used longest ago goes. */
    private final Map<Jid, TokenBucket> chats = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Jid, TokenBucket> eldest) {
            return size() > MAX_BUCKETS;
        }
    };
    /** Chats with something to send, the one served longest ago first. No chat has an empty queue. */
    private final Map<Jid, Queue<Waiting>> queues = new LinkedHashMap<>();

    private final Set<String> ids = new HashSet<>();
    private @Nullable Cancellable timer;
    private long delayed;

    SendQueue(Environment environment, Mailbox mailbox, PacingOptions options) {
        this.environment = environment;
        this.mailbox = mailbox;
        this.options = options;
        this.brake = new Brake(environment);
        this.session = new TokenBucket(options.session(), options.jitter(), now());
    }

    private long now() {
        return environment.time().millis();
    }

    int size() {
        return ids.size();
    }

    /** How many chats have something to send. */
    int busyChats() {
        return queues.size();
    }

    /** Of how many chats the pace is remembered. */
    int chats() {
        return chats.size();
    }

    /** How many had to wait so far. */
    long delayed() {
        return delayed;
    }

    /** How long one more message may take to leave, behind those that wait and those that are about to. */
    long longestWaitMillis(Jid chat, int aheadInSession, int aheadInChat) {
        long now = now();
        Queue<Waiting> queue = queues.get(chat);
        int before = aheadInChat + (queue == null ? 0 : queue.size());
        return brake.leftMillis()
                + Math.max(
                        session.longestWaitMillis(now, aheadInSession + size()),
                        bucket(chat, now).longestWaitMillis(now, before));
    }

    /** Lets nothing leave for this long. */
    void pause(Duration time) {
        brake.pull(time);
        releaseDue();
    }

    /** For how long nothing leaves because the server said so, in milliseconds. */
    long pausedMillis() {
        return brake.leftMillis();
    }

    /**
     * Runs the task when its turn has come, at once if that is now. A message that waits already keeps its place.
     *
     * @param id of the message
     */
    void add(String id, Jid chat, Runnable release) {
        if (!ids.add(id)) {
            return;
        }
        queues.computeIfAbsent(chat, c -> new ArrayDeque<>()).add(new Waiting(id, release));
        releaseDue();
        if (ids.contains(id)) {
            delayed++;
        }
    }

    /** Forgets what waits. */
    void clear() {
        queues.clear();
        ids.clear();
        cancelTimer();
    }

    /** When the next one leaves, in milliseconds; 0 if none waits. */
    long nextAfterMillis() {
        long now = now();
        long soonest = Long.MAX_VALUE;
        for (Jid chat : queues.keySet()) {
            soonest = Math.min(soonest, bucket(chat, now).waitMillis(now));
        }
        return soonest == Long.MAX_VALUE ? 0 : Math.max(brake.leftMillis(), Math.max(soonest, session.waitMillis(now)));
    }

    private void releaseDue() {
        try {
            for (Waiting next = takeDue(); next != null; next = takeDue()) {
                next.release().run();
            }
        } finally {
            // The others go on, whatever became of one.
            cancelTimer();
            if (!ids.isEmpty()) {
                Duration pause = Duration.ofMillis(Math.max(1, nextAfterMillis()));
                timer = environment.scheduling().schedule(pause, () -> mailbox.execute(this::releaseDue));
            }
        }
    }

    private @Nullable Waiting takeDue() {
        long now = now();
        if (session.waitMillis(now) > 0 || brake.leftMillis() > 0) {
            return null;
        }
        Iterator<Map.Entry<Jid, Queue<Waiting>>> entries = queues.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Jid, Queue<Waiting>> entry = entries.next();
            TokenBucket bucket = bucket(entry.getKey(), now);
            if (bucket.waitMillis(now) == 0) {
                entries.remove();
                return take(entry.getKey(), entry.getValue(), bucket);
            }
        }
        return null;
    }

    private Waiting take(Jid chat, Queue<Waiting> queue, TokenBucket bucket) {
        long now = now();
        session.take(now, environment.random());
        bucket.take(now, environment.random());
        Waiting taken = queue.remove();
        ids.remove(taken.id());
        if (!queue.isEmpty()) {
            queues.put(chat, queue);
        }
        return taken;
    }

    private TokenBucket bucket(Jid chat, long now) {
        return chats.computeIfAbsent(chat, c -> new TokenBucket(options.chat(), options.jitter(), now));
    }

    private void cancelTimer() {
        Cancellable present = timer;
        timer = null;
        if (present != null) {
            present.cancel();
        }
    }
}
