package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.EventContent;
import org.camelwhatsapp.engine.message.content.KeepContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.NoTokens;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message to the announcement group of a community has that others have not. */
class AnnouncementPostsTest {
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final Jid ANN = Jid.lid("100000000000001");
    private static final long NOW = 1_760_000_000_000L;
    private static final MessageKey TARGET = new MessageKey(GROUP, "P1", false, ANN);
    private static final TextContent TEXT = new TextContent("hello");
    private static final ReactionContent HEART = new ReactionContent(TARGET, "\u2764");

    private final ScriptedSession scripted =
            new ScriptedSession().linked(Jid.phone("15550001001").withDevice(5), ANN.withDevice(5));
    private final AddressBook addresses = new AddressBook(scripted.session);
    private final AddOns addOns = new AddOns(scripted.session, addresses);
    private final AnnouncementPosts posts = new AnnouncementPosts(
            scripted.session, new GroupFeature(scripted.session, addresses, new NoTokens()), addOns);

    private CompletableFuture<Message> adapt(Jid chat, MessageContent content, Message message) {
        return scripted.call(() -> posts.adapt(chat, content, message));
    }

    /** The message as it leaves for a group with this in its description. */
    private Message inGroup(String trait, MessageContent content, Message message) {
        CompletableFuture<Message> adapted = adapt(GROUP, content, message);
        scripted.answer(Node.builder("group")
                .attr("id", GROUP.user())
                .attr("subject", "all")
                .attr("addressing_mode", "lid")
                .attr("creation", 1_760_000_000)
                .child(Node.of(trait))
                .build());
        return adapted.join();
    }

    private Message announced(MessageContent content, Message message) {
        return inGroup("default_sub_group", content, message);
    }

    private static Message plain(MessageContent content) {
        return ContentCodec.toProto(content, NOW);
    }

    private static int secretOf(Message message) {
        return message.getMessageContextInfo().getMessageSecret().size();
    }

    @Test
    void aPostBringsASecret() {
        Message post = announced(TEXT, plain(TEXT));
        assertThat(secretOf(post)).isEqualTo(32);
        assertThat(ContentCodec.fromProto(post)).isEqualTo(TEXT);
    }

    @Test
    void eachPostBringsAnother() {
        Message one = announced(TEXT, plain(TEXT));
        Message two = adapt(GROUP, TEXT, plain(TEXT)).join();
        assertThat(two.getMessageContextInfo().getMessageSecret())
                .isNotEqualTo(one.getMessageContextInfo().getMessageSecret());
    }

    @Test
    void aSecretThatIsThereStays() {
        PollContent poll = new PollContent("which", List.of("red", "blue"), 1);
        Message message = AnnouncementPosts.withSecret(scripted.session, plain(poll));
        assertThat(announced(poll, message).getMessageContextInfo().getMessageSecret())
                .isEqualTo(message.getMessageContextInfo().getMessageSecret());
    }

    @Test
    void aPollHasTheFormOfAnnouncementGroups() {
        PollContent poll = new PollContent("which", List.of("red", "blue"), 1);
        Message ordinary = AnnouncementPosts.withSecret(scripted.session, plain(poll));
        Message post = announced(poll, ordinary);
        assertThat(post.hasPollCreationMessageV2()).isTrue();
        assertThat(ContentCodec.fromProto(post)).isEqualTo(poll);
    }

    static Stream<MessageContent> aboutOthers() {
        return Stream.of(new EditContent(TARGET, "better"), new KeepContent(TARGET, true));
    }

    /** They change a message that has its secret already. */
    @ParameterizedTest
    @MethodSource("aboutOthers")
    void whatIsAboutAnotherMessageBringsNoSecret(MessageContent content) {
        assertThat(secretOf(announced(content, plain(content)))).isZero();
    }

    @Test
    void aReactionToAPostWithASecretIsSecret() {
        Message post = AnnouncementPosts.withSecret(scripted.session, plain(TEXT));
        StoreTransaction transaction = scripted.session.store().transaction();
        addOns.learn(GROUP, "P1", ANN, post, transaction);
        scripted.session.store().commit(transaction);
        Message reaction = announced(HEART, plain(HEART));
        assertThat(reaction.hasEncReactionMessage()).isTrue();
        assertThat(reaction.hasReactionMessage()).isFalse();
        assertThat(reaction.getEncReactionMessage().getTargetMessageKey().getId())
                .isEqualTo("P1");
    }

    @Test
    void aReactionToAPostWithoutASecretIsOpen() {
        assertThat(announced(HEART, plain(HEART))).isEqualTo(plain(HEART));
    }

    /** Ordinary groups, the general one of a community, and the community itself. */
    @ParameterizedTest
    @ValueSource(strings = {"ephemeral_not", "general_chat", "parent", "announcement"})
    void inOtherGroupsNothingIsChanged(String trait) {
        assertThat(inGroup(trait, TEXT, plain(TEXT))).isEqualTo(plain(TEXT));
    }

    @Test
    void inAChatOfTwoNothingIsChangedAndNobodyAsked() {
        assertThat(adapt(ANN, TEXT, plain(TEXT))).isCompletedWithValue(plain(TEXT));
        assertThat(scripted.requests).isEmpty();
    }

    @Test
    void anEventKeepsItsSecretEverywhere() {
        EventContent event =
                new EventContent("party", null, Instant.ofEpochSecond(1_770_000_000L), null, null, null, true, false);
        Message message = AnnouncementPosts.withSecret(scripted.session, plain(event));
        assertThat(inGroup("general_chat", event, message)).isEqualTo(message);
    }
}
