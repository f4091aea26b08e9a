package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camelwhatsapp.component.WhatsAppWebConfiguration;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.archive.MessagePage;
import org.junit.jupiter.api.Test;

/** Where records must be kept, nobody empties the archive from a phone. */
class ArchiveKeepsTest extends LinkedRouteTest {
    @Override
    protected void adjust(WhatsAppWebConfiguration configuration) {
        configuration.setArchiveFollowsDeletions(false);
    }

    @Test
    @RouteTestOf(operations = {"message.deleteForMe", "chat.clear", "chat.delete", "chat.messages"})
    void whatWasDeletedElsewhere() {
        String id = customer.sendText(own.phoneJid(), "for the records");
        await(MessageReceived.class, event -> event.message().key().id().equals(id));
        perform("message.deleteForMe", Map.of("chat", customer.lid(), "targetId", id, "targetSender", customer.lid()));
        perform("chat.clear", Map.of("chat", customer.lid(), "starredToo", true));
        perform("chat.delete", Map.of("chat", customer.lid()));
        assertThat(perform(MessagePage.class, "chat.messages", customer.lid()).messages())
                .extracting(message -> message.key().id())
                .containsExactly(id);
    }
}
