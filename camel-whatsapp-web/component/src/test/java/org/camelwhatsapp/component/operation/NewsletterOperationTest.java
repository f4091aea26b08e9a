package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.NewsletterChanged;
import org.camelwhatsapp.engine.message.content.NewsletterInviteContent;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.newsletter.NewsletterFollower;
import org.camelwhatsapp.engine.newsletter.NewsletterInfo;
import org.camelwhatsapp.engine.newsletter.NewsletterReactions;
import org.camelwhatsapp.engine.newsletter.NewsletterRole;
import org.camelwhatsapp.engine.newsletter.NewsletterState;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.newsletter.Role;
import org.junit.jupiter.api.Test;

/** Newsletters: what the server's state became, and what others saw. */
class NewsletterOperationTest extends LinkedRouteTest {
    private static final String OWN = "15550002001";
    private static final String CUSTOMER = "15550002002";
    private static final byte[] PICTURE = {(byte) 0xFF, (byte) 0xD8, 1, 2, 3};

    private Jid create(String name) {
        return perform(NewsletterInfo.class, "newsletter.create", name).jid();
    }

    private NewsletterInfo info(Jid newsletter) {
        return perform(NewsletterInfo.class, "newsletter.info", Map.of("newsletter", newsletter));
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> list(String operation, Map<String, Object> fields) {
        return (List<T>) perform(List.class, operation, fields);
    }

    private NewsletterChanged changed(Jid newsletter, String action) {
        return await(
                NewsletterChanged.class,
                event -> event.newsletter().equals(newsletter) && event.action().equals(action));
    }

    private static void refused(int code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MexException.class, e -> assertThat(e.code()).isEqualTo("mex-" + code));
    }

    @Test
    @RouteTestOf(
            operations = {"newsletter.create", "newsletter.info", "newsletter.acceptTerms"},
            events = "newsletter.changed")
    void makesANewsletter() {
        perform("newsletter.acceptTerms", null);
        assertThat(own.newsletters().acceptedNotices()).contains("20601218");
        NewsletterInfo made = perform(
                NewsletterInfo.class,
                "newsletter.create",
                Map.of("name", "Offers", "description", "What is new", "file", PICTURE));
        assertThat(own.newsletters().name(made.jid())).isEqualTo("Offers");
        assertThat(own.newsletters().description(made.jid())).isEqualTo("What is new");
        assertThat(own.newsletters().hasPicture(made.jid())).isTrue();
        assertThat(own.newsletters().members(made.jid())).containsExactly(Map.entry(OWN, Role.OWNER));
        NewsletterInfo info = info(made.jid());
        assertThat(info.name()).isEqualTo("Offers");
        assertThat(info.description()).isEqualTo("What is new");
        assertThat(info.role()).isEqualTo(NewsletterRole.OWNER);
        assertThat(info.state()).isEqualTo(NewsletterState.ACTIVE);
        assertThat(info.invite()).isEqualTo(own.newsletters().inviteCode(made.jid()));
        assertThat(info.picture()).isNotNull();
        assertThat(info.created()).isNotNull();
        NewsletterInfo told = changed(made.jid(), "join").info();
        assertThat(told).isNotNull();
        assertThat(told.name()).isEqualTo("Offers");
        refused(404, () -> info(Jid.parse("120363000000999999@newsletter")));
        assertThatThrownBy(() -> info(customer.phoneJid())).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> create(" ")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    @RouteTestOf(
            operations = {
                "newsletter.preview",
                "newsletter.search",
                "newsletter.follow",
                "newsletter.followed",
                "newsletter.unfollow"
            },
            events = "newsletter.changed")
    void followsANewsletterOfAnother() {
        Jid news = customer.newsletters().create("Customer news");
        String code = customer.newsletters().inviteCode(news);
        NewsletterInfo seen =
                perform(NewsletterInfo.class, "newsletter.preview", "https://whatsapp.com/channel/" + code);
        assertThat(seen.jid()).isEqualTo(news);
        assertThat(seen.role()).isEqualTo(NewsletterRole.GUEST);
        refused(404, () -> perform("newsletter.preview", "nosuchcode"));
        List<NewsletterInfo> found = list("newsletter.search", Map.of("text", "customer", "limit", 5));
        assertThat(found).extracting(NewsletterInfo::jid).containsExactly(news);

        perform("newsletter.follow", news);
        assertThat(customer.newsletters().members(news)).containsEntry(OWN, Role.SUBSCRIBER);
        changed(news, "join");
        assertThat(info(news).subscribers()).isEqualTo(1);
        List<NewsletterInfo> followed = list("newsletter.followed", Map.of());
        assertThat(followed)
                .filteredOn(info -> info.role() == NewsletterRole.SUBSCRIBER)
                .extracting(NewsletterInfo::jid)
                .containsExactly(news);

        perform("newsletter.unfollow", news);
        assertThat(customer.newsletters().members(news)).doesNotContainKey(OWN);
        changed(news, "leave");
        refused(404, () -> perform("newsletter.follow", "120363000000999999@newsletter"));
    }

    @Test
    @RouteTestOf(
            operations = {"newsletter.mute", "newsletter.muteFollowerActivity"},
            events = "newsletter.changed")
    void mutes() {
        Jid news = create("Quiet");
        perform("newsletter.mute", Map.of("newsletter", news, "on", true));
        assertThat(own.newsletters().settings(news)).containsExactly("MUTE_ADMIN_ACTIVITY");
        assertThat(changed(news, "mute_change").details()).containsEntry("mute", "ON");
        assertThat(info(news).muted()).isTrue();
        perform("newsletter.muteFollowerActivity", Map.of("newsletter", news, "on", true));
        assertThat(info(news).followerActivityMuted()).isTrue();
        perform("newsletter.mute", Map.of("newsletter", news, "on", false));
        assertThat(own.newsletters().settings(news)).containsExactly("MUTE_FOLLOWER_ACTIVITY");
        assertThat(info(news).muted()).isFalse();
    }

    @Test
    @RouteTestOf(
            operations = {"newsletter.update", "newsletter.removePicture", "newsletter.delete"},
            events = "newsletter.changed")
    void changesAndDeletes() {
        Jid news = create("Before");
        customer.newsletters().follow(news);
        perform(
                "newsletter.update",
                Map.of("newsletter", news, "name", "After", "description", "new", "file", PICTURE));
        assertThat(own.newsletters().name(news)).isEqualTo("After");
        assertThat(own.newsletters().description(news)).isEqualTo("new");
        assertThat(own.newsletters().hasPicture(news)).isTrue();
        customer.awaitStanza(
                stanza -> stanza.attr("type", "").equals("mex")
                        && stanza.requireChild("update").text().contains("After"),
                PATIENCE);
        NewsletterInfo told = changed(news, "metadata_update").info();
        assertThat(told).isNotNull();
        assertThat(told.name()).isEqualTo("After");
        perform("newsletter.update", Map.of("newsletter", news, "reactions", "NONE"));
        assertThat(own.newsletters().reactionCodes(news)).isEqualTo("NONE");
        assertThat(own.newsletters().name(news)).as("what was not named stays").isEqualTo("After");
        assertThat(info(news).reactions()).isEqualTo(NewsletterReactions.NONE);
        perform("newsletter.removePicture", news);
        assertThat(own.newsletters().hasPicture(news)).isFalse();
        assertThat(info(news).picture()).isNull();
        assertThatThrownBy(() -> perform("newsletter.update", Map.of("newsletter", news)))
                .isInstanceOf(InvalidRequestException.class);

        perform("newsletter.delete", news);
        assertThat(own.newsletters().exists(news)).isFalse();
        assertThat(changed(news, "state_change").details()).containsEntry("state", "DELETED");
        Jid others = customer.newsletters().create("Not ours");
        refused(403, () -> perform("newsletter.delete", others));
        refused(403, () -> perform("newsletter.update", Map.of("newsletter", others, "name", "x")));
    }

    @Test
    @RouteTestOf(
            operations = {
                "newsletter.followers",
                "newsletter.adminCount",
                "newsletter.capabilities",
                "newsletter.pendingInvites",
                "newsletter.inviteAdmin",
                "newsletter.revokeInvite",
                "newsletter.demote",
                "newsletter.changeOwner"
            },
            events = "newsletter.changed")
    void isRunByMany() {
        Jid news = create("Together");
        customer.newsletters().follow(news);
        List<NewsletterFollower> followers = list("newsletter.followers", Map.of("newsletter", news));
        assertThat(followers).extracting(NewsletterFollower::user).containsExactly(own.lid(), customer.lid());
        assertThat(followers.get(1).phone()).isEqualTo(customer.phoneJid());
        assertThat(followers.get(1).role()).isEqualTo(NewsletterRole.SUBSCRIBER);
        List<String> capabilities = list("newsletter.capabilities", Map.of("newsletter", news));
        assertThat(capabilities).contains("INSIGHTS");

        NewsletterOperations.Invited invited = perform(
                NewsletterOperations.Invited.class,
                "newsletter.inviteAdmin",
                Map.of("newsletter", news, "user", CUSTOMER, "caption", "help us", "file", PICTURE));
        assertThat(invited.expiration()).isAfter(Instant.now());
        assertThat(own.newsletters().invited(news)).containsExactly(CUSTOMER);
        Message.NewsletterAdminInviteMessage message = customer.await(m -> m.id().equals(invited.messageId()), PATIENCE)
                .message()
                .getNewsletterAdminInviteMessage();
        assertThat(message.getNewsletterJid()).isEqualTo(news.toString());
        assertThat(message.getNewsletterName()).isEqualTo("Together");
        assertThat(message.getCaption()).isEqualTo("help us");
        assertThat(message.getJpegThumbnail().toByteArray()).isEqualTo(PICTURE);
        assertThat(message.getInviteExpiration()).isEqualTo(invited.expiration().getEpochSecond());
        List<Jid> pending = list("newsletter.pendingInvites", Map.of("newsletter", news));
        assertThat(pending).containsExactly(customer.lid());

        perform("newsletter.revokeInvite", Map.of("newsletter", news, "user", CUSTOMER));
        assertThat(own.newsletters().invited(news)).isEmpty();
        perform("newsletter.inviteAdmin", Map.of("newsletter", news, "user", CUSTOMER));
        customer.newsletters().acceptInvite(news);
        assertThat(changed(news, "admin_promote").user()).isEqualTo(customer.lid());
        assertThat(perform(Long.class, "newsletter.adminCount", news)).isEqualTo(2);
        perform("newsletter.demote", Map.of("newsletter", news, "user", CUSTOMER));
        assertThat(own.newsletters().members(news)).containsEntry(CUSTOMER, Role.SUBSCRIBER);
        changed(news, "admin_demote");

        perform("newsletter.inviteAdmin", Map.of("newsletter", news, "user", CUSTOMER));
        customer.newsletters().acceptInvite(news);
        perform("newsletter.changeOwner", Map.of("newsletter", news, "user", CUSTOMER));
        assertThat(own.newsletters().members(news))
                .containsEntry(CUSTOMER, Role.OWNER)
                .containsEntry(OWN, Role.ADMIN);
        changed(news, "owner_update");
        refused(403, () -> perform("newsletter.changeOwner", Map.of("newsletter", news, "user", OWN)));
    }

    @Test
    @RouteTestOf(
            operations = "newsletter.acceptInvite",
            events = {"newsletter.changed", "message"})
    void becomesAdminOfANewsletterOfAnother() {
        Jid news = customer.newsletters().create("Help wanted");
        refused(403, () -> perform("newsletter.acceptInvite", news));
        customer.newsletters().inviteAdmin(news, own.phoneJid());
        String id = customer.send(
                own.phoneJid(),
                Message.newBuilder()
                        .setNewsletterAdminInviteMessage(Message.NewsletterAdminInviteMessage.newBuilder()
                                .setNewsletterJid(news.toString())
                                .setNewsletterName("Help wanted")
                                .setInviteExpiration(2_000_000_000L))
                        .build());
        NewsletterInviteContent invite = (NewsletterInviteContent)
                await(MessageReceived.class, event -> event.message().key().id().equals(id))
                        .message()
                        .content();
        perform("newsletter.acceptInvite", invite.newsletter());
        assertThat(customer.newsletters().members(news)).containsEntry(OWN, Role.ADMIN);
        assertThat(changed(news, "admin_promote").user()).isEqualTo(own.lid());
    }
}
