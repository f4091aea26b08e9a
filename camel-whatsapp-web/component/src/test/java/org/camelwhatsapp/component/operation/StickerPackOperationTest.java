package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.StickerPackContent;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;

class StickerPackOperationTest extends LinkedRouteTest {
    private static final byte[] COVER = {1, 2, 3};

    private static byte[] webp(boolean animated, int content) {
        byte[] bytes = Arrays.copyOf("RIFF____WEBPVP8X____".getBytes(StandardCharsets.US_ASCII), 30);
        bytes[20] = (byte) (animated ? 0x02 : 0x00);
        bytes[29] = (byte) content;
        return bytes;
    }

    private Map<String, Object> fields(Object stickers) {
        return Map.of("chat", "15550002002", "name", "Cats", "publisher", "Shop", "stickers", stickers, "cover", COVER);
    }

    private byte[] download(Object media) {
        return Objects.requireNonNull(perform(byte[].class, "media.download", Map.of("media", media)));
    }

    private static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    @Test
    @RouteTestOf(operations = "message.stickerPack", events = "message")
    void sendsPacksThatOthersCanOpen() throws Exception {
        SendResult sent = perform(
                SendResult.class,
                "message.stickerPack",
                fields(List.of(
                        Map.of("file", webp(false, 1), "emojis", List.of("😀"), "label", "a cat"),
                        Map.of("file", webp(true, 2)))));
        Message message =
                customer.await(m -> m.id().equals(sent.id()), PATIENCE).message();
        assertThat(message.getStickerPackMessage().getStickerPackSize()).isPositive();
        String back = customer.send(own.phoneJid(), message);
        StickerPackContent pack = (StickerPackContent)
                await(MessageReceived.class, event -> event.message().key().id().equals(back))
                        .message()
                        .content();
        assertThat(pack.name()).isEqualTo("Cats");
        assertThat(pack.stickers())
                .extracting(StickerPackContent.Sticker::animated)
                .containsExactly(false, true);
        assertThat(pack.stickers().get(0).emojis()).containsExactly("😀");
        Map<String, byte[]> entries = entries(download(pack.media()));
        assertThat(entries).hasSize(3);
        assertThat(entries.get(pack.stickers().get(1).fileName())).isEqualTo(webp(true, 2));
        assertThat(entries.get(pack.trayIcon())).isEqualTo(COVER);
        assertThat(download(Objects.requireNonNull(pack.cover()))).isEqualTo(COVER);
        SendResult again = perform(SendResult.class, "message.send", Map.of("chat", "15550002002", "content", pack));
        assertThat(customer.await(m -> m.id().equals(again.id()), PATIENCE)
                        .message()
                        .getStickerPackMessage())
                .isEqualTo(message.getStickerPackMessage());
    }

    @Test
    void refusesWhatIsNoSticker() {
        assertThatThrownBy(() -> perform("message.stickerPack", fields(List.of(Map.of("file", COVER)))))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("WebP");
        assertThatThrownBy(() -> perform("message.stickerPack", fields(List.of())))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("stickers");
    }
}
