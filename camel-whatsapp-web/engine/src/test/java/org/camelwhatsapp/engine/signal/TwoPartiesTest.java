package org.camelwhatsapp.engine.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * Two devices, and a network that delays, loses, repeats, reorders and forges, while either of them starts anew at any
 * time. Every message is read exactly once unless it is more than four turns of its sender old; what fails changes
 * nothing; and in the end both understand each other.
 */
class TwoPartiesTest {
    private static final int TURNS_KEPT = 4;
    private static final int MAX_RESTARTS = 12;

    private record Letter(String text, Ciphertext ciphertext, String session, String ratchet) {}

    /** One direction: what is under way, and the ratchet keys used so far in each session. */
    private static final class Lane {
        final SignalParty from;
        final SignalParty to;
        final List<Letter> underWay = new ArrayList<>();
        final List<Letter> read = new ArrayList<>();
        final Map<String, Set<String>> turns = new LinkedHashMap<>();
        int restarts;

        Lane(SignalParty from, SignalParty to) {
            this.from = from;
            this.to = to;
        }

        void send(String text) {
            if (from.record.isEmpty()) {
                start();
            }
            Ciphertext ciphertext = from.encrypt(text.getBytes(UTF_8));
            byte[] message = ciphertext.preKey()
                    ? PreKeyMessage.parse(ciphertext.bytes()).message()
                    : ciphertext.bytes();
            String ratchet =
                    HexFormat.of().formatHex(RatchetMessage.parse(message).ratchetKey());
            String session = HexFormat.of().formatHex(from.record.baseKey());
            turns.computeIfAbsent(session, s -> new LinkedHashSet<>()).add(ratchet);
            underWay.add(new Letter(text, ciphertext, session, ratchet));
        }

        void start() {
            if (restarts++ < MAX_RESTARTS) {
                from.cipher.initiate(from.record, to.bundle(restarts), from.self);
            }
        }

        boolean mustBeReadable(Letter letter) {
            List<String> keys = new ArrayList<>(turns.get(letter.session));
            return keys.size() - keys.indexOf(letter.ratchet) <= TURNS_KEPT;
        }

        void deliver(int pick) {
            if (underWay.isEmpty()) {
                return;
            }
            Letter letter = underWay.remove(Math.floorMod(pick, underWay.size()));
            byte[] before = to.record.serialize();
            try {
                assertThat(to.decrypt(letter.ciphertext)).isEqualTo(letter.text.getBytes(UTF_8));
                read.add(letter);
            } catch (SignalException e) {
                assertThat(mustBeReadable(letter))
                        .as("%s lost: %s", letter.text, e.reason())
                        .isFalse();
                assertThat(to.record.serialize()).isEqualTo(before);
            }
        }

        void repeat(int pick) {
            if (!read.isEmpty()) {
                expectRefusal(read.get(Math.floorMod(pick, read.size())).ciphertext);
            }
        }

        void forge(int pick) {
            if (!underWay.isEmpty()) {
                Ciphertext genuine = underWay.get(Math.floorMod(pick, underWay.size())).ciphertext;
                byte[] forged = genuine.bytes().clone();
                forged[forged.length - 1 - Math.floorMod(pick, 8)] ^= 0x10;
                expectRefusal(new Ciphertext(genuine.preKey(), forged));
            }
        }

        private void expectRefusal(Ciphertext ciphertext) {
            byte[] before = to.record.serialize();
            try {
                to.decrypt(ciphertext);
                fail("a message was read that was read before, or forged");
            } catch (SignalException e) {
                assertThat(to.record.serialize()).isEqualTo(before);
            }
        }
    }

    @Property(tries = 120)
    void understandEachOtherWhateverTheNetworkDoes(@ForAll @Size(max = 150) List<Byte> script) {
        SignalParty alice = new SignalParty(1);
        SignalParty bob = new SignalParty(2);
        Lane toBob = new Lane(alice, bob);
        Lane toAlice = new Lane(bob, alice);
        int sent = 0;
        for (byte step : script) {
            Lane lane = (step & 1) == 0 ? toBob : toAlice;
            int pick = step >> 4;
            switch (step >> 1 & 7) {
                case 0, 1 -> lane.send("m" + sent++);
                case 2, 3, 4 -> lane.deliver(pick);
                case 5 -> lane.repeat(pick);
                case 6 -> lane.forge(pick);
                default -> {
                    if (pick == 0) {
                        lane.start();
                    } else if (pick == 1 && !lane.underWay.isEmpty()) {
                        lane.underWay.remove(0);
                    }
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            for (Lane lane : List.of(toBob, toAlice)) {
                lane.underWay.clear();
                lane.send("end " + i);
                lane.deliver(0);
                assertThat(lane.read.get(lane.read.size() - 1).text).isEqualTo("end " + i);
            }
        }
    }
}
