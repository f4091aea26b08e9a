package org.camelwhatsapp.simulator.server;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ClientPayload;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.iq.RequestHandler;
import org.camelwhatsapp.simulator.iq.RequestHandlers;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what a connection is, logs devices in, and hands stanzas to whoever answers them. */
public final class Sessions implements ConnectionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private static final BiConsumer<Device, Node> NOBODY =
            (device, stanza) -> LOG.trace("nobody takes <{}>", stanza.tag());

    private final World world;
    private final Registrations registrations;
    private final RequestHandlers requests;
    private final Map<Device, Connection> online = new LinkedHashMap<>();
    private final Map<String, BiConsumer<Device, Node>> handlers = new HashMap<>();
    private final Map<String, RequestHandler> addressed = new HashMap<>();
    private final List<Consumer<Device>> gone = new ArrayList<>();

    public Sessions(World world, RequestHandlers requests) {
        this.world = world;
        this.requests = requests;
        this.registrations = new Registrations(world);
    }

    public Registrations registrations() {
        return registrations;
    }

    @Override
    public void onOpen(Connection connection, byte[] clientStatic, byte[] clientPayload) {
        ClientPayload payload;
        try {
            payload = ClientPayload.parseFrom(clientPayload);
        } catch (InvalidProtocolBufferException e) {
            connection.close();
            return;
        }
        if (payload.hasDevicePairingData()) {
            registrations.begin(connection, clientStatic, payload.getDevicePairingData());
        } else {
            login(connection, clientStatic, payload);
        }
    }

    private void login(Connection connection, byte[] clientStatic, ClientPayload payload) {
        Account account = world.directory().account(Jid.phone(Long.toString(payload.getUsername())));
        Device device = account == null ? null : account.device(payload.getDevice());
        if (device == null || !Arrays.equals(device.noiseKey(), clientStatic)) {
            connection.send(Node.builder("failure")
                    .attr("reason", 401)
                    .attr("location", "sim")
                    .build());
            connection.close();
            return;
        }
        Connection older = online.get(device);
        if (older != null) {
            older.setDevice(null);
            older.send(Node.of(
                    "stream:error",
                    Node.builder("conflict").attr("type", "replaced").build()));
            older.close();
        }
        device.detach();
        online.put(device, connection);
        connection.setDevice(device);
        connection.send(Node.builder("success")
                .attr("t", world.nowSeconds())
                .attr("lid", device.lid())
                .attr("display_name", device.account().pushName())
                .attr("props", 1)
                .attr("abprops", 1)
                .attr("location", "sim")
                .attr("companion_enc_static", "NULL")
                .build());
        if (!payload.getPassive()) {
            activate(connection, device);
        }
    }

    /** Starts to send what waits, and what comes. */
    public void activate(Connection connection, Device device) {
        if (device.isOnline()) {
            return;
        }
        var waiting = device.attach(connection::send);
        if (!waiting.isEmpty()) {
            long messages = waiting.stream().filter(node -> node.is("message")).count();
            long receipts = waiting.stream().filter(node -> node.is("receipt")).count();
            long calls = waiting.stream().filter(node -> node.is("call")).count();
            connection.send(Node.builder("ib")
                    .attr("from", Jid.SERVER)
                    .child(Node.builder("offline_preview")
                            .attr("count", waiting.size())
                            .attr("message", messages)
                            .attr("receipt", receipts)
                            .attr("notification", waiting.size() - messages - receipts - calls)
                            .attr("call", calls)
                            .attr("appdata", 0)
                            .build())
                    .build());
            waiting.forEach(node ->
                    connection.send(node.toBuilder().attr("offline", "1").build()));
        }
        connection.send(Node.builder("ib")
                .attr("from", Jid.SERVER)
                .child(Node.builder("offline").attr("count", waiting.size()).build())
                .build());
    }

    @Override
    public void onStanza(Connection connection, Node stanza) {
        Device device = connection.device();
        if (device == null) {
            registrations.onStanza(connection, stanza);
            return;
        }
        RequestHandler taker = addressed(stanza);
        if (taker != null) {
            taker.handle(connection, device, stanza);
            return;
        }
        switch (stanza.tag()) {
            case "iq" -> {
                if (isAnswer(stanza)) {
                    return;
                }
                requests.handle(connection, device, stanza);
            }
            case "message" -> world.router().onMessage(device, stanza, connection::send);
            case "receipt" -> world.router().onReceipt(device, stanza, connection::send);
            case "ack" -> device.acknowledge(stanza.attr("class", ""), stanza.attr("id", ""));
            default -> handlers.getOrDefault(stanza.tag(), NOBODY).accept(device, stanza);
        }
    }

    /** Says who takes the stanzas with a tag, besides the built-in ones. */
    public void on(String tag, BiConsumer<Device, Node> handler) {
        handlers.put(tag, handler);
    }

    /** Says who takes the stanzas with a tag to addresses with a server part, before the built-in ones. */
    public void onAddressed(String tag, String server, RequestHandler handler) {
        addressed.put(tag + "@" + server, handler);
    }

    private @Nullable RequestHandler addressed(Node stanza) {
        Jid to = stanza.is("iq") ? null : stanza.jid("to");
        return to == null ? null : addressed.get(stanza.tag() + "@" + to.server());
    }

    /** Adds somebody who wants to know when a device's connection is gone. */
    public void onGone(Consumer<Device> listener) {
        gone.add(listener);
    }

    private static boolean isAnswer(Node stanza) {
        String type = stanza.attr("type", "");
        return type.equals("result") || type.equals("error");
    }

    /** Ends a device's connection with a stanza, if it is connected. */
    public void disconnect(Device device, @Nullable Node last) {
        Connection connection = online.get(device);
        if (connection != null) {
            if (last != null) {
                connection.send(last);
            }
            connection.close();
        }
    }

    /** Removes a device for good, as the phone does. */
    public void unlink(Device device) {
        device.account().remove(device.id());
        disconnect(
                device,
                Node.builder("stream:error")
                        .attr("code", 401)
                        .child(Node.builder("conflict")
                                .attr("type", "device_removed")
                                .build())
                        .build());
        world.router().devicesChanged(device.account());
    }

    @Override
    public void onClosed(Connection connection) {
        registrations.forget(connection);
        Device device = connection.device();
        if (device != null && online.get(device) == connection) {
            online.remove(device);
            device.detach();
            gone.forEach(listener -> listener.accept(device));
        }
    }

    public int onlineCount() {
        return online.size();
    }

    /** Closes every connection, as a server restart does. */
    public void restart() {
        for (Connection connection : online.values().toArray(new Connection[0])) {
            connection.send(Stanzas.streamError("503"));
            connection.close();
        }
    }
}
