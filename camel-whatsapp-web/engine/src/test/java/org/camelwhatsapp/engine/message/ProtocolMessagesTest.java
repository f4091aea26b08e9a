package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.MemoryStore;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.ProtocolMessage.Type;
import org.junit.jupiter.api.Test;

class ProtocolMessagesTest {
    private static final Jid PHONE = Jid.phone("15550000001");

    private final ScriptedSession session = new ScriptedSession();
    private final StoreTransaction transaction = new MemoryStore().store().transaction();
    private final ProtocolMessages messages = new ProtocolMessages(session.session);
    private final List<ProtocolNotice> taken = new ArrayList<>();

    @Test
    void ownMessagesReachTheirHandler() {
        List<String> afterwards = new ArrayList<>();
        messages.on(Type.APP_STATE_SYNC_KEY_SHARE, (notice, changes) -> {
            taken.add(notice);
            return () -> afterwards.add(notice.id());
        });

        Runnable rest = messages.take(stanza(true, "peer"), of(Type.APP_STATE_SYNC_KEY_SHARE), transaction);

        assertThat(taken).singleElement().satisfies(notice -> {
            assertThat(notice.sender()).isEqualTo(PHONE);
            assertThat(notice.fromPhone()).isTrue();
        });
        assertThat(afterwards).isEmpty();
        rest.run();
        assertThat(afterwards).containsExactly("A1");
    }

    @Test
    void dropsWhatAStrangerSendsUnderARegisteredType() {
        messages.on(Type.APP_STATE_SYNC_KEY_SHARE, (notice, changes) -> {
            taken.add(notice);
            return ProtocolHandler.NOTHING;
        });

        assertThat(messages.take(stanza(false, ""), of(Type.APP_STATE_SYNC_KEY_SHARE), transaction))
                .isSameAs(ProtocolHandler.NOTHING);
        assertThat(taken).isEmpty();
    }

    @Test
    void leavesOtherMessagesToTheListeners() {
        assertThat(messages.take(stanza(true, ""), of(Type.REVOKE), transaction))
                .isNull();
        assertThat(messages.take(
                        stanza(true, ""),
                        Message.newBuilder().setConversation("hello").build(),
                        transaction))
                .isNull();
    }

    @Test
    void peerMessagesOfUnknownTypesAreNoMessagesForListeners() {
        assertThat(messages.take(stanza(true, "peer"), of(Type.COEX_STATE_SYNC), transaction))
                .isSameAs(ProtocolHandler.NOTHING);
    }

    @Test
    void aMessageThatMakesNoSenseEndsNothing() {
        messages.on(Type.APP_STATE_SYNC_KEY_SHARE, (notice, changes) -> {
            throw new IllegalArgumentException("no keys");
        });

        assertThat(messages.take(stanza(true, "peer"), of(Type.APP_STATE_SYNC_KEY_SHARE), transaction))
                .isSameAs(ProtocolHandler.NOTHING);
    }

    @Test
    void refusesASecondHandler() {
        messages.on(Type.APP_STATE_SYNC_KEY_SHARE, (notice, changes) -> ProtocolHandler.NOTHING);

        assertThatThrownBy(
                        () -> messages.on(Type.APP_STATE_SYNC_KEY_SHARE, (notice, changes) -> ProtocolHandler.NOTHING))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Message of(Type type) {
        return Message.newBuilder()
                .setProtocolMessage(Message.ProtocolMessage.newBuilder().setType(type))
                .build();
    }

    private static InboundStanza stanza(boolean fromMe, String category) {
        Node node = Node.builder("message")
                .attr("id", "A1")
                .attr("category", category)
                .build();
        return new InboundStanza(node, "A1", PHONE, PHONE, null, PHONE, fromMe, Instant.EPOCH);
    }
}
