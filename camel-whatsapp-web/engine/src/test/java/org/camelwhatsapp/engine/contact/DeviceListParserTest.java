package org.camelwhatsapp.engine.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ADVKeyIndexList;
import org.camelwhatsapp.proto.ADVSignedKeyIndexList;
import org.junit.jupiter.api.Test;

class DeviceListParserTest {
    private static Node device(int id, int keyIndex) {
        return Node.builder("device")
                .attr("id", id)
                .attr("key-index", keyIndex < 0 ? null : Integer.toString(keyIndex))
                .build();
    }

    private static Node user(Node indexes, Node... devices) {
        return Node.of(
                "user",
                Node.builder("devices")
                        .child(Node.of("device-list", devices))
                        .child(indexes)
                        .build());
    }

    private static Node indexes(int current, Integer... valid) {
        ByteString details = ADVKeyIndexList.newBuilder()
                .setCurrentIndex(current)
                .addAllValidIndexes(java.util.List.of(valid))
                .build()
                .toByteString();
        return Node.of(
                "key-index-list",
                ADVSignedKeyIndexList.newBuilder().setDetails(details).build().toByteArray());
    }

    @Test
    void takesAllDevicesWhereNothingIsSaidAboutTheirKeys() {
        assertThat(DeviceListParser.parse(user(null, device(0, -1), device(3, -1), device(7, 2))))
                .containsExactly(0, 3, 7);
    }

    @Test
    void leavesOutDevicesWhoseKeyWasWithdrawn() {
        Node user = user(
                indexes(5, 1, 4), device(0, -1), device(1, 1), device(2, 2), device(3, 4), device(4, 6), device(5, -1));
        assertThat(DeviceListParser.parse(user)).containsExactly(0, 1, 3, 4);
    }

    @Test
    void believesAllDevicesWhereTheListOfKeysCannotBeRead() {
        Node broken = Node.of("key-index-list", new byte[] {(byte) 0xff, 1, 2});
        assertThat(DeviceListParser.parse(user(broken, device(0, -1), device(9, 1))))
                .containsExactly(0, 9);
    }

    @Test
    void dropsNumbersThatAreNone() {
        Node user = user(null, device(0, -1), device(-4, -1), device(65_536, -1), device(65_535, -1));
        assertThat(DeviceListParser.parse(user)).containsExactly(0, 65_535);
    }

    @Test
    void takesNoMoreThan256() {
        Node[] devices = new Node[1_000];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = device(i, -1);
        }
        assertThat(DeviceListParser.parse(user(null, devices))).hasSize(256);
    }

    @Test
    void aUserWithoutListHasNoDevices() {
        assertThat(DeviceListParser.parse(Node.of("user"))).isEmpty();
        assertThat(DeviceListParser.parse(Node.of("user", Node.of("devices")))).isEmpty();
    }
}
