package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.message.SmallWorld.ANN;
import static org.camelwhatsapp.engine.message.SmallWorld.ANNS_PHONE;
import static org.camelwhatsapp.engine.message.SmallWorld.BOB;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.content.AlbumContent;
import org.camelwhatsapp.engine.message.content.DocumentContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.MediaContent;
import org.camelwhatsapp.engine.message.content.VideoContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Albums: what is sent, in which order, under which ids, and what is no album. Its files were uploaded before. */
class AlbumFeatureTest {
    private static final ImageContent IMAGE = new ImageContent(file(MediaKind.IMAGE, "image/jpeg"), "a picture");
    private static final VideoContent VIDEO = new VideoContent(file(MediaKind.VIDEO, "video/mp4"), null, false, false);

    private final SmallWorld world = new SmallWorld(List.of(ANN, ANNS_PHONE, BOB), List.of());
    // Nothing has to be uploaded, so there is nothing to upload with.
    private final AlbumFeature albums = new AlbumFeature(world.ann.messages, new Attachments(null, null));

    private static RemoteMedia file(MediaKind kind, String mimetype) {
        return new RemoteMedia(kind, "https://h/p", "/p", new byte[32], new byte[32], new byte[32], 4, mimetype, 5);
    }

    private CompletableFuture<List<SendResult>> send(Jid chat, List<MediaContent> parts, SendOptions options) {
        return world.ann.process.call(() -> albums.send(chat, parts, options));
    }

    private CompletableFuture<List<SendResult>> send(List<MediaContent> parts, SendOptions options) {
        return send(BOB.toUser(), parts, options);
    }

    private static SendOptions named(String id) {
        return SendOptions.NONE.withMessageId(id);
    }

    @Test
    void theAnnouncementComesFirstAndThenThePartsInOrder() {
        send(List.of(IMAGE, VIDEO, IMAGE), named("A1"));
        world.serve(world.ann);
        List<IncomingMessage> read = world.read(BOB);
        assertThat(read).extracting(message -> message.key().id()).containsExactly("A1", "A1P0", "A1P1", "A1P2");
        assertThat(read.get(0).content()).isEqualTo(new AlbumContent(2, 1));
        assertThat(read.get(1).content()).isInstanceOf(ImageContent.class);
        assertThat(read.get(2).content()).isInstanceOf(VideoContent.class);
    }

    @Test
    void eachPartNamesItsAlbum() {
        send(List.of(IMAGE, VIDEO), named("A1"));
        world.serve(world.ann);
        assertThat(world.read(BOB))
                .extracting(message -> message.context().albumId())
                .containsExactly(null, "A1", "A1");
    }

    @Test
    void theResultsAreThoseOfTheAlbumAndOfItsParts() {
        CompletableFuture<List<SendResult>> sent = send(List.of(IMAGE, VIDEO), named("A1"));
        world.serve(world.ann);
        assertThat(sent.join()).extracting(SendResult::id).containsExactly("A1", "A1P0", "A1P1");
    }

    @Test
    void withoutAnIdOfOnesOwnEachHasANewOne() {
        CompletableFuture<List<SendResult>> sent = send(List.of(IMAGE, VIDEO), SendOptions.NONE);
        world.serve(world.ann);
        assertThat(sent.join())
                .extracting(SendResult::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("3EB0[0-9A-F]{18}"));
    }

    @Test
    void aPartLeavesWhenTheServerHasTakenTheOneBefore() {
        send(List.of(IMAGE, VIDEO), named("A1"));
        assertThat(world.leaving().requireAttr("id")).isEqualTo("A1");
        assertThat(world.ann.process.requests).hasSize(1);
        world.office.serve(world.ann, true);
        assertThat(world.leaving().requireAttr("id")).isEqualTo("A1P0");
    }

    @Test
    void aRefusedPartEndsTheAlbum() {
        CompletableFuture<List<SendResult>> sent = send(List.of(IMAGE, VIDEO), named("A1"));
        world.leaving();
        world.office.serve(world.ann, true);
        world.leaving();
        world.ann.process.answerWith(Node.builder("ack").attr("error", 479).build());
        assertThatThrownBy(sent::join).hasCauseInstanceOf(SendFailedException.class);
        assertThat(world.ann.process.requests).isEmpty();
    }

    @Test
    void theSameCallAgainSendsWhatIsMissingAndNothingTwice() {
        send(List.of(IMAGE, VIDEO), named("A1"));
        world.leaving();
        world.office.serve(world.ann, true);
        world.leaving();
        world.ann.process.answerWith(Node.builder("ack").attr("error", 500).build());
        CompletableFuture<List<SendResult>> again = send(List.of(IMAGE, VIDEO), named("A1"));
        world.serve(world.ann);
        assertThat(again.join()).hasSize(3);
        assertThat(world.read(BOB)).extracting(message -> message.key().id()).containsExactly("A1", "A1P0", "A1P1");
    }

    @Test
    void anAlbumHasAtMostThirtyParts() {
        CompletableFuture<List<SendResult>> sent = send(new ArrayList<>(Collections.nCopies(30, IMAGE)), named("A1"));
        world.serve(world.ann);
        assertThat(sent.join()).hasSize(31);
    }

    static Stream<Arguments> noAlbums() {
        Jid bob = BOB.toUser();
        SendOptions none = SendOptions.NONE;
        SendOptions once = new SendOptions(null, null, null, List.of(), false, true);
        List<MediaContent> two = List.of(IMAGE, VIDEO);
        return Stream.of(
                // One is no album, and 31 are more than the phone shows.
                Arguments.of(bob, List.of(IMAGE), none, "'files' must be 2 to 30 pictures and videos"),
                Arguments.of(bob, Collections.nCopies(31, IMAGE), none, "'files' must be 2 to 30 pictures and videos"),
                // Videos that are shown in another way are no part of one.
                Arguments.of(
                        bob,
                        List.of(IMAGE, new VideoContent(file(MediaKind.GIF, "video/mp4"), null, true, false)),
                        none,
                        "'files' must be pictures and videos"),
                Arguments.of(
                        bob,
                        List.of(IMAGE, new VideoContent(file(MediaKind.VIDEO_NOTE, "video/mp4"), null, false, true)),
                        none,
                        "'files' must be pictures and videos"),
                Arguments.of(
                        bob,
                        List.of(
                                IMAGE,
                                new DocumentContent(file(MediaKind.DOCUMENT, "text/plain"), "a.txt", null, null)),
                        none,
                        "'files' must be pictures and videos"),
                Arguments.of(bob, two, once, "'viewOnce' must be false for an album"),
                Arguments.of(Jid.STATUS, two, none, "'chat' must be a user or a group"),
                Arguments.of(Jid.of("1", Jid.NEWSLETTER_SERVER), two, none, "'chat' must be a user or a group"));
    }

    @ParameterizedTest
    @MethodSource("noAlbums")
    void whatIsNoAlbumIsRefusedBeforeAnythingIsSent(
            Jid chat, List<MediaContent> parts, SendOptions options, String message) {
        CompletableFuture<List<SendResult>> sent = send(chat, parts, options);
        assertThatThrownBy(sent::join)
                .hasCauseInstanceOf(InvalidContentException.class)
                .hasMessageContaining(message);
        assertThat(world.ann.process.requests).isEmpty();
        assertThat(world.ann.disk.mail().outbox).isEmpty();
    }
}
