package org.camelwhatsapp.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.receipt.ReceiptFeature;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told that a message was read. */
class ReadReceiptSettingTest {
    private static final MessageKey KEY = new MessageKey(Jid.lid("2002"), "M1", false, null);

    private final ScriptedSession scripted = new ScriptedSession();
    private final ReceiptFeature receipts =
            scripted.add(new ReceiptFeature(scripted.session, retry -> {}, receipt -> {}));
    private final ReadReceiptSetting setting =
            scripted.add(new ReadReceiptSetting(scripted.session, new PrivacyFeature(scripted.session)));

    @BeforeEach
    void wire() {
        receipts.askFirst(setting);
    }

    private void read() {
        CompletableFuture<Void> done = scripted.call(() -> receipts.markRead(KEY));
        assertThat(done).as("sent").matches(sent -> sent.isDone() || !scripted.requests.isEmpty());
    }

    private void answer(String value) {
        Node category = Node.builder("category")
                .attr("name", "readreceipts")
                .attr("value", value)
                .build();
        scripted.answer(Node.of("privacy", category));
    }

    private String last() {
        return scripted.sent.get(scripted.sent.size() - 1).attr("type");
    }

    @ParameterizedTest
    @CsvSource({"all, read", "none, read-self"})
    void tellsWhomTheAccountAllows(String value, String type) {
        read();
        assertThat(scripted.sent).as("nobody before that is known").isEmpty();
        answer(value);
        assertThat(last()).isEqualTo(type);
    }

    @Test
    void asksOncePerConnection() {
        read();
        answer("all");
        read();
        assertThat(scripted.requests).isEmpty();
        assertThat(scripted.sent).hasSize(2);
        scripted.disconnect();
        read();
        assertThat(scripted.requests).hasSize(1);
    }

    @Test
    void asksAgainWhenADeviceChangedTheSetting() {
        read();
        answer("all");
        scripted.receive(Node.builder("notification")
                .attr("type", "account_sync")
                .child(Node.of("privacy"))
                .build());
        read();
        answer("none");
        assertThat(last()).isEqualTo("read-self");
    }

    @Test
    void tellsNobodyElseWhenTheSettingIsNotKnownAndAsksAgainTheNextTime() {
        read();
        scripted.refuse(500);
        assertThat(last()).isEqualTo("read-self");
        read();
        answer("all");
        assertThat(last()).isEqualTo("read");
    }

    @Test
    void readsOfANewsletterAreTheAccountsOwnAnyway() {
        scripted.call(
                () -> receipts.markRead(new MessageKey(Jid.parse("120363000000000001@newsletter"), "M1", false, null)));
        assertThat(last()).isEqualTo("read-self");
        assertThat(scripted.requests).isEmpty();
    }
}
