package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.NoTokens;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ContextInfo;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;

class ChatTimersTest {
    private static final Jid BOB = Jid.phone("15550001002");
    private static final Jid BOB_LID = Jid.lid("100000000000002");
    private static final Jid GROUP = Jid.group("120363000000000001");

    private final ScriptedSession session = new ScriptedSession();
    private final AddressBook addresses = new AddressBook(session.session);
    private final GroupFeature groups = new GroupFeature(session.session, addresses, new NoTokens());
    private final ChatTimers timers = new ChatTimers(session.session, addresses, groups);

    private static Message setting(int seconds, long at) {
        return Message.newBuilder()
                .setProtocolMessage(Message.ProtocolMessage.newBuilder()
                        .setType(Message.ProtocolMessage.Type.EPHEMERAL_SETTING)
                        .setEphemeralExpiration(seconds)
                        .setEphemeralSettingTimestamp(at))
                .build();
    }

    private static Message text(int seconds, long at) {
        return Message.newBuilder()
                .setExtendedTextMessage(Message.ExtendedTextMessage.newBuilder()
                        .setText("hi")
                        .setContextInfo(
                                ContextInfo.newBuilder().setExpiration(seconds).setEphemeralSettingTimestamp(at)))
                .build();
    }

    private void learn(Jid chat, Message message) {
        session.run(() -> {
            StoreTransaction transaction = session.session.store().transaction();
            timers.learn(chat, message, transaction);
            session.session.store().commit(transaction);
        });
    }

    private ChatTimers.Timer of(ChatTimers timers, Jid chat) {
        return session.call(() -> timers.of(chat)).join();
    }

    @Test
    void aChatThatNobodySpokeOfHasNone() {
        assertThat(of(timers, BOB)).isEqualTo(ChatTimers.Timer.NONE);
    }

    @Test
    void whatWasSaidLastCountsInWhateverOrderItComes() {
        learn(BOB, setting(86_400, 100));
        assertThat(of(timers, BOB).seconds()).isEqualTo(86_400);
        learn(BOB, text(604_800, 200));
        assertThat(of(timers, BOB)).isEqualTo(new ChatTimers.Timer(604_800, 200));
        learn(BOB, setting(0, 150));
        assertThat(of(timers, BOB).seconds()).isEqualTo(604_800);
        learn(BOB, setting(0, 300));
        assertThat(of(timers, BOB)).isEqualTo(new ChatTimers.Timer(0, 300));
    }

    @Test
    void whatWasSaidUnderTheNumberCountsWhenTheLidBecomesKnown() {
        learn(BOB, setting(86_400, 100));
        ChatTimers restarted = new ChatTimers(session.session, addresses, groups);
        session.run(() -> {
            StoreTransaction transaction = session.session.store().transaction();
            addresses.learn(BOB, BOB_LID, transaction);
            session.session.store().commit(transaction);
        });
        assertThat(of(timers, BOB_LID).seconds()).isEqualTo(86_400);
        assertThat(of(restarted, BOB).seconds()).isEqualTo(86_400);
    }

    @Test
    void isThereAfterARestartUnderBothAddresses() {
        session.run(() -> {
            StoreTransaction transaction = session.session.store().transaction();
            addresses.learn(BOB, BOB_LID, transaction);
            session.session.store().commit(transaction);
        });
        learn(BOB, setting(86_400, 100));
        ChatTimers restarted = new ChatTimers(session.session, addresses, groups);
        assertThat(of(restarted, BOB_LID).seconds()).isEqualTo(86_400);
        assertThat(of(restarted, BOB).seconds()).isEqualTo(86_400);
    }

    @Test
    void aMessageWithoutTimerSaysNothing() {
        learn(BOB, setting(86_400, 100));
        learn(BOB, Message.newBuilder().setConversation("hi").build());
        assertThat(of(timers, BOB).seconds()).isEqualTo(86_400);
    }

    @Test
    void aGroupsTimerIsItsSetting() {
        learn(GROUP, setting(86_400, 100));
        var timer = session.call(() -> timers.of(GROUP));
        session.answer(Node.builder("group")
                .attr("id", "120363000000000001")
                .child(Node.builder("ephemeral").attr("expiration", 604_800).build())
                .build());
        assertThat(timer.join().seconds()).isEqualTo(604_800);
        assertThat(session.memory.rows("chatSettings")).isEmpty();
    }

    @Test
    void aTimerThatCannotBeReadIsNone() {
        session.memory.rows("chatSettings").put(BOB, "nonsense".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(of(timers, BOB)).isEqualTo(ChatTimers.Timer.NONE);
    }
}
