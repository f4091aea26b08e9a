package org.camelwhatsapp.engine.session;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.ClientPayload;
import org.camelwhatsapp.proto.DeviceProps;

/**
 * The payload that ends the handshake: who connects, and whether to log in or to register. Fields that are false or
 * empty are set on purpose, as they are on the wire of the official client. Source: docs/protocol.md, "Client payload".
 */
final class ClientPayloads {
    private static final byte[] CURVE_25519 = {5};
    private static final int HISTORY_QUOTA_MB = 10_240;

    private ClientPayloads() {}

    static byte[] login(Credentials credentials, ClientIdentity identity) {
        Jid jid = credentials.jid();
        if (jid == null) {
            throw new IllegalStateException("not paired");
        }
        return common(identity)
                .setUsername(Long.parseLong(jid.user()))
                .setDevice(jid.device())
                .setPassive(true)
                .setPull(true)
                .setLc(credentials.loginCounter())
                .setLidDbMigrated(true)
                .build()
                .toByteArray();
    }

    static byte[] registration(Credentials credentials, ClientIdentity identity) {
        SignedPreKey signedPreKey = credentials.signedPreKey();
        ClientPayload.DevicePairingRegistrationData data = ClientPayload.DevicePairingRegistrationData.newBuilder()
                .setERegid(ByteString.copyFrom(ByteBuffer.allocate(4)
                        .putInt(credentials.registrationId())
                        .array()))
                .setEKeytype(ByteString.copyFrom(CURVE_25519))
                .setEIdent(ByteString.copyFrom(credentials.identityKey().publicKey()))
                .setESkeyId(ByteString.copyFrom(
                        ByteBuffer.allocate(4).putInt(signedPreKey.id()).array(), 1, 3))
                .setESkeyVal(ByteString.copyFrom(signedPreKey.keyPair().publicKey()))
                .setESkeySig(ByteString.copyFrom(signedPreKey.signature()))
                .setBuildHash(ByteString.copyFrom(Hashes.md5(identity.version().getBytes(StandardCharsets.UTF_8))))
                .setDeviceProps(deviceProps(identity).toByteString())
                .build();
        return common(identity)
                .setDevicePairingData(data)
                .setPassive(false)
                .setPull(false)
                .build()
                .toByteArray();
    }

    private static ClientPayload.Builder common(ClientIdentity identity) {
        ClientPayload.UserAgent.AppVersion version = ClientPayload.UserAgent.AppVersion.newBuilder()
                .setPrimary(identity.versionPart(0))
                .setSecondary(identity.versionPart(1))
                .setTertiary(identity.versionPart(2))
                .build();
        ClientPayload.UserAgent agent = ClientPayload.UserAgent.newBuilder()
                .setPlatform(ClientPayload.UserAgent.Platform.WEB)
                .setReleaseChannel(ClientPayload.UserAgent.ReleaseChannel.RELEASE)
                .setAppVersion(version)
                .setMcc("000")
                .setMnc("000")
                .setOsVersion("0.1")
                .setManufacturer("")
                .setDevice("Desktop")
                .setOsBuildNumber("0.1")
                .setLocaleLanguageIso6391("en")
                .setLocaleCountryIso31661Alpha2("US")
                .build();
        return ClientPayload.newBuilder()
                .setUserAgent(agent)
                .setWebInfo(ClientPayload.WebInfo.newBuilder()
                        .setWebSubPlatform(ClientPayload.WebInfo.WebSubPlatform.WEB_BROWSER))
                .setConnectType(ClientPayload.ConnectType.WIFI_UNKNOWN)
                .setConnectReason(ClientPayload.ConnectReason.USER_ACTIVATED);
    }

    private static DeviceProps deviceProps(ClientIdentity identity) {
        DeviceProps.HistorySyncConfig history = DeviceProps.HistorySyncConfig.newBuilder()
                .setStorageQuotaMb(HISTORY_QUOTA_MB)
                .setInlineInitialPayloadInE2EeMsg(true)
                .setSupportCallLogHistory(true)
                .setSupportCagReactionsAndPolls(true)
                .setSupportRecentSyncChunkMessageCountTuning(true)
                .setSupportHostedGroupMsg(true)
                .setSupportMessageAssociation(true)
                .setSupportGroupHistory(true)
                .build();
        return DeviceProps.newBuilder()
                .setOs(identity.deviceName())
                .setVersion(DeviceProps.AppVersion.newBuilder()
                        .setPrimary(0)
                        .setSecondary(1)
                        .setTertiary(0))
                .setPlatformType(identity.platform())
                .setRequireFullSync(identity.fullHistory())
                .setHistorySyncConfig(history)
                .build();
    }
}
