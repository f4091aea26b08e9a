package org.camelwhatsapp.simulator.appstate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppStateException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdSnapshot;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.iq.RequestHandlers;
import org.camelwhatsapp.simulator.media.MediaHost;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;

/**
 * Answers requests about the app state. Unlike the real server it can read what devices upload, and refuses what is not
 * genuine. Event loop only. Source: docs/protocol.md, "App state".
 */
public final class AppStateServer {
    private static final int PAGE = 10;

    private final World world;
    private final MediaHost media;
    private final Map<Account, AccountAppState> states = new HashMap<>();

    private AppStateServer(World world, MediaHost media) {
        this.world = world;
        this.media = media;
    }

    public static AppStateServer register(RequestHandlers handlers, World world, MediaHost media) {
        AppStateServer server = new AppStateServer(world, media);
        handlers.on("w:sync:app:state", "set", "sync", (connection, device, request) -> {
            Node.Builder sync = Node.builder("sync");
            for (Node collection : request.requireChild("sync").children("collection")) {
                sync.child(server.answer(device, collection));
            }
            connection.send(Stanzas.result(request, sync.build()));
        });
        return server;
    }

    public AccountAppState of(Account account) {
        return states.computeIfAbsent(account, a -> new AccountAppState(world, a, media));
    }

    private Node answer(Device device, Node request) {
        String wireName = request.requireAttr("name");
        AppStateCollection name = AppStateCollection.of(wireName);
        if (name == null) {
            return failed(wireName, 400, "bad-request").build();
        }
        AccountAppState state = of(device.account());
        StoredCollection collection = state.collection(name);
        Node patch = request.child("patch");
        long version = request.longAttr("version", 0);
        if (patch == null) {
            boolean snapshot = request.attr("return_snapshot", "false").equals("true");
            return fetch(state, collection, version, snapshot);
        }
        try {
            SyncdPatch uploaded = SyncdPatch.parseFrom(patch.requireBytes());
            state.tell(collection.append(version, uploaded, uploaded, state.lookup()));
        } catch (ConflictException e) {
            return failed(wireName, 409, "conflict")
                    .child(patches(state, collection, version))
                    .build();
        } catch (AppStateException | InvalidProtocolBufferException e) {
            state.countRejected();
            return failed(wireName, 400, "bad-request").build();
        }
        announce(world, state, collection, device.id());
        return Node.builder("collection")
                .attr("name", wireName)
                .attr("version", collection.state().version())
                .build();
    }

    private static Node.Builder failed(String name, int code, String text) {
        return Node.builder("collection")
                .attr("name", name)
                .attr("type", "error")
                .child(Node.builder("error")
                        .attr("code", code)
                        .attr("text", text)
                        .build());
    }

    private static Node fetch(
            AccountAppState state, StoredCollection collection, long version, boolean snapshotWanted) {
        List<SyncdPatch> patches = collection.after(version);
        Node.Builder answer =
                Node.builder("collection").attr("name", collection.name().wireName());
        if ((snapshotWanted || patches == null) && collection.state().version() > 0) {
            SyncdSnapshot snapshot = collection.snapshot(state.newest());
            if (state.takeSpoilt(collection.name())) {
                snapshot = snapshot.toBuilder().setMac(flip(snapshot.getMac())).build();
            }
            return answer.attr("version", collection.state().version())
                    .child(Node.of(
                            "snapshot", state.publish(snapshot.toByteArray()).toByteArray()))
                    .build();
        }
        boolean more = patches != null && patches.size() > PAGE;
        return answer.attr("version", collection.state().version())
                .attr("has_more_patches", more ? "true" : null)
                .child(patches(state, collection, version))
                .build();
    }

    private static Node patches(AccountAppState state, StoredCollection collection, long version) {
        Node.Builder nodes = Node.builder("patches");
        List<SyncdPatch> patches = collection.after(version);
        if (patches != null) {
            patches.stream().limit(PAGE).forEach(patch -> {
                boolean spoilt = state.takeSpoilt(collection.name());
                SyncdPatch sent = spoilt
                        ? patch.toBuilder()
                                .setPatchMac(flip(patch.getPatchMac()))
                                .build()
                        : patch;
                nodes.child(Node.of("patch", sent.toByteArray()));
            });
        }
        return nodes.build();
    }

    private static ByteString flip(ByteString mac) {
        byte[] bytes = mac.toByteArray();
        bytes[0] ^= 1;
        return ByteString.copyFrom(bytes);
    }

    /** Tells the devices of an account, but the one that did it, that a collection has changed. */
    static void announce(World world, AccountAppState state, StoredCollection collection, int actor) {
        Node notification = world.router()
                .notification("server_sync", Jid.SERVER)
                .child(Node.builder("collection")
                        .attr("name", collection.name().wireName())
                        .attr("version", collection.state().version())
                        .build())
                .build();
        for (Device device : state.account().devices()) {
            if (device.id() != actor) {
                device.deliver(notification);
            }
        }
    }
}
