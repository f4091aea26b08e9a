package org.camelwhatsapp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.pairing.PairingException;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.SessionNotLinkedException;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client answers before a phone has linked it, and after it was closed. */
@Timeout(30)
class UnlinkedClientTest {
    private static final Jid CHAT = Jid.phone("15550002002");

    private EngineRuntime runtime;
    private WhatsAppClient client;

    @BeforeEach
    void open(@TempDir Path directory) {
        runtime = EngineRuntime.open(
                JdbcStoreOptions.sqlite(directory.resolve("s.db"), "test").withIterations(1_000));
        client = WhatsAppClient.create(WhatsAppClientOptions.of("shop"), runtime);
    }

    @AfterEach
    void close() {
        client.close();
        runtime.close();
    }

    private static void assertFails(CompletionStage<?> stage, Class<? extends WhatsAppException> type, String code) {
        assertThatThrownBy(() -> stage.toCompletableFuture().get(10, TimeUnit.SECONDS))
                .cause()
                .isExactlyInstanceOf(type)
                .extracting(failure -> ((WhatsAppException) failure).code())
                .isEqualTo(code);
    }

    @Test
    void whatNeedsAnAccountSaysThatThereIsNone() {
        String code = "session-not-linked";
        assertFails(client.sendText(CHAT, "x"), SessionNotLinkedException.class, code);
        assertFails(client.markRead(new MessageKey(CHAT, "A", false, CHAT)), SessionNotLinkedException.class, code);
        assertFails(client.with(GroupFeature.class, GroupFeature::joined), SessionNotLinkedException.class, code);
        assertFails(client.logout(), SessionNotLinkedException.class, code);
        assertThat(new SessionNotLinkedException("shop").isRetryable()).isFalse();
    }

    @Test
    void linkingIsPossibleWithoutAnAccount() {
        assertFails(client.requestPairingCode("12", null), PairingException.class, "invalid-phone");
    }

    @Test
    void aClosedClientRefusesWithAnErrorOfItsOwn() {
        client.close();
        assertFails(client.sendText(CHAT, "x"), NotConnectedException.class, "not-connected");
        assertFails(client.connect(), NotConnectedException.class, "not-connected");
        client.close();
    }
}
