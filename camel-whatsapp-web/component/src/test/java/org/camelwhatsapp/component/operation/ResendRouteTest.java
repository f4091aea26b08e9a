package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camelwhatsapp.component.WhatsAppWebConfiguration;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.AccountRestricted;
import org.camelwhatsapp.engine.pacing.PacingException;
import org.camelwhatsapp.engine.restriction.AccountRestriction.Kind;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Routes that pace and send again, and a server that is short of both. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ResendRouteTest extends LinkedRouteTest {
    private final Phone stranger = simulator.addAccount("15550002030", "Stranger");

    @Override
    protected void adjust(WhatsAppWebConfiguration configuration) {
        configuration.setPacing(true);
        configuration.setPacingMaxWait(10_000);
        configuration.setResendTries(2);
        configuration.setResendDelay(20);
    }

    private void refuse(int code, int times, long waitMillis) {
        simulator
                .faults()
                .add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                        .tag("message")
                        .times(times)
                        .delayMillis(waitMillis)
                        .code(code));
    }

    private void send(Phone to, String text) {
        perform("message.send", Map.of("chat", to.phoneJid(), "text", text));
    }

    private SessionOperations.Pacing pacing() {
        return perform(SessionOperations.Pacing.class, "session.pacing", null);
    }

    @Test
    @Order(1)
    @RouteTestOf(operations = "message.send")
    void waitsWithTheRouteUntilTheServerTakesIt() {
        refuse(503, 2, 0);
        send(customer, "through");
        customer.awaitText("through", PATIENCE);
        assertThat(customer.inbox()).hasSize(1);
    }

    @Test
    @Order(2)
    @RouteTestOf(
            operations = {"message.send", "session.pacing"},
            events = "account.restricted")
    void writesToNoStrangersWhileTheServiceForbidsIt() {
        own.profile().restrictStrangers(600);
        await(AccountRestricted.class, event -> event.restriction().kind() == Kind.STRANGERS);
        assertThat(pacing().strangersAllowed()).isZero();
        assertThatThrownBy(() -> send(stranger, "hello")).isInstanceOfSatisfying(PacingException.class, failure -> {
            assertThat(failure.code()).isEqualTo("pacing-strangers");
            assertThat(failure.retryAfter()).isPositive();
        });
        own.profile().restrictStrangers(0);
        await(AccountRestricted.class, event -> !event.restriction().active());
        assertThat(pacing().strangersAllowed()).isPositive();
        send(stranger, "hello");
        stranger.awaitText("hello", PATIENCE);
    }

    @Test
    @Order(3)
    @RouteTestOf(operations = "session.pacing", events = "account.restricted")
    void pausesForAsLongAsTheServerSays() {
        refuse(429, 1, 60_000);
        context.createProducerTemplate()
                .asyncRequestBody("direct:perform", Map.of("chat", customer.phoneJid(), "text", "later"));
        await(AccountRestricted.class, event -> event.restriction().kind() == Kind.RATE);
        assertThat(pacing().pausedMillis()).isBetween(1L, 60_000L);
        assertThatThrownBy(() -> send(customer, "meanwhile"))
                .isInstanceOfSatisfying(
                        PacingException.class,
                        failure -> assertThat(failure.code()).isEqualTo("pacing-wait"));
    }
}
