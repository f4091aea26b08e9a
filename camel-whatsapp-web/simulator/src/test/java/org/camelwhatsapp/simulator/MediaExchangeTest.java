package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.media.MediaExpiredException;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.AudioContent;
import org.camelwhatsapp.engine.message.content.DocumentContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.StickerContent;
import org.camelwhatsapp.engine.message.content.VideoContent;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files between two of our clients, over the media host of the simulator. */
class MediaExchangeTest {
    @TempDir
    private Path directory;

    private Simulator simulator;
    private Phone bobPhone;
    private TestClient alice;
    private TestClient bob;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        Phone alicePhone = simulator.addAccount("15550001001", "Alice");
        bobPhone = simulator.addAccount("15550001002", "Bob");
        alice = new TestClient(simulator, directory, "alice").paired(alicePhone);
        bob = new TestClient(simulator, directory, "bob").paired(bobPhone);
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        simulator.close();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static IncomingMessage received(TestClient client, SendResult sent) {
        return client.awaitEvent(
                        MessageReceived.class, e -> e.message().key().id().equals(sent.id()))
                .message();
    }

    /** Sends from Alice to Bob and, with what Bob got, back; returns what came at Bob's. */
    private <C extends MediaContent> C exchange(C content, byte[] expected) throws Exception {
        IncomingMessage atBob = received(bob, get(alice.client.send(bobPhone.phoneJid(), content, SendOptions.NONE)));
        MediaContent there = (MediaContent) atBob.content();
        assertThat(there).hasSameClassAs(content);
        Path file = directory.resolve("received");
        get(bob.client.download((RemoteMedia) there.media(), file));
        assertThat(Files.readAllBytes(file)).isEqualTo(expected);

        MessageContent answer = content.withMedia(MediaSource.file(file, "application/x-copy"));
        IncomingMessage atAlice =
                received(alice, get(bob.client.send(atBob.key().chat(), answer, SendOptions.replyTo(atBob.key()))));
        RemoteMedia back = (RemoteMedia) ((MediaContent) atAlice.content()).media();
        assertThat(back.mimetype()).isEqualTo("application/x-copy");
        assertThat(get(alice.client.downloadBytes(back, expected.length))).isEqualTo(expected);
        @SuppressWarnings("unchecked")
        C same = (C) there;
        return same;
    }

    @Test
    void exchangesAnImageWithItsCaption() throws Exception {
        byte[] image = bytes(100_000);
        ImageContent there = exchange(new ImageContent(MediaSource.bytes(image, "image/png"), "look"), image);
        assertThat(there.caption()).isEqualTo("look");
        RemoteMedia media = (RemoteMedia) there.media();
        assertThat(media.mimetype()).isEqualTo("image/png");
        assertThat(media.fileLength()).isEqualTo(100_000);
        ReceivedMessage atPhone = bobPhone.await(m -> m.message().hasImageMessage(), TestClient.PATIENCE);
        assertThat(atPhone.message().getImageMessage().getDirectPath()).isEqualTo(media.directPath());
    }

    @Test
    void exchangesADocumentThatIsLargeEnoughToBeResumed() throws Exception {
        byte[] document = bytes(6 << 20);
        DocumentContent there = exchange(
                new DocumentContent(MediaSource.bytes(document, "application/pdf"), "report.pdf", "the figures"),
                document);
        assertThat(there.fileName()).isEqualTo("report.pdf");
        assertThat(there.caption()).isEqualTo("the figures");
    }

    @Test
    void exchangesADocumentWithoutCaption() throws Exception {
        byte[] document = bytes(17);
        DocumentContent there =
                exchange(new DocumentContent(MediaSource.bytes(document, null), "a.bin", null), document);
        assertThat(there.caption()).isNull();
        assertThat(((RemoteMedia) there.media()).mimetype()).isEqualTo("application/octet-stream");
    }

    @Test
    void exchangesAVoiceNote() throws Exception {
        byte[] sound = bytes(70_000);
        AudioContent there = exchange(new AudioContent(MediaSource.bytes(sound, null), true, 12), sound);
        assertThat(there.voiceNote()).isTrue();
        assertThat(there.seconds()).isEqualTo(12);
        assertThat(((RemoteMedia) there.media()).mimetype()).isEqualTo("audio/ogg; codecs=opus");
        ReceivedMessage atPhone = bobPhone.await(m -> m.message().hasAudioMessage(), TestClient.PATIENCE);
        assertThat(atPhone.message().getAudioMessage().getStreamingSidecar().size())
                .isEqualTo(20);
    }

    @Test
    void exchangesVideosAndStickers() throws Exception {
        byte[] bytes = bytes(33_333);
        assertThat(exchange(new VideoContent(MediaSource.bytes(bytes, null), "v", false, false), bytes)
                        .kind())
                .isEqualTo(MediaKind.VIDEO);
        assertThat(exchange(new VideoContent(MediaSource.bytes(bytes, null), null, true, false), bytes)
                        .gif())
                .isTrue();
        assertThat(exchange(new VideoContent(MediaSource.bytes(bytes, null), null, false, true), bytes)
                        .round())
                .isTrue();
        exchange(new StickerContent(MediaSource.bytes(bytes, null)), bytes);
    }

    @Test
    void sendsAReceivedFileOnWithoutASecondUpload() throws Exception {
        byte[] image = bytes(5_000);
        ImageContent there = exchange(new ImageContent(MediaSource.bytes(image, null), null), image);
        IncomingMessage forwarded =
                received(alice, get(bob.client.send(alice.client.account().jid(), there, SendOptions.NONE)));
        assertThat(((RemoteMedia) ((MediaContent) forwarded.content()).media()).directPath())
                .isEqualTo(((RemoteMedia) there.media()).directPath());
    }

    @Test
    void saysThatAFileHasExpired() throws Exception {
        byte[] image = bytes(5_000);
        RemoteMedia media = (RemoteMedia) exchange(new ImageContent(MediaSource.bytes(image, null), null), image)
                .media();
        simulator.expireMedia();
        assertThatThrownBy(() -> get(bob.client.downloadBytes(media, 5_000)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MediaExpiredException.class);
    }

    @Test
    void sendsNothingWhenTheFileCannotBeRead() {
        ImageContent image = new ImageContent(MediaSource.file(directory.resolve("none"), null), null);
        assertThatThrownBy(() -> get(alice.client.send(bobPhone.phoneJid(), image, SendOptions.NONE)))
                .cause()
                .hasMessageContaining("cannot be read");
        assertThat(bobPhone.inbox()).isEmpty();
    }
}
