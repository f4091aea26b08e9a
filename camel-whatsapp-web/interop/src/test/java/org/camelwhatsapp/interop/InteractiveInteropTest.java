package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.content.Button;
import org.camelwhatsapp.engine.message.content.ButtonsContent;
import org.camelwhatsapp.engine.message.content.CarouselContent;
import org.camelwhatsapp.engine.message.content.EventContent;
import org.camelwhatsapp.engine.message.content.ListContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.Panel;
import org.camelwhatsapp.engine.message.content.PinContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.PollRules;
import org.camelwhatsapp.engine.message.content.SelectionContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.phone.ReceivedMessage.Reporting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Choices, answers, pins, events and reporting tokens, both ways between our engine and independent clients. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InteractiveInteropTest {
    private final Simulator simulator = Simulator.start();
    private final Phone alicePhone = simulator.addAccount("15550001001", "Alice");
    private final Phone bobPhone = simulator.addAccount("15550001002", "Bob");
    private final Phone carolPhone = simulator.addAccount("15550001003", "Carol");
    private NodeClient bob;
    private TestClient alice;

    @BeforeAll
    void start(@TempDir Path directory) {
        bob = NodeClient.start("baileys-driver.mjs", simulator);
        bob.paired(bobPhone);
        alice = new TestClient(simulator, directory, "alice").paired(alicePhone);
        send(new TextContent("warm"));
        bob.awaitText("warm");
    }

    @AfterAll
    void stop() {
        if (alice != null) {
            alice.close();
        }
        if (bob != null) {
            bob.close();
        }
        simulator.close();
    }

    private String send(MessageContent content) {
        try {
            return alice.client
                    .send(bobPhone.phoneJid(), content, SendOptions.NONE)
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS)
                    .id();
        } catch (Exception e) {
            throw new AssertionError("the message was not sent", e);
        }
    }

    /** What the other client finds inside a message of ours, after it took the wrappers off. */
    private JsonObject seen(String id, String type) {
        bob.await("message", event -> id.equals(event.getString("id")));
        JsonObject answer = bob.call("content", "target", id);
        assertThat(answer.getString("type")).isEqualTo(type);
        return answer.getJsonObject("content").getJsonObject(type);
    }

    private IncomingMessage received(String id) {
        return received(message -> message.key().id().equals(id));
    }

    private IncomingMessage received(Predicate<IncomingMessage> wanted) {
        return alice.awaitEvent(MessageReceived.class, event -> wanted.test(event.message()))
                .message();
    }

    private String to() {
        return alicePhone.phoneJid().toString();
    }

    @Test
    void itReadsOurChoices() {
        JsonObject flow = seen(
                send(ButtonsContent.of(
                        Panel.of("Deliver?").withFooter("Shop"),
                        List.of(Button.reply("yes", "Yes"), Button.url("https://example.org", "Look")))),
                "interactiveMessage");
        assertThat(flow.getJsonObject("body").getString("text")).isEqualTo("Deliver?");
        JsonArray buttons = flow.getJsonObject("nativeFlowMessage").getJsonArray("buttons");
        assertThat(buttons.getJsonObject(1).getString("name")).isEqualTo("cta_url");
        assertThat(new JsonObject(buttons.getJsonObject(0).getString("buttonParamsJson")))
                .isEqualTo(new JsonObject().put("display_text", "Yes").put("id", "yes"));
        JsonObject list = seen(
                send(new ListContent(
                        ListContent.Form.LIST,
                        Panel.of("Size?"),
                        "Choose",
                        List.of(new ListContent.Section("S", List.of(new ListContent.Row("s", "Small", null)))))),
                "listMessage");
        assertThat(list.getString("listType")).isEqualTo("SINGLE_SELECT");
        assertThat(list.getJsonArray("sections")
                        .getJsonObject(0)
                        .getJsonArray("rows")
                        .getJsonObject(0)
                        .getString("rowId"))
                .isEqualTo("s");
        JsonObject old = seen(
                send(new ButtonsContent(
                        ButtonsContent.Form.BUTTONS, Panel.of("Old"), List.of(Button.reply("a", "A")), null)),
                "buttonsMessage");
        assertThat(old.getString("contentText")).isEqualTo("Old");
        JsonObject carousel = seen(
                send(new CarouselContent(
                        "New", List.of(new CarouselContent.Card(Panel.of("Shoe"), List.of(Button.reply("b", "Buy")))))),
                "interactiveMessage");
        assertThat(carousel.getJsonObject("carouselMessage").getJsonArray("cards"))
                .hasSize(1);
    }

    @Test
    void weReadItsAnswers() {
        String question = send(ButtonsContent.of(Panel.of("Stay?"), List.of(Button.reply("stay", "I stay"))));
        seen(question, "interactiveMessage");
        for (String type : List.of("plain", "template")) {
            IncomingMessage answer = received(bob.compose(
                    alicePhone.phoneJid(),
                    "buttonReply",
                    "target",
                    question,
                    "type",
                    type,
                    "displayText",
                    "I stay",
                    "buttonId",
                    "stay",
                    "index",
                    0));
            assertThat(answer.context().quotedId()).isEqualTo(question);
            assertThat(answer.content()).isInstanceOfSatisfying(SelectionContent.class, selection -> {
                assertThat(selection.id()).isEqualTo("stay");
                assertThat(selection.text()).isEqualTo("I stay");
            });
        }
        IncomingMessage row = received(
                bob.compose(alicePhone.phoneJid(), "listReply", "target", question, "title", "Small", "rowId", "s"));
        assertThat(row.content()).isEqualTo(SelectionContent.of(SelectionContent.Form.LIST, "s", "Small"));
    }

    @Test
    void weReadItsChoicesAndItReadsOurAnswers() {
        JsonObject flow = new JsonObject()
                .put("body", new JsonObject().put("text", "Which?"))
                .put(
                        "nativeFlowMessage",
                        new JsonObject()
                                .put(
                                        "buttons",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("name", "quick_reply")
                                                        .put(
                                                                "buttonParamsJson",
                                                                "{\"display_text\":\"One\",\"id\":\"1\"}"))));
        JsonObject wrapped = new JsonObject()
                .put(
                        "viewOnceMessage",
                        new JsonObject().put("message", new JsonObject().put("interactiveMessage", flow)));
        String id = bob.call("relay", "to", to(), "message", wrapped).getString("messageId");
        IncomingMessage question = received(id);
        assertThat(question.context().viewOnce()).isFalse();
        assertThat(question.content())
                .isEqualTo(new ButtonsContent(
                        ButtonsContent.Form.NATIVE_FLOW, Panel.of("Which?"), List.of(Button.reply("1", "One")), null));
        JsonObject answer = seen(
                send(SelectionContent.of(SelectionContent.Form.NATIVE_FLOW, "1", "One")), "interactiveResponseMessage");
        assertThat(answer.getJsonObject("body").getString("text")).isEqualTo("One");
        assertThat(seen(send(SelectionContent.of(SelectionContent.Form.BUTTONS, "1", "One")), "buttonsResponseMessage")
                        .getString("selectedButtonId"))
                .isEqualTo("1");
    }

    @Test
    void pinsEventsAndQuizzesGoBothWays() {
        String ours = send(new TextContent("pin me"));
        bob.awaitText("pin me");
        IncomingMessage pin = received(bob.compose(alicePhone.phoneJid(), "pin", "target", ours, "time", 604_800));
        assertThat(pin.content()).isInstanceOfSatisfying(PinContent.class, content -> {
            assertThat(content.target().id()).isEqualTo(ours);
            assertThat(content.pinned()).isTrue();
            assertThat(content.duration()).isEqualTo(Duration.ofDays(7));
        });
        MessageKey key = new MessageKey(bobPhone.phoneJid(), ours, true, null);
        JsonObject unpin = seen(send(new PinContent(key, false, Duration.ZERO)), "pinInChatMessage");
        assertThat(unpin.getString("type")).isEqualTo("UNPIN_FOR_ALL");
        IncomingMessage event =
                received(bob.compose(alicePhone.phoneJid(), "invite", "name", "Party", "start", 1_900_000_000L));
        assertThat(((EventContent) event.content()).start()).isEqualTo(Instant.ofEpochSecond(1_900_000_000L));
        JsonObject quiz =
                seen(send(new PollContent("2+2?", List.of("3", "4"), 1, PollRules.quiz("4"))), "pollCreationMessageV5");
        assertThat(quiz.getString("pollType")).isEqualTo("QUIZ");
        assertThat(quiz.getJsonObject("correctAnswer").getString("optionName")).isEqualTo("4");
    }

    @Test
    void anotherClientsReportingTokenIsTheOneWeMake() {
        try (NodeClient carol = NodeClient.start("zapo-driver.mjs", simulator)) {
            carol.paired(carolPhone);
            String poll = carol.compose(
                    alicePhone.lid(), "poll", "name", "Which?", "options", new JsonArray(List.of("red", "blue")));
            assertThat(alicePhone
                            .await(m -> m.id().equals(poll), NodeClient.PATIENCE)
                            .reporting())
                    .isEqualTo(Reporting.GENUINE);
        }
    }
}
