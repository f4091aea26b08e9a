package org.camelwhatsapp.engine.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.business.Trees.leaf;
import static org.camelwhatsapp.engine.business.Trees.node;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short links, and bots. */
class ChatLinkFeatureTest {
    private static final Jid SHOP = Jid.phone("15550001000");

    private final ScriptedSession server = new ScriptedSession();
    private final ChatLinkFeature links = new ChatLinkFeature(server.session);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://wa.me/message/ABC123",
                "http://wa.me/message/ABC123/",
                "wa.me/qr/ABC123",
                "https://wa.me/qr/ABC123?src=qr&x=1",
                "https://api.whatsapp.com/message/ABC123#top",
                "api.whatsapp.com/qr/ABC123",
                " ABC123 "
            })
    void asksForTheCodeInALink(String link) {
        links.resolve(link);
        Node request = server.nextRequest();
        assertThat(request.attr("xmlns")).isEqualTo("w:qr");
        assertThat(request.children())
                .containsExactly(node("qr", "code", "ABC123").build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://example.com/message/ABC123",
                "https://wa.me/15550001000/ABC",
                "https://wa.me/message/",
                "https://wa.me/message/A B",
                "ABC\n123",
                "https://wa.me/other/ABC123"
            })
    void asksForNothingElse(String link) {
        assertThatThrownBy(() -> links.resolve(link)).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void tellsWhomALinkLeadsTo() {
        var asked = links.resolve("ABC123");
        server.answer(Node.builder("qr")
                .attr("jid", SHOP)
                .attr("notify", "Shop")
                .attr("type", "message")
                .child(leaf("message", "Hello"))
                .child(node("business", "is_signed", "true", "verified_name", "Shop Ltd", "verified_level", "high")
                        .build())
                .build());
        assertThat(asked.toCompletableFuture())
                .isCompletedWithValue(new ChatLink(SHOP, "message", "Shop", "Hello", "Shop Ltd", "high", true));
    }

    @Test
    void tellsOfPersonsToo() {
        var asked = links.resolve("ABC123");
        server.answer(Node.builder("qr").attr("jid", SHOP).build());
        assertThat(asked.toCompletableFuture())
                .isCompletedWithValue(new ChatLink(SHOP, null, null, null, null, null, false));
    }

    @Test
    void tellsAndRenewsTheOwnLink() {
        var told = links.own(false);
        assertThat(server.nextRequest().children())
                .containsExactly(node("qr", "type", "contact", "action", "get").build());
        server.answer(node("qr", "code", "XYZ").build());
        assertThat(told.toCompletableFuture()).isCompletedWithValue("https://wa.me/qr/XYZ");
        links.own(true);
        assertThat(server.nextRequest().requireChild("qr").attr("action")).isEqualTo("revoke");
    }

    @Test
    void listsTheBotsOfTheSectionThatHasAll() {
        Jid bot = Jid.parse("867051314767696@bot");
        var listed = new BotFeature(server.session).list();
        Node request = server.nextRequest();
        assertThat(request.attr("xmlns")).isEqualTo("bot");
        assertThat(request.children()).containsExactly(node("bot", "v", "2").build());
        Node entry =
                Node.builder("bot").attr("jid", bot).attr("persona_id", "8$1").build();
        server.answer(Node.of(
                "bot",
                node("section", "type", "featured").child(entry).build(),
                node("section", "type", "all").child(entry).build()));
        assertThat(listed.toCompletableFuture()).isCompletedWithValue(List.of(new Bot(bot, "8$1")));
    }

    @Test
    void readsWhatABotTells() {
        Jid bot = Jid.parse("867051314767696@bot");
        var asked = new BotFeature(server.session).profiles(List.of(bot));
        Node usync = server.nextRequest().requireChild("usync");
        assertThat(usync.attr("context")).isEqualTo("interactive");
        assertThat(usync.requireChild("query").children())
                .containsExactly(Node.of("bot", node("profile", "v", "1").build()));
        Node profile = node("profile", "persona_id", "8$1")
                .child(leaf("name", "Helper"))
                .child(Node.of("default"))
                .child(Node.of(
                        "commands", leaf("description", "what it can"), Node.of("command", leaf("name", "imagine"))))
                .child(Node.of("prompts", Node.of("prompt", leaf("text", "Ask"))))
                .build();
        Node known = Node.builder("user")
                .attr("jid", bot)
                .child(Node.of("bot", profile))
                .build();
        Node unknown = Node.builder("user").attr("jid", SHOP).build();
        server.answer(Node.of("usync", Node.of("list", known, unknown)));
        assertThat(asked.toCompletableFuture())
                .isCompletedWithValue(List.of(new BotProfile(
                        bot,
                        "8$1",
                        "Helper",
                        null,
                        null,
                        null,
                        true,
                        List.of(new BotProfile.Command("imagine", null)),
                        List.of(new BotProfile.Prompt(null, "Ask")))));
    }
}
