package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.NewsletterCountsChanged;
import org.camelwhatsapp.engine.event.NewsletterMessageReceived;
import org.camelwhatsapp.engine.message.SendFailedException;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.newsletter.NewsletterInfo;
import org.camelwhatsapp.engine.newsletter.NewsletterMessage;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.junit.jupiter.api.Test;

/** Posts of newsletters: what the server has of them, and what followers saw. */
class NewsletterPostOperationTest extends LinkedRouteTest {
    private static final String OWN = "15550002001";
    private static final String CUSTOMER = "15550002002";
    private static final byte[] FILE = {1, 2, 3, 4, 5};

    /** A newsletter of this account, which the customer follows. */
    private Jid ours() {
        Jid news = perform(NewsletterInfo.class, "newsletter.create", "Ours").jid();
        customer.newsletters().follow(news);
        return news;
    }

    /** A newsletter of the customer, which this account follows. */
    private Jid theirs() {
        Jid news = customer.newsletters().create("Theirs");
        perform("newsletter.follow", news);
        return news;
    }

    private Message posted(Jid news, long serverId) {
        try {
            return Message.parseFrom(own.newsletters().plaintext(news, serverId).requireBytes());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private long post(String operation, Map<String, Object> fields) {
        Long serverId = perform(SendResult.class, operation, fields).serverId();
        assertThat(serverId).isNotNull();
        return serverId;
    }

    @SuppressWarnings("unchecked")
    private List<NewsletterMessage> messages(String operation, Map<String, Object> fields) {
        return (List<NewsletterMessage>) perform(List.class, operation, fields);
    }

    private NewsletterMessage received(Jid news, long serverId, boolean edited) {
        return await(
                        NewsletterMessageReceived.class,
                        event -> event.message().newsletter().equals(news)
                                && event.message().serverId() == serverId
                                && (event.message().edited() != null) == edited)
                .message();
    }

    @Test
    @RouteTestOf(operations = {"message.send", "message.edit", "message.revoke", "message.poll"})
    void postsTexts() {
        Jid news = ours();
        SendResult sent = perform(SendResult.class, "message.send", Map.of("chat", news, "text", "hello all"));
        long serverId = sent.serverId();
        assertThat(ContentCodec.fromProto(posted(news, serverId))).isEqualTo(new TextContent("hello all"));
        customer.awaitStanza(
                stanza -> stanza.is("message") && news.equals(stanza.jid("from")) && stanza.has("server_id"), PATIENCE);

        perform("message.edit", Map.of("chat", news, "targetId", sent.id(), "text", "hello everybody"));
        assertThat(ContentCodec.fromProto(posted(news, serverId))).isEqualTo(new TextContent("hello everybody"));
        assertThat(own.newsletters().postIds(news)).as("an edit is no new post").containsExactly(serverId);
        perform("message.revoke", Map.of("chat", news, "targetId", sent.id(), "targetFromMe", true));
        assertThat(own.newsletters().isDeleted(news, serverId)).isTrue();

        long poll = post("message.poll", Map.of("chat", news, "question", "When?", "options", List.of("now", "later")));
        Message shown = posted(news, poll);
        assertThat(shown.getPollCreationMessageV3().getName()
                        + shown.getPollCreationMessage().getName())
                .isEqualTo("When?");
        assertThat(shown.getMessageContextInfo().hasMessageSecret()).isFalse();
        Jid others = customer.newsletters().create("Not ours");
        assertThatThrownBy(() -> perform("message.send", Map.of("chat", others, "text", "may I?")))
                .isInstanceOfSatisfying(
                        SendFailedException.class, e -> assertThat(e.code()).isEqualTo("send-403"));
        assertThatThrownBy(() -> perform("message.react", Map.of("chat", news, "targetId", sent.id(), "emoji", "👍")))
                .isInstanceOf(InvalidContentException.class);
    }

    @Test
    @RouteTestOf(
            operations = {"message.image", "media.download", "newsletter.messages"},
            events = "newsletter.changed")
    void postsFilesThatAreNotEncrypted() {
        Jid news = ours();
        long serverId = post("message.image", Map.of("chat", news, "file", FILE, "caption", "look"));
        Message.ImageMessage image = posted(news, serverId).getImageMessage();
        assertThat(image.hasMediaKey()).isFalse();
        assertThat(image.hasFileEncSha256()).isFalse();
        assertThat(image.getFileSha256().toByteArray()).isEqualTo(Hashes.sha256(FILE));
        assertThat(image.getCaption()).isEqualTo("look");
        assertThat(own.newsletters().plaintext(news, serverId).attr("mediatype"))
                .isEqualTo("image");
        assertThat(own.newsletters().mediaHandle(news, serverId)).isNotEmpty();
        ImageContent listed = (ImageContent) messages("newsletter.messages", Map.of("newsletter", news))
                .get(0)
                .content();
        assertThat(perform(byte[].class, "media.download", listed.media())).isEqualTo(FILE);
    }

    @Test
    @RouteTestOf(
            operations = {"newsletter.messages", "newsletter.updates"},
            events = "newsletter.message")
    void readsWhatIsPosted() {
        Jid news = theirs();
        long first = customer.newsletters().post(news, "first");
        assertThat(((TextContent) received(news, first, false).content()).text())
                .isEqualTo("first");
        long second = customer.newsletters().post(news, "second");
        received(news, second, false);
        long third = customer.newsletters().post(news, "third");
        received(news, third, false);
        customer.newsletters().react(news, first, "👍");
        customer.newsletters().view(news, first);

        assertThat(messages("newsletter.messages", Map.of("newsletter", news)))
                .extracting(NewsletterMessage::serverId)
                .containsExactly(first, second, third);
        assertThat(messages("newsletter.messages", Map.of("newsletter", news, "count", 1, "before", third)))
                .extracting(NewsletterMessage::serverId)
                .containsExactly(second);
        assertThat(messages("newsletter.messages", Map.of("newsletter", news, "count", 1, "after", first)))
                .extracting(NewsletterMessage::serverId)
                .containsExactly(second);

        customer.newsletters().edit(news, second, "second, better");
        assertThat(((TextContent) received(news, second, true).content()).text())
                .isEqualTo("second, better");
        customer.newsletters().revoke(news, third);
        assertThat(received(news, third, true).deleted()).isTrue();
        List<NewsletterMessage> updates = messages("newsletter.updates", Map.of("newsletter", news));
        assertThat(updates.get(0).content()).isNull();
        assertThat(updates.get(0).counts().views()).isEqualTo(1);
        assertThat(updates.get(0).counts().reactions()).containsExactly(Map.entry("👍", 1L));
        assertThat(updates.get(1).content()).isEqualTo(new TextContent("second, better"));
        assertThat(updates.get(2).deleted()).isTrue();

        assertThatThrownBy(() -> messages("newsletter.messages", Map.of("newsletter", news, "count", 101)))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> messages("newsletter.updates", Map.of("newsletter", "120363000000999999@newsletter")))
                .isInstanceOfSatisfying(
                        ServerErrorException.class, e -> assertThat(e.code()).isEqualTo("server-404"));
    }

    @Test
    @RouteTestOf(
            operations = {"newsletter.subscribe", "newsletter.react", "newsletter.markViewed"},
            events = "newsletter.counts")
    void reactsAndIsCounted() {
        Jid news = theirs();
        long serverId = customer.newsletters().post(news, "look");
        assertThat(perform(Duration.class, "newsletter.subscribe", news)).isEqualTo(Duration.ofMinutes(5));
        perform("newsletter.react", Map.of("newsletter", news, "serverId", serverId, "emoji", "🎉"));
        assertThat(customer.newsletters().reactions(news, serverId)).containsExactly(Map.entry(OWN, "🎉"));
        NewsletterMessage counted = await(
                        NewsletterCountsChanged.class,
                        event -> event.newsletter().equals(news))
                .messages()
                .get(0);
        assertThat(counted.serverId()).isEqualTo(serverId);
        assertThat(counted.counts().ownReaction()).isEqualTo("🎉");
        perform("newsletter.react", Map.of("newsletter", news, "serverId", serverId, "emoji", ""));
        assertThat(customer.newsletters().reactions(news, serverId)).isEmpty();
        assertThatThrownBy(() -> perform("newsletter.react", Map.of("newsletter", news, "serverId", 7, "emoji", "🎉")))
                .isInstanceOfSatisfying(
                        SendFailedException.class, e -> assertThat(e.code()).isEqualTo("send-404"));
        perform("newsletter.markViewed", Map.of("newsletter", news, "serverIds", List.of(serverId)));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(customer.newsletters().viewers(news, serverId))
                        .containsExactly(OWN));
        await(
                NewsletterCountsChanged.class,
                event -> event.messages().get(0).counts().views() == 1);
    }

    @Test
    @RouteTestOf(
            operations = {"newsletter.subscribe", "newsletter.unsubscribe"},
            events = "newsletter.counts")
    void goesOnToBeToldWithANewConnection() {
        Jid news = theirs();
        long serverId = customer.newsletters().post(news, "look");
        perform("newsletter.subscribe", Map.of("newsletter", news, "keep", true));
        assertThat(customer.newsletters().watchers(news)).isEqualTo(1);
        customer.newsletters().forgetWatchers(news);
        simulator.restart();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(customer.newsletters().watchers(news)).isEqualTo(1));
        customer.newsletters().react(news, serverId, "👍");
        await(NewsletterCountsChanged.class, event -> event.newsletter().equals(news));
        perform("newsletter.unsubscribe", news);
        customer.newsletters().forgetWatchers(news);
        simulator.restart();
        String after = customer.sendText(own.phoneJid(), "after the restart");
        await(MessageReceived.class, event -> event.message().key().id().equals(after));
        perform("newsletter.messages", news);
        assertThat(customer.newsletters().watchers(news)).isZero();
    }

    @Test
    @RouteTestOf(
            operations = {"newsletter.vote", "newsletter.messages"},
            events = "newsletter.message")
    void votes() {
        Jid news = theirs();
        long poll = customer.newsletters()
                .post(
                        news,
                        Message.newBuilder()
                                .setPollCreationMessageV3(Message.PollCreationMessage.newBuilder()
                                        .setName("When?")
                                        .setSelectableOptionsCount(1)
                                        .addOptions(Message.PollCreationMessage.Option.newBuilder()
                                                .setOptionName("now"))
                                        .addOptions(Message.PollCreationMessage.Option.newBuilder()
                                                .setOptionName("later")))
                                .build(),
                        "poll");
        assertThat(received(news, poll, false).content())
                .isEqualTo(new PollContent("When?", List.of("now", "later"), 1));
        perform("newsletter.vote", Map.of("newsletter", news, "serverId", poll, "options", List.of("later")));
        assertThat(customer.newsletters().votes(news, poll))
                .containsExactly(HexFormat.of().formatHex(Hashes.sha256("later".getBytes(StandardCharsets.UTF_8))));
        assertThat(messages("newsletter.messages", Map.of("newsletter", news))
                        .get(0)
                        .counts()
                        .votes())
                .containsExactly(Map.entry("later", 1L));
    }

    @Test
    @RouteTestOf(events = "newsletter.message")
    void ownPostsComeToRoutesThatWantThem() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("whatsapp-web:main?events=newsletter.message")
                        .routeId("others")
                        .to("mock:others");
            }
        });
        MockEndpoint others = context.getEndpoint("mock:others", MockEndpoint.class);
        others.expectedBodiesReceived("theirs");
        Jid news = ours();
        long mine = own.newsletters().post(news, "mine");
        assertThat(received(news, mine, false).mine()).isTrue();
        Jid followed = theirs();
        customer.newsletters().post(followed, "theirs");
        others.assertIsSatisfied(60_000);
        context.getRouteController().stopRoute("others");
    }

    @Test
    @RouteTestOf(events = "newsletter.message")
    void getsWhatWasPostedMeanwhile() {
        Jid news = theirs();
        simulator
                .faults()
                .add(FaultSpec.once(FaultStep.AFTER_SERVER_HELLO, FaultEffect.CUT)
                        .times(2));
        simulator.restart();
        long serverId = customer.newsletters().post(news, "meanwhile");
        NewsletterMessageReceived event =
                await(NewsletterMessageReceived.class, e -> e.message().serverId() == serverId);
        assertThat(event.offline()).isTrue();
        assertThat(customer.newsletters().members(news)).containsKey(CUSTOMER);
    }
}
