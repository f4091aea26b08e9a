package org.camelwhatsapp.simulator;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.newsletter.Newsletter;
import org.camelwhatsapp.simulator.newsletter.NewsletterAdmins;
import org.camelwhatsapp.simulator.newsletter.NewsletterPosts;
import org.camelwhatsapp.simulator.newsletter.Newsletters;
import org.camelwhatsapp.simulator.newsletter.Post;
import org.camelwhatsapp.simulator.newsletter.Role;
import org.camelwhatsapp.simulator.state.Account;

/**
 * What a person does in newsletters with the phone, and what the server has of them. Refusals are thrown as {@link
 * RefusedException}. Thread-safe; calls block until the simulator has done them.
 */
public final class PhoneNewsletters {
    private final Simulator simulator;
    private final Account account;

    PhoneNewsletters(Simulator simulator, Account account) {
        this.simulator = simulator;
        this.account = account;
    }

    private Newsletters newsletters() {
        return simulator.newsletters();
    }

    private NewsletterPosts posts() {
        return simulator.newsletterPosts();
    }

    /** Makes a newsletter. */
    public Jid create(String name) {
        return simulator.call(() -> newsletters()
                .create(account, new JsonObject().put("name", name))
                .jid());
    }

    public void follow(Jid newsletter) {
        simulator.call(() -> {
            newsletters().follow(account, newsletter);
            return true;
        });
    }

    /** The server ids of the posts that are kept at the top. */
    public Set<Long> pinned(Jid newsletter) {
        return simulator.call(() -> Set.copyOf(newsletters().require(newsletter).pinned()));
    }

    /** Changes the name. */
    public void rename(Jid newsletter, String name) {
        simulator.call(() -> newsletters().update(account, newsletter, new JsonObject().put("name", name)));
    }

    public void delete(Jid newsletter) {
        simulator.call(() -> {
            newsletters().delete(account, newsletter);
            return true;
        });
    }

    /** Asks a user to run it too. */
    public void inviteAdmin(Jid newsletter, Jid user) {
        simulator.call(() -> new NewsletterAdmins(newsletters()).invite(account, newsletter, user));
    }

    /** Becomes admin. */
    public void acceptInvite(Jid newsletter) {
        simulator.call(() -> {
            new NewsletterAdmins(newsletters()).accept(account, newsletter);
            return true;
        });
    }

    /** Posts a text; returns its server id. */
    public long post(Jid newsletter, String text) {
        return post(newsletter, Message.newBuilder().setConversation(text).build(), "text");
    }

    /** Posts any message under a type of the wire; returns its server id. */
    public long post(Jid newsletter, Message message, String type) {
        return simulator.call(() -> posts().take(
                        account,
                        null,
                        Node.builder("message")
                                .attr("to", newsletter)
                                .attr("id", simulator.world().newId())
                                .attr("type", type)
                                .child(Node.of("plaintext", message.toByteArray()))
                                .build()));
    }

    /** Says something else in place of a post. */
    public void edit(Jid newsletter, long serverId, String text) {
        take(Node.builder("message")
                .attr("to", newsletter)
                .attr("id", post(newsletter, serverId, Post::id))
                .attr("edit", "3")
                .child(Node.of(
                        "plaintext",
                        Message.newBuilder().setConversation(text).build().toByteArray())));
    }

    /** Takes a post back. */
    public void revoke(Jid newsletter, long serverId) {
        take(Node.builder("message")
                .attr("to", newsletter)
                .attr("id", post(newsletter, serverId, Post::id))
                .attr("edit", "8")
                .child(Node.of("plaintext")));
    }

    /** Puts an emoji on a post. */
    public void react(Jid newsletter, long serverId, String emoji) {
        take(Node.builder("message")
                .attr("to", newsletter)
                .attr("server_id", serverId)
                .child(Node.builder("reaction").attr("code", emoji).build()));
    }

    /** Sees a post. */
    public void view(Jid newsletter, long serverId) {
        simulator.call(() -> {
            posts().view(account, newsletters().require(newsletter), serverId);
            return true;
        });
    }

    private long take(Node.Builder message) {
        return simulator.call(() -> posts().take(account, null, message.build()));
    }

    private <T> T state(Jid newsletter, Function<Newsletter, T> getter) {
        return simulator.call(() -> getter.apply(newsletters().require(newsletter)));
    }

    private <T> T post(Jid newsletter, long serverId, Function<Post, T> getter) {
        return state(newsletter, found -> getter.apply(Objects.requireNonNull(found.post(serverId))));
    }

    /** Whether it is there at all. */
    public boolean exists(Jid newsletter) {
        return simulator.call(() -> newsletters().find(newsletter) != null);
    }

    public String name(Jid newsletter) {
        return state(newsletter, Newsletter::name);
    }

    public String description(Jid newsletter) {
        return state(newsletter, Newsletter::description);
    }

    /** The code of its link. */
    public String inviteCode(Jid newsletter) {
        return state(newsletter, Newsletter::invite);
    }

    public boolean hasPicture(Jid newsletter) {
        return state(newsletter, found -> found.pictureId() != null);
    }

    /** Which reactions are allowed, by the wire's word. */
    public String reactionCodes(Jid newsletter) {
        return state(newsletter, Newsletter::reactionCodes);
    }

    /** The numbers of those who run or follow it, with their roles. */
    public Map<String, Role> members(Jid newsletter) {
        return state(newsletter, found -> {
            Map<String, Role> members = new TreeMap<>();
            found.members()
                    .forEach((member, role) -> members.put(member.phoneJid().user(), role));
            return members;
        });
    }

    /** The numbers of those who were asked to run it. */
    public List<String> invited(Jid newsletter) {
        return state(
                newsletter,
                found -> found.invited().keySet().stream()
                        .map(user -> user.phoneJid().user())
                        .toList());
    }

    /** What this person switched on there, by the wire's words. */
    public Set<String> settings(Jid newsletter) {
        return state(newsletter, found -> Set.copyOf(found.settings(account)));
    }

    /** The server ids of all posts, oldest first. */
    public List<Long> postIds(Jid newsletter) {
        return state(
                newsletter, found -> found.posts().stream().map(Post::serverId).toList());
    }

    /** The stanza's node with what a post says now. */
    public Node plaintext(Jid newsletter, long serverId) {
        return post(newsletter, serverId, Post::plaintext);
    }

    /** By what the author named the file of a post; the empty text for none. */
    public String mediaHandle(Jid newsletter, long serverId) {
        return post(newsletter, serverId, found -> {
            String handle = found.mediaHandle();
            return handle == null ? "" : handle;
        });
    }

    public boolean isDeleted(Jid newsletter, long serverId) {
        return post(newsletter, serverId, Post::isDeleted);
    }

    /** The emojis on a post by the numbers of those who put them there. */
    public Map<String, String> reactions(Jid newsletter, long serverId) {
        return post(newsletter, serverId, found -> {
            Map<String, String> reactions = new TreeMap<>();
            found.reactions()
                    .forEach((user, emoji) -> reactions.put(user.phoneJid().user(), emoji));
            return reactions;
        });
    }

    /** The votes on a poll, as hashes in hex, of all who voted. */
    public List<String> votes(Jid newsletter, long serverId) {
        return post(newsletter, serverId, found -> {
            List<String> votes = new ArrayList<>();
            found.votes().values().forEach(votes::addAll);
            return votes;
        });
    }

    /** The numbers of those who saw a post. */
    public List<String> viewers(Jid newsletter, long serverId) {
        return post(
                newsletter,
                serverId,
                found -> found.viewers().stream()
                        .map(user -> user.phoneJid().user())
                        .toList());
    }

    /** How many devices are told what followers do. */
    public int watchers(Jid newsletter) {
        return state(newsletter, found -> found.watchers().size());
    }

    /** Tells nobody any more what followers do, as when their time has passed. */
    public void forgetWatchers(Jid newsletter) {
        state(newsletter, found -> {
            found.watchers().clear();
            return true;
        });
    }

    /** The notices that this account accepted. */
    public Set<String> acceptedNotices() {
        return simulator.call(() -> Set.copyOf(account.profile().acceptedNotices()));
    }
}
