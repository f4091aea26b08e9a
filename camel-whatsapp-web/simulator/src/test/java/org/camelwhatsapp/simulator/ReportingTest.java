package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.phone.ReceivedMessage.Reporting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever gets a message with a secret can report it. */
class ReportingTest {
    private static final PollContent POLL = new PollContent("Which?", List.of("red", "blue"), 1);

    @TempDir
    private Path directory;

    private final Simulator simulator = Simulator.start();
    private final Phone alicePhone = simulator.addAccount("15550001001", "Alice");
    private final Phone bobPhone = simulator.addAccount("15550001002", "Bob");
    private TestClient alice;

    @BeforeEach
    void start() {
        alice = new TestClient(simulator, directory, "alice").paired(alicePhone);
    }

    @AfterEach
    void stop() {
        alice.close();
        simulator.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not complete", e);
        }
    }

    private static Reporting at(Phone phone, String id) {
        return phone.await(m -> m.id().equals(id), TestClient.PATIENCE).reporting();
    }

    @Test
    void vouchesForMessagesToAUserAndTheirCopies() {
        String poll = get(alice.client.send(bobPhone.phoneJid(), POLL, SendOptions.NONE))
                .id();
        assertThat(at(bobPhone, poll)).isEqualTo(Reporting.GENUINE);
        assertThat(at(alicePhone, poll)).isEqualTo(Reporting.GENUINE);
    }

    @Test
    void vouchesForMessagesToAGroup() {
        Jid group = get(alice.client.with(
                        GroupFeature.class, groups -> groups.create("Votes", List.of(bobPhone.phoneJid()))))
                .jid();
        String poll = get(alice.client.send(group, POLL, SendOptions.NONE)).id();
        assertThat(at(bobPhone, poll)).isEqualTo(Reporting.GENUINE);
    }

    @Test
    void vouchesForNothingThatHasNoSecret() {
        String text = get(alice.client.sendText(bobPhone.phoneJid(), "hello")).id();
        assertThat(at(bobPhone, text)).isEqualTo(Reporting.ABSENT);
    }
}
