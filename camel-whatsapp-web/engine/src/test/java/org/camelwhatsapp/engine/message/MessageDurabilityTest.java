package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.MessageUnavailable;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two devices of one account and one of another write to each other, and to a group, while connections break, disks fail, listeners fail and
 * processes end, at every point where something waits for something. Afterwards each message that was accepted for sending
 * was seen by every other device, no second time unmarked, and in the order of its chat; none that was refused was seen; no
 * key encrypted two messages; nothing could not be read. The course follows from the seed, which a failure names.
 */
class MessageDurabilityTest {
    private static final int STEPS = 1_000;
    private static final Jid ALICE = Jid.lid("1001");
    private static final Jid BOB = Jid.lid("2002");
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final List<Jid> DEVICES = List.of(ALICE.withDevice(1), ALICE.withDevice(2), BOB.withDevice(1));

    private record Sent(MessagingDevice by, Jid chat, String id) {}

    private final PostOffice server = new PostOffice();
    private final List<MessagingDevice> devices = new ArrayList<>();
    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<SendResult>> results = new HashMap<>();
    /** Messages that must arrive, and those that must not. */
    private final Map<String, Boolean> decided = new HashMap<>();
    /** By device and message: how often it came, and how often unmarked. */
    private final Map<String, int[]> seen = new HashMap<>();
    /** By device: messages in the order in which they came first. */
    private final Map<MessagingDevice, List<String>> arrivals = new HashMap<>();
    /** Messages that their caller tried again, so that others may have overtaken them. */
    private final Set<String> repeated = new HashSet<>();

    private Random random;

    static List<Long> seeds() {
        Long replay = Long.getLong("durability.seed");
        if (replay != null) {
            return List.of(replay);
        }
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= Integer.getInteger("durability.runs", 150); seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostAndNothingComesTwice(long seed) {
        random = new Random(seed);
        for (Jid address : DEVICES) {
            Jid number = new Jid("1555" + address.user(), address.device(), Jid.PN_SERVER);
            MessagingDevice device = new MessagingDevice(address, number, DEVICES, seed * 10 + devices.size());
            devices.add(device);
            server.add(device);
        }
        devices.forEach(this::connect);
        settle();
        for (int step = 0; step < STEPS; step++) {
            act(devices.get(random.nextInt(devices.size())));
        }
        settle();
        check();
    }

    private void act(MessagingDevice device) {
        ScriptedSession process = device.process;
        int dice = random.nextInt(100);
        if (dice < 3) {
            end(device);
        } else if (!process.ready && dice < 40) {
            connect(device);
        } else if (dice < 6) {
            cut(device);
        } else if (dice < 22) {
            send(device);
        } else if (dice < 42) {
            hand(device);
        } else if (dice < 66) {
            serve(device, dice > 44);
        } else if (dice < 82) {
            listen(device, random.nextInt(4) == 0);
        } else if (dice < 92) {
            write(device);
        } else {
            process.loop.advance(Duration.ofMillis(random.nextInt(3_000)));
        }
        process.loop.run();
        observe(device);
    }

    private void hand(MessagingDevice device) {
        if (device.process.ready && random.nextInt(8) == 0) {
            server.handAgain(device, random.nextInt(1_000));
        } else if (device.process.ready && server.hasMail(device)) {
            server.hand(device);
        }
    }

    /** The server does what it was asked; when the device does not hear of it, the connection has broken. */
    private void serve(MessagingDevice device, boolean heard) {
        if (!device.process.requests.isEmpty()) {
            server.serve(device, heard);
            if (!heard) {
                cut(device);
            }
        }
    }

    /** The disk stands still, writes one thing, or everything. */
    private void write(MessagingDevice device) {
        switch (random.nextInt(3)) {
            case 0 -> device.disk.hold();
            case 1 -> {
                if (device.disk.heldCommits() > 0) {
                    device.disk.releaseFirst();
                }
            }
            default -> device.disk.release();
        }
    }

    /** Sometimes the caller tries a message again whose fate it does not know. */
    private void send(MessagingDevice device) {
        List<Sent> own = sent.values().stream().filter(one -> one.by == device).toList();
        boolean again = !own.isEmpty() && random.nextInt(5) == 0;
        Jid other = device.address.isSameUser(ALICE) ? BOB : ALICE;
        Jid chat = random.nextInt(3) == 0 ? GROUP : other;
        Sent message = again ? own.get(random.nextInt(own.size())) : new Sent(device, chat, "M" + sent.size());
        sent.put(message.id, message);
        if (again) {
            repeated.add(message.id);
        }
        if (again && wasAccepted(message)) {
            decided.put(message.id, true);
        }
        results.put(message.id, device.send(message.chat, message.id));
    }

    private void listen(MessagingDevice device, boolean failing) {
        if (!device.process.deliveries.isEmpty()) {
            device.process.settle(failing ? new IllegalStateException("the route failed") : null);
        }
    }

    private void connect(MessagingDevice device) {
        server.connected(device.address);
        device.connect();
        observe(device);
    }

    private void cut(MessagingDevice device) {
        device.process.cut();
        observe(device);
    }

    /** The process ends, sometimes because the disk failed. */
    private void end(MessagingDevice device) {
        if (random.nextBoolean()) {
            device.disk.fail();
            int before = device.process.outward.size();
            device.disk.release();
            device.process.loop.run();
            assertThat(device.process.outward.stream().skip(before).filter(out -> out instanceof MessageReceived))
                    .as("delivered what is not on the disk")
                    .isEmpty();
            // What leaves after the failure is not read: the connection is closed with the session.
            device.process.sent.clear();
        }
        observe(device);
        decide(device);
        device.crash();
    }

    /** What a caller was told, or what is on the disk, says whether a message must arrive. */
    private void decide(MessagingDevice device) {
        sent.values().stream().filter(one -> one.by == device).forEach(one -> {
            if (wasAccepted(one) || device.disk.mail().isInOutbox(one.id)) {
                decided.put(one.id, true);
            } else {
                decided.putIfAbsent(one.id, false);
            }
        });
    }

    private boolean wasAccepted(Sent message) {
        CompletableFuture<SendResult> result = results.get(message.id);
        return result.isDone() && !result.isCompletedExceptionally();
    }

    /** Takes down what a device's listeners were given. */
    private void observe(MessagingDevice device) {
        server.read(device);
        for (Object out : List.copyOf(device.process.outward)) {
            if (out instanceof Event event) {
                assertThat(event).isNotInstanceOf(MessageUnavailable.class);
            }
            if (out instanceof MessageReceived received) {
                String id = received.message().key().id();
                int[] counts = seen.computeIfAbsent(device.address + " " + id, key -> new int[2]);
                if (counts[0]++ == 0) {
                    arrivals.computeIfAbsent(device, d -> new ArrayList<>()).add(id);
                }
                counts[1] += received.message().redelivered() ? 0 : 1;
            }
        }
        device.process.outward.clear();
    }

    /** Everything works again, until nothing is left to do. */
    private void settle() {
        boolean busy = true;
        for (int round = 0; busy; round++) {
            assertThat(round).as("rounds until everything is quiet").isLessThan(2_000);
            busy = false;
            for (MessagingDevice device : devices) {
                busy |= settle(device);
            }
        }
    }

    private boolean settle(MessagingDevice device) {
        ScriptedSession process = device.process;
        boolean busy = !process.ready
                || device.disk.heldCommits() > 0
                || device.disk.mail().undelivered() > 0;
        device.disk.release();
        process.loop.run();
        if (!process.ready) {
            connect(device);
        }
        while (!process.requests.isEmpty()) {
            server.serve(device, true);
            busy = true;
        }
        while (server.hasMail(device)) {
            server.hand(device);
            busy = true;
        }
        while (!process.deliveries.isEmpty()) {
            process.settle(null);
            busy = true;
        }
        process.loop.advance(Duration.ofSeconds(61));
        observe(device);
        return busy;
    }

    private void check() {
        devices.forEach(this::decide);
        assertThat(server.complaints).isEmpty();
        assertThat(server.isEmpty()).as("everything was acknowledged").isTrue();
        for (Sent message : sent.values()) {
            for (MessagingDevice device : devices) {
                if (device != message.by) {
                    int[] counts = seen.getOrDefault(device.address + " " + message.id, new int[2]);
                    boolean arrives = decided.get(message.id);
                    assertThat(counts[0] > 0)
                            .as("%s arrived at %s", message.id, device.address)
                            .isEqualTo(arrives);
                    assertThat(counts[1])
                            .as("%s came unmarked to %s", message.id, device.address)
                            .isLessThanOrEqualTo(1);
                }
            }
        }
        assertThat(decided).as("messages that were sent").containsValue(true);
        arrivals.forEach(this::checkOrder);
    }

    private void checkOrder(MessagingDevice device, List<String> ids) {
        Map<String, List<Integer>> byChat = new HashMap<>();
        for (String id : ids) {
            Sent message = sent.get(id);
            if (!repeated.contains(id)) {
                byChat.computeIfAbsent(message.by.address + " to " + message.chat, key -> new ArrayList<>())
                        .add(Integer.parseInt(id.substring(1)));
            }
        }
        byChat.forEach((chat, numbers) -> assertThat(numbers)
                .as("%s as it came to %s", chat, device.address)
                .isSorted());
    }
}
