package org.camelwhatsapp.simulator.newsletter;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.media.MediaHost;
import org.camelwhatsapp.simulator.state.Account;
import org.jspecify.annotations.Nullable;

/**
 * What the server does about newsletters, whoever asks: a linked device or a phone. Those concerned are told of every
 * change. Refuses with {@link RefusedException}. Lives on the simulator's event loop.
 */
public final class Newsletters {
    /** Not notified of posts. */
    public static final String MUTE = "MUTE_ADMIN_ACTIVITY";

    static final List<String> SETTINGS = List.of(MUTE, "MUTE_FOLLOWER_ACTIVITY");

    private static final Set<String> REACTION_CODES = Set.of("ALL", "BASIC", "NONE", "BLOCKLIST");
    private static final int MAX_NEWSLETTERS = 10_000;
    private static final int FORBIDDEN = 403;
    private static final int UNKNOWN = 404;

    private final World world;
    private final MediaHost media;
    private final Map<Jid, Newsletter> newsletters = new LinkedHashMap<>();
    private long created;
    private long pictures;

    public Newsletters(World world, MediaHost media) {
        this.world = world;
        this.media = media;
    }

    World world() {
        return world;
    }

    public Collection<Newsletter> all() {
        return newsletters.values();
    }

    /** Makes a newsletter, which the account owns. */
    public Newsletter create(Account owner, JsonObject input) {
        String name = input.getString("name");
        if (name == null || name.isBlank() || newsletters.size() >= MAX_NEWSLETTERS) {
            throw new RefusedException(400, "bad-request");
        }
        String number = String.format(Locale.ROOT, "%012d", ++created);
        Newsletter newsletter = new Newsletter(
                new Jid("120363" + number, 0, Jid.NEWSLETTER_SERVER), "0029Va" + number, name, world.nowSeconds());
        newsletter.join(owner, Role.OWNER, world.nowSeconds());
        newsletters.put(newsletter.jid(), newsletter);
        apply(newsletter, input);
        tellMetadata(owner, newsletter, "join");
        return newsletter;
    }

    public @Nullable Newsletter find(Jid jid) {
        return newsletters.get(jid);
    }

    @Nullable
    Newsletter byInvite(String code) {
        return newsletters.values().stream()
                .filter(newsletter -> newsletter.invite().equals(code))
                .findFirst()
                .orElse(null);
    }

    /** @throws RefusedException 404 */
    public Newsletter require(Jid jid) {
        Newsletter newsletter = newsletters.get(jid);
        if (newsletter == null) {
            throw new RefusedException(UNKNOWN, "item-not-found");
        }
        return newsletter;
    }

    /** @throws RefusedException 404 or 403 */
    public Newsletter runBy(Account actor, Jid jid) {
        Newsletter newsletter = require(jid);
        if (!newsletter.role(actor).runsIt()) {
            throw new RefusedException(FORBIDDEN, "forbidden");
        }
        return newsletter;
    }

    /** @throws RefusedException 404 or 403 */
    Newsletter ownedBy(Account actor, Jid jid) {
        Newsletter newsletter = require(jid);
        if (newsletter.role(actor) != Role.OWNER) {
            throw new RefusedException(FORBIDDEN, "forbidden");
        }
        return newsletter;
    }

    /** Those that an account runs or follows. */
    List<Newsletter> of(Account account) {
        return newsletters.values().stream()
                .filter(newsletter -> newsletter.role(account) != Role.GUEST)
                .toList();
    }

    public void follow(Account account, Jid jid) {
        Newsletter newsletter = require(jid);
        if (newsletter.role(account) == Role.GUEST) {
            newsletter.join(account, Role.SUBSCRIBER, world.nowSeconds());
        }
        tellMetadata(account, newsletter, "join");
    }

    public void unfollow(Account account, Jid jid) {
        Newsletter newsletter = require(jid);
        if (newsletter.role(account) == Role.OWNER) {
            throw new RefusedException(FORBIDDEN, "forbidden");
        }
        newsletter.leave(account);
        JsonObject left =
                NewsletterJson.head(newsletter).put("viewer_metadata", new JsonObject().put("role", Role.GUEST.name()));
        tell(List.of(account), "leave", left);
    }

    void set(Account account, Jid jid, String type, boolean on) {
        Newsletter newsletter = require(jid);
        if (newsletter.role(account) == Role.GUEST || !SETTINGS.contains(type)) {
            throw new RefusedException(400, "bad-request");
        }
        if (on) {
            newsletter.settings(account).add(type);
        } else {
            newsletter.settings(account).remove(type);
        }
        String word = on ? "ON" : "OFF";
        if (type.equals(MUTE)) {
            tell(
                    List.of(account),
                    "mute_change",
                    NewsletterJson.head(newsletter).put("mute", word));
        } else {
            JsonObject changed =
                    NewsletterJson.head(newsletter).put("setting", type).put("value", word);
            tell(List.of(account), "user_setting_change", changed);
        }
    }

    /** Changes name, description, picture, settings. */
    public Newsletter update(Account actor, Jid jid, JsonObject updates) {
        Newsletter newsletter = runBy(actor, jid);
        apply(newsletter, updates);
        JsonObject changed = NewsletterJson.head(newsletter).put("thread_metadata", NewsletterJson.thread(newsletter));
        tell(newsletter.members().keySet(), "metadata_update", changed);
        return newsletter;
    }

    private void apply(Newsletter newsletter, JsonObject updates) {
        if (updates.getValue("name") instanceof String name) {
            newsletter.setName(name);
        }
        if (updates.getValue("description") instanceof String text) {
            newsletter.setDescription(text);
        }
        if (updates.getValue("picture") instanceof String base64) {
            picture(newsletter, base64);
        }
        if (updates.getValue("settings") instanceof JsonObject settings) {
            String word =
                    settings.getJsonObject("reaction_codes", new JsonObject()).getString("value", "");
            if (!REACTION_CODES.contains(word)) {
                throw new RefusedException(400, "bad-request");
            }
            newsletter.setReactionCodes(word);
        }
    }

    private void picture(Newsletter newsletter, String base64) {
        if (base64.isEmpty()) {
            newsletter.setPicture(null, null);
            return;
        }
        try {
            String url = media.publish(Base64.getDecoder().decode(base64));
            newsletter.setPicture(Long.toString(++pictures), url);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(400, "bad-request");
        }
    }

    public void delete(Account actor, Jid jid) {
        Newsletter newsletter = ownedBy(actor, jid);
        newsletters.remove(jid);
        JsonObject changed = new JsonObject()
                .put("id", jid.toString())
                .put("is_requestor", false)
                .put("state", new JsonObject().put("type", "DELETED"));
        tell(newsletter.members().keySet(), "state_change", changed);
    }

    private void tellMetadata(Account account, Newsletter newsletter, String action) {
        tell(List.of(account), action, NewsletterJson.describe(newsletter, account));
    }

    /** Tells all devices of these accounts, phones included. */
    void tell(Collection<Account> accounts, String action, JsonObject changed) {
        byte[] json = new JsonObject()
                .put("data", new JsonObject().put("xwa2_notify_newsletter_on_" + action, changed))
                .toBuffer()
                .getBytes();
        Node notification = world.router()
                .notification("mex", Jid.SERVER)
                .child(Node.builder("update")
                        .attr("op_name", operation(action))
                        .bytes(json)
                        .build())
                .build();
        new ArrayList<>(accounts).forEach(account -> world.router().toAccount(account, notification));
    }

    private static String operation(String action) {
        return switch (action) {
            case "join" -> "NotificationNewsletterJoin";
            case "leave" -> "NotificationNewsletterLeave";
            case "metadata_update" -> "NotificationNewsletterUpdate";
            case "state_change" -> "NotificationNewsletterStateChange";
            case "owner_update" -> "NotificationNewsletterOwnerUpdate";
            case "admin_promote" -> "NotificationNewsletterAdminPromote";
            case "admin_demote" -> "NotificationNewsletterAdminDemote";
            case "admin_invite_revoke" -> "NotificationNewsletterAdminInviteRevoke";
            default -> "NotificationNewsletterUserSettingChange";
        };
    }
}
