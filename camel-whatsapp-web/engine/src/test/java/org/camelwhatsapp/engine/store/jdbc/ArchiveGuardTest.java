package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.NameSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be kept, or not be read again, is refused before it is part of a commit. */
class ArchiveGuardTest {
    private static final Jid ANN = StoreFixture.CHAT;
    private static final Jid STRANGE = new Jid("a\u0000b", 0, Jid.LID_SERVER);
    private static final MessageKey GOOD = new MessageKey(ANN, "A", false, ANN);
    private static final byte[] BODY = {1};

    private static ArchiveWrite.PutMessage put(MessageKey key, String kind) {
        return new ArchiveWrite.PutMessage(key, 1, kind, MessageStatus.NONE, BODY, Set.of());
    }

    private static MessageKey withId(String id) {
        return new MessageKey(ANN, id, false, ANN);
    }

    static List<Arguments> changesWithAStrangeAddress() {
        MessageKey inChat = new MessageKey(STRANGE, "A", true, null);
        MessageKey bySender = new MessageKey(ANN, "A", false, STRANGE);
        return List.of(
                Arguments.of("a message's chat", put(inChat, "text")),
                Arguments.of("a message's sender", put(bySender, "text")),
                Arguments.of("an edit's chat", new ArchiveWrite.EditMessage(inChat, 1, BODY, Set.of())),
                Arguments.of("a revoke's message", new ArchiveWrite.RevokeMessage(bySender, 1, ANN)),
                Arguments.of("who revoked", new ArchiveWrite.RevokeMessage(GOOD, 1, STRANGE)),
                Arguments.of("a reaction's message", new ArchiveWrite.PutReaction(inChat, ANN, 1, BODY)),
                Arguments.of("who reacted", new ArchiveWrite.PutReaction(GOOD, STRANGE, 1, BODY)),
                Arguments.of("a status' message", new ArchiveWrite.RaiseStatus(inChat, MessageStatus.READ)),
                Arguments.of("a star's message", new ArchiveWrite.StarMessage(bySender, 1, true)),
                Arguments.of("a removed message", new ArchiveWrite.RemoveMessage(inChat)),
                Arguments.of("an emptied chat", new ArchiveWrite.ClearChat(STRANGE, 1, true, true)),
                Arguments.of("a touched chat", new ArchiveWrite.TouchChat(ChatChange.active(STRANGE, 1))),
                Arguments.of("the first of a join", new ArchiveWrite.JoinAddresses(STRANGE, ANN)),
                Arguments.of("the second of a join", new ArchiveWrite.JoinAddresses(ANN, STRANGE)),
                Arguments.of("the owner of a name", new ArchiveWrite.PutName(STRANGE, NameSource.PUSH, BODY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changesWithAStrangeAddress")
    void everyAddressOfEveryChangeIsLookedAt(String what, ArchiveWrite change) {
        assertThatThrownBy(() -> ArchiveGuard.check(change))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an address that cannot be kept");
    }

    @Test
    void theTextOfARefusalDoesNotHoldTheAddress() {
        Jid number = new Jid("1555000111\n", 0, Jid.PN_SERVER);
        assertThatThrownBy(() -> ArchiveGuard.check(new ArchiveWrite.ClearChat(number, 1, true, true)))
                .satisfies(e -> assertThat(e.toString()).doesNotContain("1555000111"));
    }

    static Stream<Jid> addressesThatAreRead() {
        return Stream.of(
                ANN,
                Jid.lid("300000000000003"),
                Jid.group("120363000000000001"),
                Jid.group("15550001111-1400000000"), // the old form of a group
                Jid.STATUS,
                Jid.SERVER, // has no user
                ANN.withDevice(12),
                Jid.of("x".repeat(252), "lid")); // 256 characters
    }

    @ParameterizedTest
    @MethodSource("addressesThatAreRead")
    void anAddressThatIsReadAgainIsKept(Jid address) {
        assertThatCode(() -> ArchiveGuard.check(new ArchiveWrite.ClearChat(address, 1, true, true)))
                .doesNotThrowAnyException();
    }

    static Stream<Jid> addressesThatAreNotReadAgain() {
        return Stream.of(
                Jid.of("x".repeat(253), "lid"), // 257 characters, one more than an address may have when it is read
                Jid.of("a@b", "lid"), // two servers
                Jid.of("\uD800", "lid"), // half a character
                Jid.of("a\u007Fb", "lid")); // a control character
    }

    /** One such row would stand in the way of every page it is on. */
    @ParameterizedTest
    @MethodSource("addressesThatAreNotReadAgain")
    void anAddressThatCouldNotBeReadAgainIsRefused(Jid address) {
        assertThatThrownBy(() -> ArchiveGuard.check(new ArchiveWrite.ClearChat(address, 1, true, true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32})
    void aKindHas1To32Characters(int length) {
        assertThatCode(() -> ArchiveGuard.check(put(GOOD, "k".repeat(length)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 33})
    void aKindOfAnotherLengthIsRefused(int length) {
        assertThatThrownBy(() -> ArchiveGuard.check(put(GOOD, "k".repeat(length))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a kind has 1 to 32 characters");
    }

    @Test
    void anIdHasAtMost1024Bytes() {
        assertThatCode(() -> ArchiveGuard.check(put(withId("\u00e9".repeat(512)), "text")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ArchiveGuard.check(put(withId("\u00e9".repeat(512) + "x"), "text")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdThatIsNotUnicodeIsRefusedForItWouldBecomeAnother() {
        assertThatThrownBy(() -> ArchiveGuard.check(new ArchiveWrite.RemoveMessage(withId("A\uDC00"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
