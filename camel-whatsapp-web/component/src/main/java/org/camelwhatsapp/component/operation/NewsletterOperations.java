package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.content.NewsletterInviteContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.newsletter.NewsletterAdminFeature;
import org.camelwhatsapp.engine.newsletter.NewsletterDraft;
import org.camelwhatsapp.engine.newsletter.NewsletterFeature;
import org.camelwhatsapp.engine.newsletter.NewsletterFollower;
import org.camelwhatsapp.engine.newsletter.NewsletterInfo;
import org.camelwhatsapp.engine.newsletter.NewsletterReactions;
import org.camelwhatsapp.engine.newsletter.NewsletterUpdate;
import org.jspecify.annotations.Nullable;

/** Newsletters: making, finding, following and running them. */
final class NewsletterOperations implements OperationGroup {
    private static final int MAX_PICTURE = 5 * 1024 * 1024;
    private static final int MAX_THUMBNAIL = 64 * 1024;
    private static final int USUAL_COUNT = 50;

    record Create(
            @JsonPropertyDescription("The name, 1 to 100 characters.")
            String name,

            @Nullable @JsonPropertyDescription("What it is about.")
            String description,

            @Nullable @JsonPropertyDescription("A square JPEG, at most 5 MiB.")
            FileInput file) {}

    record Newsletter(
            @JsonPropertyDescription("The newsletter, an address that ends in @newsletter.")
            Jid newsletter) {}

    record Link(
            @JsonPropertyDescription("The link, or its code alone.")
            String invite) {}

    record Search(
            @JsonPropertyDescription("Words of the name; empty for what the service proposes.")
            String text,

            @Nullable @JsonPropertyDescription("At most how many, 1 to 100; 50 unless given.")
            Integer limit) {}

    record Mute(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,

            @JsonPropertyDescription("Whether it is muted from now on.")
            Boolean on) {}

    record Update(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,

            @Nullable @JsonPropertyDescription("The new name, 1 to 100 characters.")
            String name,

            @Nullable @JsonPropertyDescription("The new description; the empty text for none.")
            String description,

            @Nullable @JsonPropertyDescription("The new picture, a square JPEG, at most 5 MiB.")
            FileInput file,

            @Nullable @JsonPropertyDescription("Which emojis followers may use: ALL, BASIC, NONE or BLOCKLIST.")
            NewsletterReactions reactions) {
        Update {
            if (name == null && description == null && file == null && reactions == null) {
                throw new InvalidRequestException("name: expected something to change");
            }
        }
    }

    record Terms(
            @Nullable @JsonPropertyDescription("The notice; 20601218, of those who make newsletters, unless given.")
            String notice,

            @Nullable @JsonPropertyDescription("Its stage; 5 unless given.")
            Integer stage) {}

    record Followers(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,

            @Nullable @JsonPropertyDescription("At most how many, 1 to 1,000; 50 unless given.")
            Integer count) {}

    record Member(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,
            @JsonPropertyDescription("The user.") Jid user) {}

    record Invite(
            @JsonPropertyDescription("The newsletter.") Jid newsletter,

            @JsonPropertyDescription("Who is asked.") Jid user,

            @Nullable @JsonPropertyDescription("The name that is shown; that of the newsletter unless given.")
            String name,

            @Nullable @JsonPropertyDescription("A text.") String caption,

            @Nullable @JsonPropertyDescription("A small JPEG that is shown, at most 64 KiB.")
            FileInput file) {}

    /**
     * Somebody was asked.
     *
     * @param messageId the message that asked
     * @param expiration until when it can be accepted
     */
    record Invited(String messageId, Instant expiration) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("newsletter.create", Create.class)
                        .describedAs("Makes a newsletter. The account must have accepted the terms: "
                                + "newsletter.acceptTerms, once.")
                        .body("name")
                        .answers(NewsletterInfo.class)
                        .fails("mex-N")
                        .serves("DG-155")
                        .performs((client, q) -> client.with(
                                NewsletterFeature.class,
                                n -> n.create(new NewsletterDraft(q.name(), q.description(), picture(q.file()))))),
                Operation.named("newsletter.info", Newsletter.class)
                        .describedAs("Tells what is known of a newsletter.")
                        .body("newsletter")
                        .answers(NewsletterInfo.class)
                        .fails("mex-404")
                        .serves("DG-157")
                        .performs((client, q) -> client.with(NewsletterFeature.class, n -> n.info(q.newsletter()))),
                Operation.named("newsletter.preview", Link.class)
                        .describedAs("Tells which newsletter is behind a link.")
                        .body("invite")
                        .answers(NewsletterInfo.class)
                        .fails("mex-404")
                        .serves("DG-160", "DG-162")
                        .performs((client, q) -> client.with(NewsletterFeature.class, n -> n.preview(q.invite()))),
                Operation.named("newsletter.followed", NoFields.class)
                        .describedAs("Tells which newsletters the account follows or runs.")
                        .answersListOf(NewsletterInfo.class)
                        .serves("DG-154", "DG-156")
                        .performs((client, q) -> client.with(NewsletterFeature.class, NewsletterFeature::followed)),
                Operation.named("newsletter.search", Search.class)
                        .describedAs("Finds newsletters in the public directory.")
                        .body("text")
                        .answersListOf(NewsletterInfo.class)
                        .performs((client, q) ->
                                client.with(NewsletterFeature.class, n -> n.search(q.text(), orUsual(q.limit())))),
                about("follow", "Follows a newsletter: its posts come from now on.")
                        .serves("DG-159", "DG-160")
                        .performs((client, q) -> client.with(NewsletterFeature.class, n -> n.follow(q.newsletter()))),
                about("unfollow", "Follows a newsletter no longer.")
                        .serves("DG-161", "DG-162")
                        .performs((client, q) -> client.with(NewsletterFeature.class, n -> n.unfollow(q.newsletter()))),
                Operation.named("newsletter.mute", Mute.class)
                        .describedAs("Says whether the account is not notified of posts.")
                        .body("on")
                        .fails("mex-N")
                        .serves("DG-163")
                        .performs((client, q) ->
                                client.with(NewsletterFeature.class, n -> n.mute(q.newsletter(), q.on()))),
                Operation.named("newsletter.muteFollowerActivity", Mute.class)
                        .describedAs("Says whether the account, an admin, is not notified of what followers do.")
                        .body("on")
                        .fails("mex-N")
                        .performs((client, q) -> client.with(
                                NewsletterFeature.class, n -> n.muteFollowerActivity(q.newsletter(), q.on()))),
                Operation.named("newsletter.update", Update.class)
                        .describedAs("Changes what is given: name, description, picture, reactions.")
                        .fails("mex-N")
                        .performs((client, q) -> client.with(
                                NewsletterFeature.class,
                                n -> n.update(
                                        q.newsletter(),
                                        new NewsletterUpdate(
                                                q.name(), q.description(), picture(q.file()), q.reactions())))),
                about("removePicture", "Takes the picture of a newsletter away.")
                        .performs((client, q) -> client.with(
                                NewsletterFeature.class,
                                n -> n.update(q.newsletter(), NewsletterUpdate.picture(new byte[0])))),
                about("delete", "Deletes a newsletter for everybody.")
                        .performs((client, q) -> client.with(NewsletterFeature.class, n -> n.delete(q.newsletter()))),
                Operation.named("newsletter.acceptTerms", Terms.class)
                        .describedAs("Accepts terms of service for the account.")
                        .body("notice")
                        .fails("server-N")
                        .serves("DG-169")
                        .performs((client, q) -> client.with(
                                NewsletterFeature.class,
                                n -> n.acceptTerms(
                                        q.notice() == null ? NewsletterFeature.CREATION_NOTICE : q.notice(),
                                        q.stage() == null ? NewsletterFeature.CREATION_STAGE : q.stage()))),
                Operation.named("newsletter.followers", Followers.class)
                        .describedAs("Tells who follows a newsletter that the account runs.")
                        .body("newsletter")
                        .answersListOf(NewsletterFollower.class)
                        .fails("mex-N")
                        .performs((client, q) -> client.with(
                                NewsletterAdminFeature.class, n -> n.followers(q.newsletter(), orUsual(q.count())))),
                about("adminCount", "Tells how many run a newsletter, the owner included.")
                        .answers(Long.class)
                        .performs((client, q) ->
                                client.with(NewsletterAdminFeature.class, n -> n.adminCount(q.newsletter()))),
                about("capabilities", "Tells what the account may do as an admin, by the server's words.")
                        .answersListOf(String.class)
                        .performs((client, q) ->
                                client.with(NewsletterAdminFeature.class, n -> n.capabilities(q.newsletter()))),
                about("pendingInvites", "Tells who was asked to run a newsletter and did not answer.")
                        .answersListOf(Jid.class)
                        .performs((client, q) ->
                                client.with(NewsletterAdminFeature.class, n -> n.pendingInvites(q.newsletter()))),
                Operation.named("newsletter.inviteAdmin", Invite.class)
                        .describedAs("Lets a user become admin, and sends the message that asks for it.")
                        .answers(Invited.class)
                        .fails("mex-N", "send-N")
                        .serves("DG-170")
                        .performs(NewsletterOperations::invite),
                member("revokeInvite", "Takes an invitation back.")
                        .performs((client, q) -> client.with(
                                NewsletterAdminFeature.class, n -> n.revokeInvite(q.newsletter(), q.user()))),
                about("acceptInvite", "Becomes admin of a newsletter to which the account was invited.")
                        .performs((client, q) ->
                                client.with(NewsletterAdminFeature.class, n -> n.acceptInvite(q.newsletter()))),
                member("demote", "Makes an admin a follower again.")
                        .performs((client, q) ->
                                client.with(NewsletterAdminFeature.class, n -> n.demote(q.newsletter(), q.user()))),
                member("changeOwner", "Gives a newsletter to one of its admins.")
                        .performs((client, q) -> client.with(
                                NewsletterAdminFeature.class, n -> n.changeOwner(q.newsletter(), q.user()))));
    }

    private static Operation.Builder<Newsletter> about(String verb, String description) {
        return Operation.named("newsletter." + verb, Newsletter.class)
                .describedAs(description)
                .body("newsletter")
                .fails("mex-N");
    }

    private static Operation.Builder<Member> member(String verb, String description) {
        return Operation.named("newsletter." + verb, Member.class)
                .describedAs(description)
                .body("user")
                .fails("mex-N");
    }

    private static CompletionStage<Invited> invite(WhatsAppClient client, Invite q) {
        byte[] thumbnail = q.file() == null ? null : q.file().bytes(MAX_THUMBNAIL);
        CompletionStage<String> name = q.name() != null
                ? CompletableFuture.completedFuture(q.name())
                : client.with(NewsletterFeature.class, n -> n.info(q.newsletter()))
                        .thenApply(NewsletterInfo::name);
        return name.thenCompose(shown -> client.with(
                        NewsletterAdminFeature.class, n -> n.invite(q.newsletter(), q.user()))
                .thenCompose(until -> client.send(
                                q.user(),
                                new NewsletterInviteContent(q.newsletter(), shown, until, q.caption(), thumbnail),
                                SendOptions.NONE)
                        .thenApply(sent -> new Invited(sent.id(), until))));
    }

    private static int orUsual(@Nullable Integer count) {
        return count == null ? USUAL_COUNT : count;
    }

    private static byte @Nullable [] picture(@Nullable FileInput file) {
        return file == null ? null : file.bytes(MAX_PICTURE);
    }
}
