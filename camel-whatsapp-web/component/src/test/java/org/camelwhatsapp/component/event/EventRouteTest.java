package org.camelwhatsapp.component.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.IdentityChanged;
import org.camelwhatsapp.engine.event.MediaReuploaded;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.MessageUnavailable;
import org.camelwhatsapp.engine.event.OfflineCompleted;
import org.camelwhatsapp.engine.event.RetryRequested;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.Test;

/** Events that come when something is out of the ordinary. */
class EventRouteTest extends LinkedRouteTest {
    private static final byte[] FILE = {1, 2, 3, 4, 5};

    @Test
    @RouteTestOf(events = {"message.unavailable", "message"})
    void tellsOfAMessageThatCannotBeReadYet() {
        simulator
                .faults()
                .add(FaultSpec.once(FaultStep.TO_CLIENT, FaultEffect.WITHHOLD).tag("message"));
        String id = customer.sendText(own.phoneJid(), "withheld");
        await(MessageUnavailable.class, event -> event.key().id().equals(id));
        await(MessageReceived.class, event -> event.message().key().id().equals(id));
    }

    @Test
    @RouteTestOf(
            operations = "message.send",
            events = {"message.retryRequested"})
    void tellsOfADeviceThatAsksAgain() {
        SendResult sent = perform(SendResult.class, "message.send", Map.of("chat", "15550002002", "text", "say again"));
        ReceivedMessage received = customer.awaitText("say again", PATIENCE);
        customer.askAgain(received);
        RetryRequested asked =
                await(RetryRequested.class, event -> event.messageId().equals(sent.id()));
        assertThat(asked.answered()).isTrue();
    }

    @Test
    @RouteTestOf(
            events = {"identity"},
            operations = "message.send")
    void tellsOfAUserWhoRegisteredAnew() {
        customer.announceNewIdentity();
        await(IdentityChanged.class, event -> event.user().equals(customer.phoneJid()));
        perform("message.send", Map.of("chat", "15550002002", "text", "hello again"));
        customer.awaitText("hello again", PATIENCE);
    }

    @Test
    @RouteTestOf(
            operations = {"message.image", "media.download"},
            events = {"media.reuploaded"})
    void getsAFileAgainFromThePhone() {
        perform("message.image", Map.of("chat", "15550002002", "file", FILE));
        Message picture =
                customer.await(m -> m.message().hasImageMessage(), PATIENCE).message();
        String id = customer.send(own.phoneJid(), picture);
        IncomingMessage message = await(
                        MessageReceived.class,
                        event -> event.message().key().id().equals(id))
                .message();
        ImageContent image = (ImageContent) message.content();
        assertThat(perform(byte[].class, "media.download", image.media())).isEqualTo(FILE);
        own.await(m -> m.id().equals(id), PATIENCE);
        simulator.expireMedia();
        byte[] again = perform(
                byte[].class,
                "media.download",
                Map.of("media", image.media(), "chat", message.key().chat(), "targetId", id));
        assertThat(again).isEqualTo(FILE);
        assertThat(await(MediaReuploaded.class, event -> event.key().id().equals(id))
                        .result())
                .isEqualTo("success");
    }

    @Test
    @RouteTestOf(events = {"connection.offlineCompleted", "message", "connection"})
    void tellsWhenAllThatWaitedIsThere() {
        simulator
                .faults()
                .add(FaultSpec.once(FaultStep.AFTER_SERVER_HELLO, FaultEffect.CUT)
                        .times(2));
        simulator.restart();
        String id = customer.sendText(own.phoneJid(), "meanwhile");
        await(MessageReceived.class, event -> event.message().key().id().equals(id));
        await(OfflineCompleted.class, event -> true);
    }
}
