package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camelwhatsapp.component.WhatsAppWebConfiguration;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.engine.message.InteractiveMode;
import org.camelwhatsapp.engine.message.InteractiveOffException;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.Button;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of choices in sessions that do not send them. */
class InteractiveModeTest {
    private static final Map<String, Object> BUTTONS =
            Map.of("chat", "15550002002", "text", "Yes or no?", "buttons", List.of(Button.reply("y", "Yes")));

    @Nested
    class ByDefault extends LinkedRouteTest {
        @Test
        void refusesThem() {
            assertThatThrownBy(() -> perform("message.buttons", BUTTONS))
                    .isInstanceOfSatisfying(
                            InteractiveOffException.class,
                            off -> assertThat(off.code()).isEqualTo("interactive-off"));
        }
    }

    @Nested
    class AsText extends LinkedRouteTest {
        @Override
        protected void adjust(WhatsAppWebConfiguration configuration) {
            configuration.setInteractive(InteractiveMode.TEXT);
        }

        @Test
        void sendsTheSameAsAPlainText() {
            SendResult sent = perform(SendResult.class, "message.buttons", BUTTONS);
            assertThat(customer.await(m -> m.id().equals(sent.id()), PATIENCE).text())
                    .isEqualTo("Yes or no?\n\n• Yes");
        }
    }
}
