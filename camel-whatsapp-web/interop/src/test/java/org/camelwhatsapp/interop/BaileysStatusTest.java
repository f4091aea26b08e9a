package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.interop.Pair.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.camelwhatsapp.engine.event.StatusReceived;
import org.camelwhatsapp.engine.event.StatusViewed;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.message.content.TextStyle;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.status.StatusFeature;
import org.camelwhatsapp.proto.ContextInfo;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Statuses of one client, as the other one sees them, both ways. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaileysStatusTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final TextStyle STYLE = new TextStyle(0xFFFFFFFF, 0xFF102030, TextStyle.Font.FB_SCRIPT);

    private Pair pair;

    @BeforeAll
    void start(@TempDir Path directory) {
        pair = new Pair("baileys-driver.mjs", directory).acquainted();
    }

    @AfterAll
    void stop() {
        pair.close();
    }

    private String post(TextContent content) {
        return pair.ours(
                        StatusFeature.class,
                        statuses -> statuses.post(content, List.of(pair.bobPhone.phoneJid()), null))
                .id();
    }

    private JsonObject atBob(String id) {
        return pair.bob.await("message", event -> id.equals(event.getString("id")));
    }

    private IncomingMessage atAlice(Predicate<IncomingMessage> wanted) {
        return pair.alice
                .awaitEvent(StatusReceived.class, event -> wanted.test(event.message()))
                .message();
    }

    private JsonArray viewers() {
        return new JsonArray(List.of(pair.alicePhone.lid().toString()));
    }

    private boolean isBob(Jid jid) {
        return jid.isSameUser(pair.bobPhone.lid()) || jid.isSameUser(pair.bobPhone.phoneJid());
    }

    @Test
    void readsLooksAtAndAnswersOurs() {
        for (int i = 0; i < 3; i++) {
            // The first one brings the key, the others are opened with it.
            String id = post(new TextContent("ours " + i, null, STYLE));
            JsonObject seen = atBob(id);
            assertThat(seen.getString("chat")).isEqualTo("status@broadcast");
            Message.ExtendedTextMessage text = NodeClient.message(seen).getExtendedTextMessage();
            assertThat(text.getText()).isEqualTo("ours " + i);
            assertThat(text.getBackgroundArgb()).isEqualTo(0xFF102030);
            assertThat(text.getFont()).isEqualTo(Message.ExtendedTextMessage.FontType.FB_SCRIPT);
            pair.bob.call("read", "target", id);
            StatusViewed viewed = pair.alice.awaitEvent(
                    StatusViewed.class, event -> event.messageIds().contains(id));
            assertThat(viewed.viewer())
                    .satisfies(viewer -> assertThat(isBob(viewer)).isTrue());
        }
    }

    @Test
    void readsOurPicturesAndSeesThemTakenBack() {
        ImageContent picture = new ImageContent(MediaSource.bytes(BYTES, "image/png"), "ours");
        String id = pair.ours(
                        StatusFeature.class, statuses -> statuses.post(picture, List.of(pair.bobPhone.lid()), null))
                .id();
        atBob(id);
        assertThat(pair.bob.call("download", "target", id).getString("base64"))
                .isEqualTo(Base64.getEncoder().encodeToString(BYTES));
        String revoke =
                pair.ours(StatusFeature.class, statuses -> statuses.revoke(id)).id();
        Message.ProtocolMessage revoked = NodeClient.message(atBob(revoke)).getProtocolMessage();
        assertThat(revoked.getType()).isEqualTo(Message.ProtocolMessage.Type.REVOKE);
        assertThat(revoked.getKey().getId()).isEqualTo(id);
    }

    @Test
    void isReadAndAnsweredByUs() {
        for (int i = 0; i < 3; i++) {
            String text = "theirs " + i;
            String id = pair.bob.compose(
                    Jid.STATUS,
                    "status",
                    "text",
                    text,
                    "viewers",
                    viewers(),
                    "backgroundColor",
                    "#ff204060",
                    "font",
                    2);
            IncomingMessage status = atAlice(message -> message.key().id().equals(id));
            assertThat(isBob(status.sender())).isTrue();
            assertThat(status.content()).isInstanceOfSatisfying(TextContent.class, content -> {
                assertThat(content.text()).isEqualTo(text);
                assertThat(content.style()).isNotNull();
                assertThat(content.style().backgroundColor()).isEqualTo(0xFF204060);
                assertThat(content.style().font()).isEqualTo(TextStyle.Font.FB_SCRIPT);
            });
            pair.ours(StatusFeature.class, statuses -> statuses.markViewed(status.sender(), id));
            pair.bob.await(
                    "receipt", event -> id.equals(event.getString("id")) && "read".equals(event.getString("type")));
            String answer = "to " + text;
            pair.ours(StatusFeature.class, statuses -> statuses.reply(status.sender(), id, new TextContent(answer)));
            ContextInfo context = NodeClient.message(pair.bob.awaitText(answer))
                    .getExtendedTextMessage()
                    .getContextInfo();
            assertThat(context.getStanzaId()).isEqualTo(id);
            assertThat(context.getRemoteJid()).isEqualTo("status@broadcast");
        }
    }

    @Test
    void sendsUsPicturesAndTakesThemBack() {
        String id = pair.bob.compose(
                Jid.STATUS,
                "statusPicture",
                "base64",
                Base64.getEncoder().encodeToString(BYTES),
                "caption",
                "theirs",
                "viewers",
                viewers());
        IncomingMessage status = atAlice(message -> message.key().id().equals(id));
        ImageContent picture = (ImageContent) status.content();
        assertThat(picture.caption()).isEqualTo("theirs");
        assertThat(get(pair.alice.client.downloadBytes((RemoteMedia) picture.media(), 1_000)))
                .isEqualTo(BYTES);
        pair.bob.compose(Jid.STATUS, "statusRevoke", "target", id, "viewers", viewers());
        IncomingMessage revoked = atAlice(message -> message.content() instanceof RevokeContent);
        assertThat(((RevokeContent) revoked.content()).target().id()).isEqualTo(id);
    }
}
