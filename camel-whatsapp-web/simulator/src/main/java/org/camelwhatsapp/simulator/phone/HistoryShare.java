package org.camelwhatsapp.simulator.phone;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.camelwhatsapp.engine.crypto.AesCbc;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.crypto.Hmac;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Conversation;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.proto.HistorySyncMsg;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.HistorySyncNotification;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage.FullHistorySyncOnDemandRequest;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage.HistorySyncOnDemandRequest;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestResponseMessage.PeerDataOperationResult;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestResponseMessage.PeerDataOperationResult.FullHistorySyncOnDemandResponseCode;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.camelwhatsapp.proto.WebMessageInfo;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.jspecify.annotations.Nullable;

/** The history as a phone shares it with its linked devices. Lives on the simulator's event loop. */
public final class HistoryShare {
    private static final byte[] KEY_INFO = "WhatsApp History Keys".getBytes(StandardCharsets.US_ASCII);
    private static final int MAC_BYTES = 10;
    private static final int MAX_SHARED = 1_000;

    private final World world;
    private final Account account;
    private final PhoneCore phone;
    /** What requests are answered from, by chat; oldest first. */
    private final Map<Jid, List<WebMessageInfo>> older = new LinkedHashMap<>();
    /** The uploaded parts by the ids of their messages; the oldest goes when there are too many. */
    private final Map<String, HistorySyncNotification> shared = new LinkedHashMap<>();

    private final List<HistorySyncOnDemandRequest> requests = new ArrayList<>();

    private @Nullable HistorySync everything;

    HistoryShare(World world, Account account, PhoneCore phone) {
        this.world = world;
        this.account = account;
        this.phone = phone;
    }

    /** Keeps messages of a chat that no device has, to be asked for. */
    public void keep(Jid chat, List<WebMessageInfo> messages) {
        List<WebMessageInfo> all = older.computeIfAbsent(canonical(chat), c -> new ArrayList<>());
        all.addAll(messages);
        all.sort(Comparator.comparingLong(WebMessageInfo::getMessageTimestamp));
    }

    private Jid canonical(Jid chat) {
        Account other = world.directory().account(chat);
        return other == null ? chat.toUser() : other.lid();
    }

    /**
     * Announces a part to every linked device.
     *
     * @param inline whether it goes in the message itself, or over the media host
     * @return the ids of the messages
     */
    public List<String> share(HistorySync part, boolean inline) {
        HistorySyncNotification.Builder notification = announcement(part);
        byte[] compressed = deflate(part.toByteArray());
        return share(
                inline
                        ? notification.setInitialHistBootstrapInlinePayload(ByteString.copyFrom(compressed))
                        : upload(notification, compressed));
    }

    /** As {@link #share(HistorySync, boolean)}, for bytes that are no part at all. */
    public List<String> shareRaw(HistorySync.HistorySyncType type, byte[] compressed) {
        return share(
                upload(announcement(HistorySync.newBuilder().setSyncType(type).build()), compressed));
    }

    private static HistorySyncNotification.Builder announcement(HistorySync part) {
        HistorySyncNotification.Builder notification = HistorySyncNotification.newBuilder()
                .setSyncType(
                        Message.HistorySyncType.forNumber(part.getSyncType().getNumber()))
                .setChunkOrder(part.getChunkOrder());
        if (part.hasProgress()) {
            notification.setProgress(part.getProgress());
        }
        return notification;
    }

    private List<String> share(HistorySyncNotification.Builder notification) {
        List<String> ids = new ArrayList<>();
        for (Device device : account.devices()) {
            ids.add(send(device.phoneJid(), notification.build()));
        }
        return ids;
    }

    private String send(Jid device, HistorySyncNotification notification) {
        String id = phone.sendToOwnDevice(
                device,
                Message.newBuilder()
                        .setProtocolMessage(ProtocolMessage.newBuilder()
                                .setType(ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION)
                                .setHistorySyncNotification(notification))
                        .build());
        if (shared.size() >= MAX_SHARED) {
            shared.remove(shared.keySet().iterator().next());
        }
        shared.put(id, notification);
        return id;
    }

    /** The part that the message of this id announced, or null. */
    @Nullable
    HistorySyncNotification shared(String id) {
        return shared.get(id);
    }

    private HistorySyncNotification.Builder upload(HistorySyncNotification.Builder notification, byte[] compressed) {
        byte[] mediaKey = world.options().random().bytes(32);
        byte[] keys = Hkdf.derive(mediaKey, null, KEY_INFO, 112);
        byte[] iv = Arrays.copyOfRange(keys, 0, 16);
        byte[] sealed = AesCbc.encrypt(Arrays.copyOfRange(keys, 16, 48), iv, compressed);
        byte[] code = Arrays.copyOf(Hmac.sha256(Arrays.copyOfRange(keys, 48, 80), iv, sealed), MAC_BYTES);
        byte[] file = Arrays.copyOf(sealed, sealed.length + MAC_BYTES);
        System.arraycopy(code, 0, file, sealed.length, MAC_BYTES);
        return notification
                .setDirectPath(world.publishMedia(file))
                .setMediaKey(ByteString.copyFrom(mediaKey))
                .setFileLength(compressed.length)
                .setFileSha256(ByteString.copyFrom(Hashes.sha256(compressed)))
                .setFileEncSha256(ByteString.copyFrom(Hashes.sha256(file)));
    }

    /** The bytes of a part as they are shared. */
    public static byte[] deflate(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A device asks for what was before a message. */
    void answer(String requestId, Jid device, HistorySyncOnDemandRequest request) {
        if (requests.size() < MAX_SHARED) {
            requests.add(request);
        }
        Jid chat = Jid.parse(request.getChatJid());
        List<WebMessageInfo> before = older.getOrDefault(canonical(chat), List.of()).stream()
                .filter(message -> message.getMessageTimestamp() <= request.getOldestMsgTimestampMs()
                        && !message.getKey().getId().equals(request.getOldestMsgId()))
                .toList();
        Conversation.Builder conversation =
                Conversation.newBuilder().setId(request.getChatJid()).setEndOfHistoryTransfer(true);
        List<WebMessageInfo> latest =
                before.subList(Math.max(0, before.size() - request.getOnDemandMsgCount()), before.size());
        for (int i = latest.size() - 1; i >= 0; i--) {
            conversation.addMessages(HistorySyncMsg.newBuilder().setMessage(latest.get(i)));
        }
        HistorySync part = HistorySync.newBuilder()
                .setSyncType(HistorySync.HistorySyncType.ON_DEMAND)
                .addConversations(conversation)
                .build();
        HistorySyncNotification.Builder notification = announcement(part).setPeerDataRequestSessionId(requestId);
        send(device, upload(notification, deflate(part.toByteArray())).build());
    }

    /** The first 1,000 times that a device asked for older messages. */
    public List<HistorySyncOnDemandRequest> requests() {
        return requests;
    }

    /** What is given to a device that asks for everything; null to refuse. */
    public void setEverything(@Nullable HistorySync part) {
        everything = part;
    }

    /** A device asks for everything. */
    void answer(Jid device, FullHistorySyncOnDemandRequest request, String stanzaId) {
        HistorySync part = everything;
        PeerDataOperationResult.FullHistorySyncOnDemandRequestResponse.Builder verdict =
                PeerDataOperationResult.FullHistorySyncOnDemandRequestResponse.newBuilder()
                        .setRequestMetadata(request.getRequestMetadata())
                        .setResponseCode(
                                part == null
                                        ? FullHistorySyncOnDemandResponseCode.DECLINED_SHARING_HISTORY
                                        : FullHistorySyncOnDemandResponseCode.REQUEST_SUCCESS);
        phone.sendToOwnDevice(
                device,
                Message.newBuilder()
                        .setProtocolMessage(ProtocolMessage.newBuilder()
                                .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE)
                                .setPeerDataOperationRequestResponseMessage(
                                        Message.PeerDataOperationRequestResponseMessage.newBuilder()
                                                .setPeerDataOperationRequestType(
                                                        PeerDataOperationRequestType.FULL_HISTORY_SYNC_ON_DEMAND)
                                                .setStanzaId(stanzaId)
                                                .addPeerDataOperationResult(PeerDataOperationResult.newBuilder()
                                                        .setFullHistorySyncOnDemandRequestResponse(verdict))))
                        .build());
        if (part != null) {
            HistorySyncNotification.Builder notification =
                    announcement(part).setFullHistorySyncOnDemandRequestMetadata(request.getRequestMetadata());
            send(device, upload(notification, deflate(part.toByteArray())).build());
        }
    }
}
