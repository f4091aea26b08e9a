package org.camelwhatsapp.engine.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.message.StatusRecipients.Audience;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees a status. */
class StatusAudienceTest {
    private static final Jid OWN = Jid.phone("15550001000").withDevice(3);
    private static final Jid ANN = Jid.lid("201");
    private static final Jid BEN = Jid.lid("202");
    private static final Jid CAT = Jid.lid("203");

    private final ScriptedSession server = new ScriptedSession();
    private final StatusAudience audience = new StatusAudience(server.session, new AddressBook(server.session));

    @BeforeEach
    void link() {
        server.credentials = server.credentials.withAccount(
                new LinkedAccount(OWN, Jid.lid("100"), new byte[1], new byte[32], null, null, null));
        for (Jid contact : List.of(ANN, BEN, CAT, Jid.lid("100"))) {
            server.memory.name(contact, NameSource.ADDRESS_BOOK);
        }
        server.memory.name(Jid.lid("299"), NameSource.PUSH);
    }

    private <T> T result(Supplier<CompletionStage<T>> call, Runnable meanwhile) {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        server.run(() -> call.get().whenComplete((value, thrown) -> {
            result.set(value);
            failure.set(thrown);
        }));
        meanwhile.run();
        if (failure.get() != null) {
            throw (RuntimeException) Futures.unwrap(failure.get());
        }
        return result.get();
    }

    private static Node list(String type, boolean used, Jid... users) {
        Node.Builder list = Node.builder("list").attr("type", type).attr("default", used ? "true" : null);
        for (Jid user : users) {
            list.child(Node.builder("user").attr("jid", user).build());
        }
        return list.build();
    }

    private Audience of(String id, Node... lists) {
        return result(() -> audience.of(id), () -> server.answer(Node.of("privacy", lists)));
    }

    @Test
    void isTheAddressBookWithoutOneselfAndStrangers() {
        assertThat(of("A", list("contacts", true), list("whitelist", false, ANN)))
                .isEqualTo(new Audience(List.of(ANN, BEN, CAT), "contacts"));
    }

    @Test
    void isTheAddressBookForAnAccountThatNeverSetIt() {
        Audience found = result(
                () -> audience.of("A"), () -> server.fail(new ServerErrorException(404, "item-not-found", null)));
        assertThat(found.users()).containsExactly(ANN, BEN, CAT);
    }

    @Test
    void isTheAddressBookWithoutThoseWhoAreLeftOut() {
        assertThat(of("A", list("contacts", false), list("blacklist", true, BEN)))
                .isEqualTo(new Audience(List.of(ANN, CAT), "denylist"));
    }

    @Test
    void isExactlyThoseWhoAreNamed() {
        assertThat(of("A", list("whitelist", true, CAT, Jid.lid("299"))))
                .isEqualTo(new Audience(List.of(CAT, Jid.lid("299")), "allowlist"));
    }

    @Test
    void isTheSameForAPostThatWasMadeBeforeAndIsForgottenAfterTwoDays() {
        Audience chosen = new Audience(List.of(BEN), "allowlist");
        result(() -> audience.keep("A", chosen), () -> {});
        StatusAudience later = new StatusAudience(server.session, new AddressBook(server.session));
        assertThat(result(() -> later.of("A"), () -> {})).isEqualTo(chosen);
        assertThat(server.requests).isEmpty();
        server.loop.advance(Duration.ofDays(1));
        result(later::purge, () -> {});
        assertThat(server.memory.rows("statusPosts")).hasSize(1);
        server.loop.advance(Duration.ofDays(2));
        result(later::purge, () -> {});
        assertThat(server.memory.rows("statusPosts")).isEmpty();
    }

    @Test
    void saysThatAKeptPostIsDamaged() {
        server.memory.rows("statusPosts").put("A", "no number".getBytes(StandardCharsets.US_ASCII));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> result(() -> audience.of("A"), () -> {}))
                .isInstanceOf(org.camelwhatsapp.engine.store.StoreException.class);
    }
}
