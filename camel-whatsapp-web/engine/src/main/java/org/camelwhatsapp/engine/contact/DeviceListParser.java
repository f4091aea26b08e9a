package org.camelwhatsapp.engine.contact;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ADVKeyIndexList;
import org.camelwhatsapp.proto.ADVSignedKeyIndexList;
import org.jspecify.annotations.Nullable;

/**
 * Reads the device list of one user out of a usync answer. Devices whose key index the account has withdrawn are left
 * out: the phone always stays, others when their index is valid or newer than the list. Source: docs/protocol.md,
 * "Fan-out".
 */
final class DeviceListParser {
    private static final int MAX_DEVICES = 256;

    private DeviceListParser() {}

    /** The device numbers; empty when there is no list. */
    static List<Integer> parse(Node user) {
        List<Integer> ids = new ArrayList<>();
        Node devices = user.child("devices");
        Node list = devices == null ? null : devices.child("device-list");
        if (devices == null || list == null) {
            return ids;
        }
        ADVKeyIndexList indexes = indexes(devices.child("key-index-list"));
        for (Node device : list.children("device")) {
            int id = device.intAttr("id", -1);
            int index = device.intAttr("key-index", -1);
            boolean valid = indexes == null
                    || id == 0
                    || index >= 0
                            && (indexes.getValidIndexesList().contains(index) || index > indexes.getCurrentIndex());
            if (id >= 0 && id <= 0xFFFF && valid && ids.size() < MAX_DEVICES) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static @Nullable ADVKeyIndexList indexes(@Nullable Node node) {
        byte[] bytes = node == null ? null : node.bytes();
        if (bytes == null) {
            return null;
        }
        try {
            return ADVKeyIndexList.parseFrom(
                    ADVSignedKeyIndexList.parseFrom(bytes).getDetails());
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }
}
