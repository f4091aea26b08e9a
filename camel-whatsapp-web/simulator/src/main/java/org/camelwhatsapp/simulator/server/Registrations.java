package org.camelwhatsapp.simulator.server;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.crypto.Hmac;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ADVDeviceIdentity;
import org.camelwhatsapp.proto.ADVEncryptionType;
import org.camelwhatsapp.proto.ADVSignedDeviceIdentity;
import org.camelwhatsapp.proto.ADVSignedDeviceIdentityHMAC;
import org.camelwhatsapp.proto.ClientPayload;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.PublishedKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that want to be linked: they show codes, and a phone accepts one. */
public final class Registrations {
    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);
    private static final int REFS = 6;
    private static final int MAX_PENDING = 1_000;
    private static final byte[] ACCOUNT_PREFIX = {6, 0};
    private static final byte[] DEVICE_PREFIX = {6, 1};

    /** A way in which the phone's answer may be spoilt, for tests of the client. */
    public enum Flaw {
        NONE,
        WRONG_HMAC,
        WRONG_ACCOUNT_SIGNATURE
    }

    private record Pending(byte[] noiseKey, ClientPayload.DevicePairingRegistrationData data, List<String> refs) {}

    private record Accepted(Account account, Device device, byte[] details) {}

    private final World world;
    private final LinkCodes codes;
    private final Map<Connection, Pending> pending = new LinkedHashMap<>();
    private final Map<Account, Integer> refusals = new LinkedHashMap<>();
    private final List<Consumer<Device>> onDevice = new ArrayList<>();

    Registrations(World world) {
        this.world = world;
        this.codes = new LinkCodes(world);
    }

    void begin(Connection connection, byte[] noiseKey, ClientPayload.DevicePairingRegistrationData data) {
        if (pending.size() >= MAX_PENDING || !isComplete(data)) {
            connection.send(Node.builder("failure").attr("reason", 400).build());
            connection.close();
            return;
        }
        List<String> refs = new ArrayList<>();
        Node.Builder device = Node.builder("pair-device");
        for (int i = 0; i < REFS; i++) {
            String ref =
                    "2@" + HexFormat.of().formatHex(world.options().random().bytes(24));
            refs.add(ref);
            device.child(Node.of("ref", ref.getBytes(StandardCharsets.US_ASCII)));
        }
        pending.put(connection, new Pending(noiseKey, data, refs));
        connection.send(Node.builder("iq")
                .attr("type", "set")
                .attr("xmlns", "md")
                .attr("from", Jid.SERVER)
                .attr("id", world.newId())
                .child(device.build())
                .build());
    }

    private static boolean isComplete(ClientPayload.DevicePairingRegistrationData data) {
        return data.getEIdent().size() == 32
                && data.getERegid().size() == 4
                && data.getESkeyId().size() == 3
                && data.getESkeyVal().size() == 32
                && data.getESkeySig().size() == 64
                && data.hasBuildHash()
                && data.hasDeviceProps();
    }

    void forget(Connection connection) {
        pending.remove(connection);
        codes.forget(connection);
    }

    /**
     * The phone's person types a code that a device shows.
     *
     * @throws IllegalArgumentException if no device shows a code for this account
     */
    public void enterCode(Account account, String code) {
        codes.enter(account, code);
    }

    /** How often a client refused what this account's phone answered. */
    public int refusals(Account account) {
        return refusals.getOrDefault(account, 0);
    }

    private void linkByCode(Connection connection, Account account, byte[] advSecret) {
        Pending request = pending.get(connection);
        if (request != null) {
            accept(connection, request, account, new Seal(advSecret, Flaw.NONE));
        }
    }

    /**
     * The phone of an account scans a code.
     *
     * @throws IllegalArgumentException if the text is no code, or nobody shows it now
     */
    public void scan(Account account, String qrText, Flaw flaw) {
        String text = qrText.substring(qrText.indexOf('#') + 1);
        String[] parts = text.split(",", -1);
        if (parts.length < 4) {
            throw new IllegalArgumentException("not a code for linking a device");
        }
        byte[] advSecret;
        try {
            advSecret = Base64.getDecoder().decode(parts[3]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a code for linking a device", e);
        }
        for (Map.Entry<Connection, Pending> entry : pending.entrySet()) {
            if (entry.getValue().refs.contains(parts[0])) {
                accept(entry.getKey(), entry.getValue(), account, new Seal(advSecret, flaw));
                return;
            }
        }
        throw new IllegalArgumentException("nobody shows this code now");
    }

    private record Seal(byte[] advSecret, Flaw flaw) {}

    private void accept(Connection connection, Pending request, Account account, Seal seal) {
        int id = account.nextDeviceId();
        byte[] identity = request.data.getEIdent().toByteArray();
        byte[] details = ADVDeviceIdentity.newBuilder()
                .setRawId(account.rawId())
                .setTimestamp(world.nowSeconds())
                .setKeyIndex(id)
                .setAccountType(ADVEncryptionType.E2EE)
                .setDeviceType(ADVEncryptionType.E2EE)
                .build()
                .toByteArray();
        byte[] signature = world.curve()
                .sign(
                        account.identity().privateKey(),
                        concat(ACCOUNT_PREFIX, details, identity),
                        world.options().random());
        if (seal.flaw == Flaw.WRONG_ACCOUNT_SIGNATURE) {
            signature[3] ^= 1;
        }
        ADVSignedDeviceIdentity signed = ADVSignedDeviceIdentity.newBuilder()
                .setDetails(ByteString.copyFrom(details))
                .setAccountSignatureKey(ByteString.copyFrom(account.identity().publicKey()))
                .setAccountSignature(ByteString.copyFrom(signature))
                .build();
        byte[] hmac = Hmac.sha256(seal.advSecret, signed.toByteArray());
        if (seal.flaw == Flaw.WRONG_HMAC) {
            hmac[0] ^= 1;
        }
        byte[] sealed = ADVSignedDeviceIdentityHMAC.newBuilder()
                .setDetails(signed.toByteString())
                .setHmac(ByteString.copyFrom(hmac))
                .build()
                .toByteArray();
        connection.setAttachment(new Accepted(account, device(account, id, request, signed), details));
        connection.send(Node.builder("iq")
                .attr("type", "set")
                .attr("xmlns", "md")
                .attr("from", Jid.SERVER)
                .attr("id", world.newId())
                .attr("t", world.nowSeconds())
                .child(Node.builder("pair-success")
                        .child(Node.of("device-identity", sealed))
                        .child(Node.builder("device")
                                .attr("jid", account.phoneJid().withDevice(id))
                                .attr("lid", account.lid().withDevice(id))
                                .build())
                        .child(Node.builder("platform").attr("name", "android").build())
                        .build())
                .build());
    }

    private static Device device(Account account, int id, Pending request, ADVSignedDeviceIdentity signed) {
        ClientPayload.DevicePairingRegistrationData data = request.data;
        byte[][] signedPreKey = {
            data.getESkeyId().toByteArray(),
            data.getESkeyVal().toByteArray(),
            data.getESkeySig().toByteArray()
        };
        PublishedKeys keys = new PublishedKeys(
                data.getERegid().toByteArray(), data.getEIdent().toByteArray(), signedPreKey);
        return new Device(account, id, request.noiseKey, keys, signed.toByteArray());
    }

    void onStanza(Connection connection, Node stanza) {
        if (stanza.is("iq") && LinkCodes.isAbout(stanza)) {
            codes.onStanza(connection, stanza, this::linkByCode);
            return;
        }
        if (!stanza.is("iq") || !(connection.attachment() instanceof Accepted accepted)) {
            return;
        }
        Node sign = stanza.child("pair-device-sign");
        if (sign == null) {
            if (stanza.attr("type", "").equals("error")) {
                LOG.info("the client refused the phone's answer");
                refusals.merge(accepted.account, 1, Integer::sum);
                connection.setAttachment(null);
                connection.close();
            }
            return;
        }
        connection.setAttachment(null);
        if (!isSigned(sign, accepted)) {
            LOG.warn("the client's device signature is not genuine");
            connection.close();
            return;
        }
        accepted.account.add(accepted.device);
        connection.send(Stanzas.streamError("515"));
        connection.close();
        world.router().devicesChanged(accepted.account);
        onDevice.forEach(listener -> listener.accept(accepted.device));
    }

    private boolean isSigned(Node sign, Accepted accepted) {
        try {
            ADVSignedDeviceIdentity identity = ADVSignedDeviceIdentity.parseFrom(
                    sign.requireChild("device-identity").requireBytes());
            byte[] companion = accepted.device.keys().identity();
            byte[] signed = concat(
                    DEVICE_PREFIX,
                    accepted.details,
                    companion,
                    accepted.account.identity().publicKey());
            return world.curve()
                    .verify(companion, signed, identity.getDeviceSignature().toByteArray());
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            return false;
        }
    }

    /** Adds somebody who wants to know of every device that has been linked. */
    public void onDeviceLinked(Consumer<Device> listener) {
        onDevice.add(listener);
    }

    static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
