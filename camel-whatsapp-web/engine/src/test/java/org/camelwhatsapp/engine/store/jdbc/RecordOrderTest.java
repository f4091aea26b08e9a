package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, ranges and lookups of records: in the order of the bytes of their keys, and of any number. */
class RecordOrderTest extends StoreTestBase {
    @Override
    DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }

    private void put(String... keys) {
        commit(device, t -> {
            for (String key : keys) {
                t.put(device.preKeys(), key, bytes(2, key.length()));
            }
        });
    }

    private static <K> List<K> keys(List<Map.Entry<K, byte[]>> records) {
        return records.stream().map(Map.Entry::getKey).toList();
    }

    @ParameterizedTest
    @CsvSource({
        // From, until, limit, what there is of a, ab, b, c, ca.
        "a,  c,  10, a ab b",
        "a,  c,  2,  a ab",
        "a,  c,  0,  ''",
        // The first key may be among them, the last may not.
        "ab, c,  10, ab b",
        "ab, ab, 10, ''",
        // Bounds that are no keys.
        "aa, bb, 10, ab b",
        "'', z,  10, a ab b c ca",
        "d,  z,  10, ''",
        // The wrong way round.
        "c,  a,  10, ''"
    })
    void aRangeHasTheKeysBetweenItsBounds(String from, String until, int limit, String expected) {
        put("c", "ab", "a", "ca", "b");
        assertThat(keys(device.preKeys().range(from, until, limit)))
                .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void aRangeIsReadPageByPage() {
        put(IntStream.range(0, 25).mapToObj(i -> String.format("k%02d", i)).toArray(String[]::new));
        List<String> read = new ArrayList<>();
        String from = "k";
        for (List<String> page = keys(device.preKeys().range(from, "l", 10));
                !page.isEmpty();
                page = keys(device.preKeys().range(from, "l", 10))) {
            read.addAll(page);
            from = page.get(page.size() - 1) + "\0";
        }
        assertThat(read).hasSize(25).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aRangeBringsTheValuesOfItsKeysAndOfNoOtherTableOrSession() {
        put("a", "bb");
        commit(device, t -> t.put(device.messageSecrets(), "b", bytes(3, 9)));
        try (DeviceStore other = store.open("other")) {
            commit(other, t -> t.put(other.preKeys(), "b", bytes(3, 9)));
            assertThat(device.preKeys().range("a", "c", 10))
                    .satisfiesExactly(
                            first -> assertThat(first.getValue()).isEqualTo(bytes(2, 1)),
                            second -> assertThat(second.getValue()).isEqualTo(bytes(2, 2)));
            assertThat(keys(other.preKeys().range("a", "c", 10))).containsExactly("b");
        }
    }

    /** Bytes are compared without a sign: a letter of two bytes comes after every one of one byte. */
    @Test
    void textsAreInTheOrderOfTheirBytes() {
        put("é", "z", "10", "9", "Z", "", "漢");
        assertThat(keys(device.preKeys().list(10))).containsExactly("", "10", "9", "Z", "z", "é", "漢");
    }

    @Test
    void addressesAreInTheOrderOfServerThenDeviceThenUser() {
        List<Jid> ordered = List.of(
                Jid.phone("2"),
                Jid.phone("30"),
                new Jid("1", 1, Jid.PN_SERVER),
                new Jid("1", 256, Jid.PN_SERVER),
                Jid.lid("1"),
                Jid.group("1"),
                Jid.of("1", "elsewhere.example"));
        commit(device, t -> {
            for (int i = ordered.size() - 1; i >= 0; i--) {
                t.put(device.deviceLists(), ordered.get(i), bytes(1, i));
            }
        });
        assertThat(keys(device.deviceLists().list(10))).containsExactlyElementsOf(ordered);
        assertThat(keys(device.deviceLists().range(ordered.get(1), ordered.get(5), 10)))
                .containsExactlyElementsOf(ordered.subList(1, 5));
    }

    @Test
    void sessionsAreInTheOrderOfDeviceThenName() {
        SignalAddress first = new SignalAddress("2", 0);
        SignalAddress second = new SignalAddress("2_1", 0);
        SignalAddress third = new SignalAddress("1", 1);
        commit(
                device,
                t -> List.of(third, second, first).forEach(address -> t.put(device.sessions(), address, bytes(1, 1))));
        assertThat(keys(device.sessions().list(10))).containsExactly(first, second, third);
    }

    @Test
    void theSenderKeysOfAGroupStandTogether() {
        List<SenderKeyName> names = new ArrayList<>();
        for (String group : List.of("1", "2")) {
            for (int sender = 0; sender < 3; sender++) {
                names.add(new SenderKeyName(Jid.group(group), new SignalAddress("s" + sender, 7)));
            }
        }
        commit(device, t -> {
            for (int at : new int[] {3, 0, 5, 1, 4, 2}) {
                t.put(device.senderKeys(), names.get(at), bytes(1, at));
            }
        });
        assertThat(keys(device.senderKeys().list(10))).containsExactlyElementsOf(names);
        assertThat(keys(device.senderKeys().range(names.get(0), names.get(3), 10)))
                .containsExactlyElementsOf(names.subList(0, 3));
    }

    /** One, eight, sixty-four or five hundred keys are asked for in one statement: around each. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 63, 64, 65, 499, 500, 501, 1_000, 1_001})
    void anyNumberOfKeysIsLookedUp(int count) {
        List<String> asked = IntStream.range(0, count).mapToObj(i -> "k" + i).toList();
        commit(device, t -> {
            for (int i = 0; i < count; i += 2) {
                t.put(device.preKeys(), "k" + i, bytes(2, i));
            }
        });
        Map<String, byte[]> found = device.preKeys().getMany(asked);
        assertThat(found).hasSize((count + 1) / 2);
        found.forEach(
                (key, value) -> assertThat(value).as(key).isEqualTo(bytes(2, Integer.parseInt(key.substring(1)))));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "4, 4", "5, 5", "6, 5"})
    void aListIsAsLongAsAskedOrAsThereAre(int limit, int length) {
        put("a", "b", "c", "d", "e");
        assertThat(device.preKeys().list(limit)).hasSize(length);
        assertThat(device.preKeys().range("", "z", limit)).hasSize(length);
    }

    @Test
    void aValueThatWasReadMayBeChangedByItsReader() {
        put("a");
        byte[] read = device.preKeys().get("a");
        read[0] = 99;
        assertThat(device.preKeys().get("a")).isEqualTo(bytes(2, 1));
    }

    /** The order of any keys is that of their bytes, whatever was written and deleted in between. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void listAndRangeAgreeWithASortedMap(long seed) {
        Random random = new Random(seed);
        Comparator<String> byBytes = Comparator.comparing(key -> HexFormat.of().formatHex(KeyCodec.TEXT.encode(key)));
        TreeMap<String, byte[]> model = new TreeMap<>(byBytes);
        for (int round = 0; round < 20; round++) {
            commit(device, t -> {
                for (int i = 0; i < 10; i++) {
                    String key = key(random);
                    if (random.nextInt(3) == 0) {
                        model.remove(key);
                        t.delete(device.preKeys(), key);
                    } else {
                        byte[] value = bytes(4, random.nextInt());
                        model.put(key, value);
                        t.put(device.preKeys(), key, value);
                    }
                }
            });
            String one = key(random);
            String two = key(random);
            String from = byBytes.compare(one, two) <= 0 ? one : two;
            String until = from.equals(one) ? two : one;
            assertThat(device.preKeys().count()).isEqualTo(model.size());
            assertSame(device.preKeys().list(1_000), model);
            assertSame(device.preKeys().range(from, until, 1_000), model.subMap(from, until));
        }
    }

    private static String key(Random random) {
        StringBuilder key = new StringBuilder();
        for (int length = random.nextInt(4); length > 0; length--) {
            key.append("az\0é漢/".charAt(random.nextInt(6)));
        }
        return key.toString();
    }

    private static void assertSame(List<Map.Entry<String, byte[]>> read, Map<String, byte[]> expected) {
        assertThat(keys(read)).containsExactlyElementsOf(expected.keySet());
        read.forEach(record -> assertThat(record.getValue()).isEqualTo(expected.get(record.getKey())));
    }
}
