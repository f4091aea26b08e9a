package org.camelwhatsapp.engine.history;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.event.HistoryFailed;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.MessageRow;
import org.camelwhatsapp.proto.DeviceProps;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage.FullHistorySyncOnDemandRequest;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage.HistorySyncOnDemandRequest;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestResponseMessage.PeerDataOperationResult;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the phone for more of the history. What it gives comes as parts of their own, told as {@link
 * org.camelwhatsapp.engine.event.HistoryReceived} with the id of the request; a phone that is off answers when it is
 * back, or never. Mailbox only. Source: docs/protocol.md, "History".
 */
public final class HistoryRequests {
    /** The most messages one request asks for. */
    public static final int MAX_MESSAGES = 500;

    private static final Logger LOG = LoggerFactory.getLogger(HistoryRequests.class);
    private static final Map<String, String> URGENT = Map.of("push_priority", "high_force", "privacy_sensitive", "1");
    private static final int ID_BYTES = 16;

    private final Session session;
    private final HistoryParts parts;

    HistoryRequests(Session session, HistoryParts parts) {
        this.session = session;
        this.parts = parts;
        parts.messages()
                .peers()
                .onResponse(PeerDataOperationRequestType.FULL_HISTORY_SYNC_ON_DEMAND, (notice, response, tx) -> {
                    Message.PeerDataOperationRequestResponseMessage answer = response;
                    return () -> answer.getPeerDataOperationResultList().forEach(this::answered);
                });
    }

    /** The phone says beforehand whether it is going to send everything. */
    private void answered(PeerDataOperationResult result) {
        PeerDataOperationResult.FullHistorySyncOnDemandResponseCode code =
                result.getFullHistorySyncOnDemandRequestResponse().getResponseCode();
        if (code != PeerDataOperationResult.FullHistorySyncOnDemandResponseCode.REQUEST_SUCCESS) {
            LOG.warn(
                    "session {}: the phone does not give its history: {}",
                    session.name(),
                    code.name().toLowerCase(Locale.ROOT));
            HistoryException refused =
                    new HistoryException(HistoryException.Reason.REFUSED, "the phone does not give its history");
            session.publish(new HistoryFailed(HistoryType.FULL.word(), 0, refused.code(), false));
        }
    }

    /**
     * Asks for messages of a chat that are older than the oldest one here.
     *
     * @param chat a user or a group
     * @param count how many messages, 1 to 500
     * @return completes with the id of the request when the server has taken it; fails with {@link HistoryException} if
     *     no message of the chat is here
     */
    public CompletionStage<String> older(Jid chat, int count) {
        return parts.addresses()
                .load(Set.of(chat))
                .thenCompose(v -> {
                    Jid kept = parts.recorder().chat(chat);
                    return Futures.blocking(
                            session.environment(),
                            session.mailbox(),
                            () -> session.store().archive().oldest(kept));
                })
                .thenCompose(row -> row == null ? noAnchor() : older(anchor(row), count));
    }

    private static CompletionStage<String> noAnchor() {
        return CompletableFuture.failedFuture(new HistoryException(
                HistoryException.Reason.NO_ANCHOR, "no message of this chat is here to go back from"));
    }

    private static HistoryAnchor anchor(MessageRow row) {
        return new HistoryAnchor(row.key().chat(), row.key().id(), row.key().fromMe(), Instant.ofEpochMilli(row.at()));
    }

    /** As {@link #older(Jid, int)}, before a message that need not be here. */
    public CompletionStage<String> older(HistoryAnchor before, int count) {
        if (count < 1 || count > MAX_MESSAGES) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("count: 1 to " + MAX_MESSAGES));
        }
        return parts.messages()
                .peers()
                .sendToPhone(
                        request(PeerDataOperationRequestMessage.newBuilder()
                                .setPeerDataOperationRequestType(PeerDataOperationRequestType.HISTORY_SYNC_ON_DEMAND)
                                .setHistorySyncOnDemandRequest(HistorySyncOnDemandRequest.newBuilder()
                                        .setChatJid(before.chat().toString())
                                        .setOldestMsgId(before.id())
                                        .setOldestMsgFromMe(before.fromMe())
                                        .setOnDemandMsgCount(count)
                                        // Seconds, whatever the field is called.
                                        .setOldestMsgTimestampMs(before.at().getEpochSecond())
                                        .setAccountLid(session.credentials()
                                                .requireAccount()
                                                .lid()
                                                .toUser()
                                                .toString()))),
                        URGENT);
    }

    /**
     * Asks for the history of all chats, as it came after linking. If the phone refuses, {@link HistoryFailed} tells.
     *
     * @return completes with the id of the request when the server has taken it
     */
    public CompletionStage<String> all(HistorySpan span) {
        String id = HexFormat.of().formatHex(session.environment().random().bytes(ID_BYTES));
        return parts.messages()
                .peers()
                .sendToPhone(
                        request(PeerDataOperationRequestMessage.newBuilder()
                                .setPeerDataOperationRequestType(
                                        PeerDataOperationRequestType.FULL_HISTORY_SYNC_ON_DEMAND)
                                .setFullHistorySyncOnDemandRequest(FullHistorySyncOnDemandRequest.newBuilder()
                                        .setRequestMetadata(Message.FullHistorySyncOnDemandRequestMetadata.newBuilder()
                                                .setRequestId(id))
                                        .setHistorySyncConfig(DeviceProps.HistorySyncConfig.newBuilder()
                                                .setFullSyncDaysLimit(span.days())
                                                .setFullSyncSizeMbLimit(span.megabytes()))
                                        .setFullHistorySyncOnDemandConfig(
                                                Message.FullHistorySyncOnDemandConfig.newBuilder()
                                                        .setHistoryDurationDays(span.days())))),
                        URGENT)
                .thenApply(stanzaId -> id);
    }

    private static ProtocolMessage request(PeerDataOperationRequestMessage.Builder request) {
        return ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_MESSAGE)
                .setPeerDataOperationRequestMessage(request)
                .build();
    }
}
