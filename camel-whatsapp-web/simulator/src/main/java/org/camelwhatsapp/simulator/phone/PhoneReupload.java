package org.camelwhatsapp.simulator.phone;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.MediaRetryNotification;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads a picture, or a part of the history, again that the media host has forgotten, when a linked device asks for it. */
final class PhoneReupload {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneReupload.class);
    private static final byte[] KEY_INFO = "WhatsApp Media Retry Notification".getBytes(StandardCharsets.US_ASCII);
    private static final int NOT_ON_PHONE = 2;

    private final World world;
    private final Account account;

    PhoneReupload(World world, Account account) {
        this.world = world;
        this.account = account;
    }

    /** Where the file lies, and its key. */
    private record Place(String directPath, byte[] mediaKey) {}

    void answer(Node receipt, List<ReceivedMessage> inbox, HistoryShare history) {
        String id = receipt.attr("id", "");
        Place image = receipt.attr("category", "").equals("peer") ? shared(history, id) : shown(inbox, id);
        Node rmr = receipt.child("rmr");
        Node.Builder notification = Node.builder("notification")
                .attr("type", "mediaretry")
                .attr("from", account.phoneJid())
                .attr("id", id)
                .attr("t", world.nowSeconds())
                .child(rmr);
        if (image == null || !isGenuine(receipt, image, id) || !world.restoreMedia(image.directPath())) {
            notification.child(Node.builder("error").attr("code", NOT_ON_PHONE).build());
        } else {
            notification.child(sealed(image, id));
        }
        Node built = notification.build();
        for (Device device : account.devices()) {
            device.deliver(built);
        }
    }

    private static @Nullable Place shown(List<ReceivedMessage> inbox, String id) {
        return inbox.stream()
                .filter(message -> message.id().equals(id) && message.message().hasImageMessage())
                .map(message -> message.message().getImageMessage())
                .findFirst()
                .map(image ->
                        new Place(image.getDirectPath(), image.getMediaKey().toByteArray()))
                .orElse(null);
    }

    private static @Nullable Place shared(HistoryShare history, String id) {
        Message.HistorySyncNotification part = history.shared(id);
        return part == null
                ? null
                : new Place(part.getDirectPath(), part.getMediaKey().toByteArray());
    }

    private static byte[] key(Place image) {
        return Hkdf.derive(image.mediaKey(), null, KEY_INFO, 32);
    }

    private static boolean isGenuine(Node receipt, Place image, String id) {
        Node encrypt = receipt.requireChild("encrypt");
        try {
            AesGcm.open(
                    key(image),
                    encrypt.requireChild("enc_iv").requireBytes(),
                    encrypt.requireChild("enc_p").requireBytes(),
                    id.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (CryptoException e) {
            LOG.warn("a device asks for a picture without its key");
            return false;
        }
    }

    private Node sealed(Place image, String id) {
        byte[] nonce = world.options().random().bytes(AesGcm.NONCE_BYTES);
        byte[] plain = MediaRetryNotification.newBuilder()
                .setStanzaId(id)
                .setDirectPath(image.directPath())
                .setResult(MediaRetryNotification.ResultType.SUCCESS)
                .build()
                .toByteArray();
        byte[] sealed = AesGcm.seal(key(image), nonce, plain, id.getBytes(StandardCharsets.UTF_8));
        return Node.of("encrypt", Node.of("enc_p", sealed), Node.of("enc_iv", nonce));
    }
}
