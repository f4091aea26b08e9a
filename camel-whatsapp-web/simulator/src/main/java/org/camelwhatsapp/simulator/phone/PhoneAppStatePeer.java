package org.camelwhatsapp.simulator.phone;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestResponseMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestResponseMessage.PeerDataOperationResult;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.camelwhatsapp.simulator.appstate.AccountAppState;

/** Keys and copies of the app state that a phone gives to its devices. Event loop only. */
public final class PhoneAppStatePeer {
    private final PhoneCore phone;
    private final AccountAppState state;
    private boolean withholding;

    public PhoneAppStatePeer(PhoneCore phone, AccountAppState state) {
        this.phone = phone;
        this.state = state;
        phone.onPeer(ProtocolMessage.Type.APP_STATE_SYNC_KEY_REQUEST, this::keysAsked);
        phone.onPeerRequest(PeerDataOperationRequestType.COMPANION_SYNCD_SNAPSHOT_FATAL_RECOVERY, this::copyAsked);
    }

    /** Shares no keys until it is told to. */
    public void withhold(boolean nowWithholding) {
        withholding = nowWithholding;
    }

    /** Gives a device all keys. */
    public void share(Jid device) {
        if (!withholding) {
            send(device, state.shared());
        }
    }

    private void keysAsked(Jid device, String stanzaId, ProtocolMessage message) {
        List<Message.AppStateSyncKey> known = state.shared().stream()
                .filter(key ->
                        message.getAppStateSyncKeyRequest().getKeyIdsList().contains(key.getKeyId()))
                .toList();
        if (!withholding) {
            send(device, known);
        }
    }

    private void send(Jid device, List<Message.AppStateSyncKey> keys) {
        phone.sendToOwnDevice(
                device,
                Message.newBuilder()
                        .setProtocolMessage(ProtocolMessage.newBuilder()
                                .setType(ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE)
                                .setAppStateSyncKeyShare(Message.AppStateSyncKeyShare.newBuilder()
                                        .addAllKeys(keys)))
                        .build());
    }

    private void copyAsked(Jid device, String stanzaId, ProtocolMessage message) {
        AppStateCollection name = AppStateCollection.of(message.getPeerDataOperationRequestMessage()
                .getSyncdCollectionFatalRecoveryRequest()
                .getCollectionName());
        if (withholding || name == null) {
            return;
        }
        PeerDataOperationResult.SyncDSnapshotFatalRecoveryResponse copy =
                PeerDataOperationResult.SyncDSnapshotFatalRecoveryResponse.newBuilder()
                        .setCollectionSnapshot(
                                ByteString.copyFrom(zipped(state.copy(name).toByteArray())))
                        .setIsCompressed(true)
                        .build();
        phone.sendToOwnDevice(
                device,
                Message.newBuilder()
                        .setProtocolMessage(ProtocolMessage.newBuilder()
                                .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE)
                                .setPeerDataOperationRequestResponseMessage(
                                        PeerDataOperationRequestResponseMessage.newBuilder()
                                                .setPeerDataOperationRequestType(
                                                        PeerDataOperationRequestType
                                                                .COMPANION_SYNCD_SNAPSHOT_FATAL_RECOVERY)
                                                .setStanzaId(stanzaId)
                                                .addPeerDataOperationResult(PeerDataOperationResult.newBuilder()
                                                        .setSyncdSnapshotFatalRecoveryResponse(copy))))
                        .build());
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
