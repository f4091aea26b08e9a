package org.camelwhatsapp.simulator.iq;

import java.util.Map;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.phone.Phones;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.PublishedKeys;
import org.jspecify.annotations.Nullable;

/** Pre-keys: count, upload, digest, rotation, and handing them out once each. */
public final class PreKeyRequests {
    private static final byte[] CURVE_25519 = {5};
    private static final int LOW = 5;

    private final World world;
    private final Phones phones;

    private PreKeyRequests(World world, Phones phones) {
        this.world = world;
        this.phones = phones;
    }

    public static PreKeyRequests register(RequestHandlers handlers, World world, Phones phones) {
        PreKeyRequests requests = new PreKeyRequests(world, phones);
        handlers.on(
                "encrypt",
                "get",
                "count",
                (connection, device, request) -> connection.send(Stanzas.result(
                        request,
                        Node.builder("count")
                                .attr("value", device.keys().count())
                                .build())));
        handlers.on(
                "encrypt",
                "get",
                "digest",
                (connection, device, request) -> connection.send(Stanzas.result(request, digest(device.keys()))));
        handlers.on("encrypt", "set", "rotate", (connection, device, request) -> {
            device.keys().rotate(signed(request.requireChild("rotate").requireChild("skey")));
            connection.send(Stanzas.result(request));
        });
        handlers.on(
                "encrypt",
                "get",
                "key",
                (connection, device, request) ->
                        connection.send(Stanzas.result(request, requests.handOut(request.requireChild("key")))));
        handlers.on("encrypt", "set", "*", (connection, device, request) -> {
            upload(device.keys(), request);
            connection.send(Stanzas.result(request));
        });
        return requests;
    }

    /** Hands out one-time keys of a device, as to strangers who begin to write, until this many are left. */
    public void useUp(Device device, int left) {
        while (device.keys().count() > left) {
            device.keys().take();
        }
        tellIfLow(device);
    }

    private static byte[][] signed(Node skey) {
        return new byte[][] {
            skey.requireChild("id").requireBytes(3),
            skey.requireChild("value").requireBytes(32),
            skey.requireChild("signature").requireBytes(64)
        };
    }

    private static void upload(PublishedKeys keys, Node request) {
        for (Node key : request.requireChild("list").children("key")) {
            keys.add(
                    number(key.requireChild("id").requireBytes(3)),
                    key.requireChild("value").requireBytes(32));
        }
        Node skey = request.child("skey");
        if (skey != null) {
            keys.rotate(signed(skey));
        }
    }

    private static Node digest(PublishedKeys keys) {
        Node.Builder list = Node.builder("list");
        byte[][] hashed = new byte[3 + keys.count()][];
        hashed[0] = keys.identity();
        hashed[1] = keys.signedValue();
        hashed[2] = keys.signedSignature();
        int index = 3;
        for (Map.Entry<Integer, byte[]> key : keys.oneTime().entrySet()) {
            list.child(Node.of("id", id(key.getKey())));
            hashed[index++] = key.getValue();
        }
        return Node.of(
                "digest",
                Node.of("registration", keys.registration()),
                Node.of("type", CURVE_25519),
                Node.of("identity", keys.identity()),
                signedNode(keys),
                list.build(),
                Node.of("hash", Hashes.sha1(hashed)));
    }

    private static Node signedNode(PublishedKeys keys) {
        return Node.of(
                "skey",
                Node.of("id", keys.signedId()),
                Node.of("value", keys.signedValue()),
                Node.of("signature", keys.signedSignature()));
    }

    private Node handOut(Node wanted) {
        Node.Builder list = Node.builder("list");
        for (Node user : wanted.children("user")) {
            Jid jid = user.requireJid("jid");
            Account account = world.directory().account(jid);
            PublishedKeys keys = account == null ? null : keysOf(account, jid.device());
            list.child(keys == null ? unknown(jid) : bundle(jid, keys, identityOf(account, jid.device())));
            Device device = account == null ? null : account.device(jid.device());
            if (device != null) {
                tellIfLow(device);
            }
        }
        return list.build();
    }

    private @Nullable PublishedKeys keysOf(Account account, int deviceId) {
        if (deviceId == 0) {
            return phones.keysOf(account);
        }
        Device device = account.device(deviceId);
        return device == null ? null : device.keys();
    }

    /** A device with fewer than five keys is told, once until it uploads more. */
    private void tellIfLow(Device device) {
        int left = device.keys().count();
        if (left < LOW && device.keys().announceLow()) {
            device.deliver(Node.builder("notification")
                    .attr("type", "encrypt")
                    .attr("from", Jid.SERVER)
                    .attr("id", world.newId())
                    .attr("t", world.nowSeconds())
                    .child(Node.builder("count").attr("value", left).build())
                    .build());
        }
    }

    private static byte @Nullable [] identityOf(@Nullable Account account, int deviceId) {
        Device device = account == null ? null : account.device(deviceId);
        return device == null ? null : device.signedIdentity();
    }

    private static Node unknown(Jid jid) {
        return Node.builder("user")
                .attr("jid", jid)
                .child(Node.builder("error")
                        .attr("code", 404)
                        .attr("text", "item-not-found")
                        .build())
                .build();
    }

    private Node bundle(Jid jid, PublishedKeys keys, byte @Nullable [] identity) {
        Map.Entry<Integer, byte[]> oneTime = keys.take();
        return Node.builder("user")
                .attr("jid", jid)
                .attr("t", world.nowSeconds())
                .child(Node.of("registration", keys.registration()))
                .child(Node.of("type", CURVE_25519))
                .child(Node.of("identity", keys.identity()))
                .child(signedNode(keys))
                .child(
                        oneTime == null
                                ? null
                                : Node.of(
                                        "key",
                                        Node.of("id", id(oneTime.getKey())),
                                        Node.of("value", oneTime.getValue())))
                .child(identity == null ? null : Node.of("device-identity", identity))
                .build();
    }

    private static byte[] id(int id) {
        return new byte[] {(byte) (id >>> 16), (byte) (id >>> 8), (byte) id};
    }

    private static int number(byte[] bytes) {
        return (bytes[0] & 0xFF) << 16 | (bytes[1] & 0xFF) << 8 | bytes[2] & 0xFF;
    }
}
