package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.message.PeerMessages;
import org.camelwhatsapp.engine.message.ProtocolHandler;
import org.camelwhatsapp.engine.message.ProtocolMessages;
import org.camelwhatsapp.engine.message.ProtocolNotice;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.ProtocolMessage.Type;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that the app state is sealed with. The phone shares them after linking; they are durable before it is told
 * that they came, and kept for as long as the link. Other own devices may ask for them. Mailbox only. Source:
 * docs/protocol.md, "App state".
 */
public final class AppStateKeys implements Feature {
    /** More keys are not kept in one account; a phone makes a new one a few times a year. */
    static final int MAX_KEYS = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(AppStateKeys.class);
    private static final HexFormat HEX = HexFormat.of();

    private final Session session;
    private final PeerMessages peers;
    private final Map<String, byte[]> data = new TreeMap<>();
    private final Map<String, MutationKeys> expanded = new LinkedHashMap<>();
    private boolean loaded;
    private Runnable onArrival = ProtocolHandler.NOTHING;

    public AppStateKeys(Session session, ProtocolMessages protocol, PeerMessages peers) {
        this.session = session;
        this.peers = peers;
        session.gauges().add("appstate.keys", MAX_KEYS, data::size);
        session.gauges().add("appstate.expandedKeys", MAX_KEYS, expanded::size);
        protocol.on(Type.APP_STATE_SYNC_KEY_SHARE, this::shared);
        protocol.on(Type.APP_STATE_SYNC_KEY_REQUEST, this::requested);
    }

    @Override
    public CompletionStage<Void> onLogin() {
        return load();
    }

    /** The next link may be one to another account, so everything is read again. */
    @Override
    public void onDisconnect() {
        data.clear();
        expanded.clear();
        loaded = false;
    }

    /** Brings the keys from the store, once. */
    CompletionStage<Void> load() {
        if (loaded) {
            return CompletableFuture.completedFuture(null);
        }
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().appStateKeys().list(MAX_KEYS))
                .thenAccept(found -> {
                    found.forEach(entry -> data.putIfAbsent(entry.getKey(), entry.getValue()));
                    loaded = true;
                });
    }

    /** Says what is to be done when keys have come; before the session starts. */
    void onArrival(Runnable task) {
        onArrival = task;
    }

    /** The keys to write with: of the latest epoch, and of that the lowest device; null before any came. */
    @Nullable
    MutationKeys newest() {
        String best = null;
        for (String name : data.keySet()) {
            if (best == null || epoch(name) > epoch(best)) {
                // Names of one epoch come in the order of their devices.
                best = name;
            }
        }
        return best == null ? null : find(HEX.parseHex(best));
    }

    /** An id is the device in two bytes, then the epoch in four. */
    private static long epoch(String name) {
        return name.length() == 12 ? Long.parseLong(name.substring(4), 16) : -1;
    }

    /** How many keys there are, of 1,024. */
    public int count() {
        return data.size();
    }

    /** The keys with this id, or null if the phone did not share them yet. */
    public @Nullable MutationKeys find(byte[] id) {
        String name = HEX.formatHex(id);
        byte[] key = data.get(name);
        return key == null ? null : expanded.computeIfAbsent(name, n -> new MutationKeys(id, key));
    }

    private Runnable shared(ProtocolNotice notice, StoreTransaction transaction) {
        int added = 0;
        for (Message.AppStateSyncKey key :
                notice.message().getAppStateSyncKeyShare().getKeysList()) {
            byte[] id = key.getKeyId().getKeyId().toByteArray();
            byte[] keyData = key.getKeyData().getKeyData().toByteArray();
            // An entry without key says that the other device does not have it either.
            if (isKey(id, keyData) && !data.containsKey(HEX.formatHex(id)) && data.size() < MAX_KEYS) {
                String name = HEX.formatHex(id);
                data.put(name, keyData);
                transaction.put(session.store().appStateKeys(), name, keyData);
                added++;
            }
        }
        int count = added;
        return () -> {
            LOG.debug("session {}: {} keys of the app state came", session.name(), count);
            if (count > 0) {
                onArrival.run();
            }
        };
    }

    private static boolean isKey(byte[] id, byte[] keyData) {
        return id.length > 0 && id.length <= MutationKeys.MAX_ID_BYTES && keyData.length == MutationKeys.KEY_BYTES;
    }

    /**
     * Asks an own device for keys that are not here. What it has comes as a share, which may be never.
     *
     * @param device device 0 is the phone
     * @return completes with the request's id when the server has taken it
     */
    public CompletionStage<String> ask(Jid device, List<byte[]> ids) {
        Message.AppStateSyncKeyRequest.Builder request = Message.AppStateSyncKeyRequest.newBuilder();
        ids.forEach(
                id -> request.addKeyIds(Message.AppStateSyncKeyId.newBuilder().setKeyId(ByteString.copyFrom(id))));
        return peers.send(
                device,
                Message.ProtocolMessage.newBuilder()
                        .setType(Type.APP_STATE_SYNC_KEY_REQUEST)
                        .setAppStateSyncKeyRequest(request)
                        .build(),
                Map.of("push_priority", "high"));
    }

    private Runnable requested(ProtocolNotice notice, StoreTransaction transaction) {
        if (notice.fromPhone()) {
            return ProtocolHandler.NOTHING;
        }
        List<Message.AppStateSyncKeyId> asked =
                notice.message().getAppStateSyncKeyRequest().getKeyIdsList();
        return () -> load().thenCompose(v -> peers.send(notice.sender(), share(asked), Map.of()))
                .exceptionally(failure -> {
                    LOG.warn(
                            "session {}: another device was not given keys: {}",
                            session.name(),
                            Futures.unwrap(failure).toString());
                    return "";
                });
    }

    /** Keys that are not here are named without their data. */
    private Message.ProtocolMessage share(List<Message.AppStateSyncKeyId> asked) {
        Message.AppStateSyncKeyShare.Builder share = Message.AppStateSyncKeyShare.newBuilder();
        asked.stream().distinct().limit(MAX_KEYS).forEach(id -> {
            Message.AppStateSyncKey.Builder key =
                    Message.AppStateSyncKey.newBuilder().setKeyId(id);
            byte[] known = data.get(HEX.formatHex(id.getKeyId().toByteArray()));
            if (known != null) {
                key.setKeyData(Message.AppStateSyncKeyData.newBuilder().setKeyData(ByteString.copyFrom(known)));
            }
            share.addKeys(key);
        });
        return Message.ProtocolMessage.newBuilder()
                .setType(Type.APP_STATE_SYNC_KEY_SHARE)
                .setAppStateSyncKeyShare(share)
                .build();
    }
}
