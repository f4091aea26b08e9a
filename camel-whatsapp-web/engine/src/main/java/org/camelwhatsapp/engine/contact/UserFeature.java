package org.camelwhatsapp.engine.contact;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.event.AboutChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * Other users: whether a number has an account, what is told about an account, which LID belongs to which number; and the
 * text about oneself. Mailbox only. Source: docs/protocol.md, "usync".
 */
public final class UserFeature implements Feature {
    private static final int MAX_ABOUT = 139;
    private static final List<Node> CHECK =
            List.of(Node.of("contact"), Node.of("lid"), Node.of("business", Node.of("verified_name")));
    private static final List<Node> INFO = List.of(
            Node.of("business", Node.of("verified_name")),
            Node.of("status"),
            Node.of("picture"),
            Node.builder("devices").attr("version", 2).build(),
            Node.of("disappearing_mode"),
            Node.of("lid"));

    private final Session session;
    private final AddressBook addresses;
    private final ContactTokens tokens;
    private final Usync usync;

    public UserFeature(Session session, AddressBook addresses, ContactTokens tokens) {
        this.tokens = tokens;
        this.session = session;
        this.addresses = addresses;
        this.usync = new Usync(session);
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("account_sync", notification -> {
            if (notification.child("status") != null) {
                session.publish(new AboutChanged(notification.requireJid("from").toUser(), null));
            }
        });
        router.onNotification("status", notification -> {
            Node set = notification.child("set");
            if (set != null) {
                session.publish(
                        new AboutChanged(notification.requireJid("from"), set.hasContent() ? set.text() : null));
            }
        });
    }

    /**
     * Asks which numbers have an account.
     *
     * @param numbers international, in any form
     */
    public CompletionStage<List<NumberCheck>> check(Collection<String> numbers) {
        Map<String, Node> asked = new LinkedHashMap<>();
        for (String number : numbers) {
            String digits = number.replaceAll("[^0-9]", "");
            if (digits.isEmpty()) {
                throw new IllegalArgumentException("a phone number has digits");
            }
            asked.put(
                    digits,
                    Node.of("user", Node.builder("contact").text("+" + digits).build()));
        }
        return usync.ask("interactive", CHECK, List.copyOf(asked.values())).thenCompose(users -> {
            Map<String, NumberCheck> found = new LinkedHashMap<>();
            StoreTransaction transaction = session.store().transaction();
            for (Node user : users) {
                Node contact = user.requireChild("contact");
                String digits = contact.text().replaceAll("[^0-9]", "");
                found.put(digits, check(digits, user, contact, transaction));
            }
            List<NumberCheck> answers = new ArrayList<>();
            asked.keySet()
                    .forEach(digits ->
                            answers.add(found.getOrDefault(digits, new NumberCheck(digits, false, null, null, null))));
            return Futures.on(session.mailbox(), session.store().commit(transaction))
                    .thenApply(v -> answers);
        });
    }

    private NumberCheck check(String digits, Node user, Node contact, StoreTransaction transaction) {
        if (!contact.attr("type", "").equals("in")) {
            return new NumberCheck(digits, false, null, null, null);
        }
        Jid jid = user.requireJid("jid");
        Node lidNode = user.child("lid");
        Jid lid = jid.isLid() ? jid : lidNode == null ? null : lidNode.jid("val");
        Jid phone = jid.isLid() ? user.jid("pn_jid") : jid;
        addresses.learn(phone, lid, transaction);
        return new NumberCheck(digits, true, phone, lid, businessName(user));
    }

    private static @Nullable String businessName(Node user) {
        Node business = user.child("business");
        return business == null ? null : VerifiedNames.of(business.child("verified_name"));
    }

    /** Asks what the service tells about users; those it does not know are left out. */
    public CompletionStage<List<UserInfo>> info(Collection<Jid> users) {
        return tokens.of(users)
                .thenCompose(shown -> usync.ask(
                        "background",
                        INFO,
                        users.stream()
                                .map(user -> Usync.user(user, shown.get(user)))
                                .toList()))
                .thenCompose(found -> {
                    StoreTransaction transaction = session.store().transaction();
                    List<UserInfo> infos = new ArrayList<>();
                    for (Node user : found) {
                        Jid jid = user.jid("jid");
                        Node devices = user.child("devices");
                        if (jid != null && devices != null) {
                            infos.add(info(jid, user, transaction));
                        }
                    }
                    return Futures.on(session.mailbox(), session.store().commit(transaction))
                            .thenApply(v -> infos);
                });
    }

    private UserInfo info(Jid jid, Node user, StoreTransaction transaction) {
        Node lidNode = user.child("lid");
        Jid lid = lidNode == null ? null : lidNode.jid("val");
        addresses.learn(jid, lid, transaction);
        Node about = user.child("status");
        String text = about == null || !about.hasContent() || about.text().isEmpty() ? null : about.text();
        long changed = about == null ? 0 : about.longAttr("t", 0);
        Node picture = user.child("picture");
        Node timer = user.child("disappearing_mode");
        long seconds = timer == null ? 0 : timer.longAttr("duration", 0);
        return new UserInfo(
                jid,
                lid,
                text,
                about != null && text != null && changed > 0 ? about.timeAttr("t", 0) : null,
                picture == null ? null : picture.attr("id"),
                businessName(user),
                DeviceListParser.parse(user),
                seconds == 0 ? null : Duration.ofSeconds(seconds));
    }

    /**
     * The user's other address: the LID of a number, or the number of a LID. A LID that is not known is asked for; there is
     * no question for the number of a LID.
     *
     * @return the address, or null when it is not known
     */
    public CompletionStage<@Nullable Jid> alternate(Jid user) {
        return addresses.load(List.of(user)).thenCompose(v -> {
            Jid known = addresses.alternate(user);
            if (known != null || user.isLid()) {
                return CompletableFuture.completedFuture(known);
            }
            return info(List.of(user)).thenApply(found -> addresses.alternate(user));
        });
    }

    /**
     * The known pairs of number and LID.
     *
     * @param cursor what the page before gave, or null
     * @param limit 1 to 1,000
     */
    public CompletionStage<AddressPage> mappings(@Nullable String cursor, int limit) {
        return addresses.page(cursor, limit);
    }

    /** @param text about oneself, at most 139 characters; empty for none */
    public CompletionStage<Void> setAbout(String text) {
        if (text.length() > MAX_ABOUT) {
            throw new IllegalArgumentException("the text about oneself has at most " + MAX_ABOUT + " characters");
        }
        return session.wire()
                .request(Node.builder("iq")
                        .attr("xmlns", "status")
                        .attr("type", "set")
                        .attr("to", Jid.SERVER)
                        .child(Node.builder("status").text(text).build())
                        .build())
                .thenAccept(answer -> {});
    }
}
