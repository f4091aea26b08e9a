package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.AccountRestricted;
import org.camelwhatsapp.engine.message.SendFailedException;
import org.camelwhatsapp.engine.restriction.AccountRestriction;
import org.camelwhatsapp.engine.restriction.AccountRestriction.Kind;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.junit.jupiter.api.Test;

/** What the service keeps an account from, and how callers and routes learn it. */
class RestrictionTest extends LinkedRouteTest {
    private final Phone stranger = simulator.addAccount("15550002020", "Stranger");

    private void assertRefused(Phone to, String code, boolean retryable) {
        assertThatThrownBy(() -> perform("message.send", Map.of("chat", to.phoneJid(), "text", "hello")))
                .isInstanceOfSatisfying(SendFailedException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.isRetryable()).isEqualTo(retryable);
                });
    }

    private AccountRestriction told(Predicate<AccountRestriction> wanted) {
        return await(AccountRestricted.class, event -> wanted.test(event.restriction()))
                .restriction();
    }

    @SuppressWarnings("unchecked")
    private List<AccountRestriction> asked() {
        return (List<AccountRestriction>) perform(List.class, "session.restrictions", null);
    }

    @Test
    @RouteTestOf(operations = "session.restrictions", events = "account.restricted")
    void mayNotWriteToStrangersForAWhile() {
        assertThat(asked()).noneMatch(AccountRestriction::active);
        own.profile().restrictStrangers(600);
        AccountRestriction told = told(one -> one.kind() == Kind.STRANGERS && one.active());
        assertThat(told.detail()).isEqualTo("BIZ_QUALITY");
        assertRefused(stranger, "send-463", false);
        assertThat(asked()).contains(told);
        stranger.profile().trust(own.phoneJid());
        perform("message.send", Map.of("chat", stranger.phoneJid(), "text", "known now"));
        stranger.awaitText("known now", PATIENCE);
        own.profile().restrictStrangers(0);
        assertThat(told(one -> one.kind() == Kind.STRANGERS && !one.active()).until())
                .isNull();
    }

    @Test
    void mayBeginNoMoreNewChats() {
        own.profile().capNewChats(5, 5);
        AccountRestriction told = told(one -> one.kind() == Kind.NEW_CHATS);
        assertThat(told.active()).isTrue();
        assertThat(told.used()).isEqualTo(5);
        assertThat(told.total()).isEqualTo(5);
        assertThat(told.until()).isNotNull();
        assertRefused(customer, "send-475", false);
        own.profile().capNewChats(0, 0);
        assertThat(told(one -> one.kind() == Kind.NEW_CHATS && !one.active()).used())
                .isZero();
    }

    @Test
    void isToldOnceThatItSendsTooFast() {
        simulator
                .faults()
                .add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                        .tag("message")
                        .times(2)
                        .code(429));
        assertRefused(customer, "send-429", true);
        assertRefused(customer, "send-429", true);
        told(one -> one.kind() == Kind.RATE && one.active());
        simulator
                .faults()
                .add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                        .tag("message")
                        .code(503));
        assertRefused(customer, "send-503", true);
        simulator
                .faults()
                .add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                        .tag("message")
                        .code(479));
        assertRefused(customer, "send-479", false);
    }
}
