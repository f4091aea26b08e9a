package org.camelwhatsapp.engine.restriction;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.event.AccountRestricted;
import org.camelwhatsapp.engine.mex.MexClient;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.mex.MexJson;
import org.camelwhatsapp.engine.mex.MexQuery;
import org.camelwhatsapp.engine.restriction.AccountRestriction.Kind;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service keeps the account from doing: told by the service, found when messages are refused, or asked for.
 * Changes become {@link AccountRestricted}. Mailbox only. Source: docs/protocol.md, "Account restrictions".
 */
public final class RestrictionFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(RestrictionFeature.class);
    private static final MexQuery STRANGERS = new MexQuery("23983697327930364", "xwa2_fetch_account_reachout_timelock");
    private static final MexQuery NEW_CHATS = new MexQuery("24503548349331633", "xwa2_message_capping_info");
    private static final String STRANGERS_CHANGED = "xwa2_notify_account_reachout_timelock";
    private static final String NEW_CHATS_CHANGED = "xwa2_notify_new_chat_messages_capping_info_update";
    private static final JsonObject NEW_CHATS_INPUT =
            new JsonObject().put("input", new JsonObject().put("type", "INDIVIDUAL_NEW_CHAT_THREAD"));
    /** Many messages are refused at once; what is behind it is asked for once in this time. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(60);

    private static final int RATE_LIMITED = 429;
    private static final int UNKNOWN_TO_RECIPIENT = 463;
    private static final int TOO_MANY_NEW_CHATS = 475;

    private final Session session;
    private final MexClient mex;
    private final List<Consumer<AccountRestriction>> listeners = new ArrayList<>();
    private @Nullable Instant strangersAsked;
    private @Nullable Instant newChatsAsked;
    private @Nullable Instant rateTold;

    public RestrictionFeature(Session session) {
        this.session = session;
        this.mex = new MexClient(session);
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("mex", this::onNotification);
    }

    private void onNotification(Node notification) {
        for (Node update : notification.children("update")) {
            try {
                JsonObject data = MexJson.object(MexJson.parse(update.requireBytes()), "data");
                if (data.getValue(STRANGERS_CHANGED) instanceof JsonObject lock) {
                    publish(RestrictionNodes.strangers(lock, now()));
                }
                if (data.getValue(NEW_CHATS_CHANGED) instanceof JsonObject cap) {
                    publish(RestrictionNodes.newChats(cap));
                }
            } catch (MexException e) {
                LOG.warn("session {}: a notification cannot be read: {}", session.name(), e.getMessage());
            }
        }
    }

    private Instant now() {
        return session.environment().time().instant();
    }

    /** Tells of what becomes known; before the session starts. On the mailbox. */
    public void listen(Consumer<AccountRestriction> listener) {
        listeners.add(listener);
    }

    private void publish(AccountRestriction restriction) {
        listeners.forEach(listener -> listener.accept(restriction));
        session.publish(new AccountRestricted(restriction));
    }

    /** Asks what is restricted now: writing to strangers, and new chats. */
    public CompletionStage<List<AccountRestriction>> ask() {
        return strangers().thenCombine(newChats(), (strangers, chats) -> List.of(strangers, chats));
    }

    private CompletionStage<AccountRestriction> strangers() {
        return mex.ask(STRANGERS, new JsonObject())
                .thenApply(answer -> RestrictionNodes.strangers(answer.object(), now()));
    }

    private CompletionStage<AccountRestriction> newChats() {
        return mex.ask(NEW_CHATS, NEW_CHATS_INPUT).thenApply(answer -> RestrictionNodes.newChats(answer.object()));
    }

    /**
     * A message was refused. When the account is the reason, listeners are told.
     *
     * @param code the server's number
     * @param backoff how long the server said to wait, or null
     */
    public void onRefused(int code, @Nullable Duration backoff) {
        Instant now = now();
        if (code == RATE_LIMITED && isDue(rateTold, now)) {
            rateTold = now;
            publish(new AccountRestriction(
                    Kind.RATE, true, backoff == null ? null : now.plus(backoff), null, null, null));
        } else if (code == UNKNOWN_TO_RECIPIENT && isDue(strangersAsked, now)) {
            // The recipient alone may be the reason, who hears only whom he knows.
            strangersAsked = now;
            report(strangers());
        } else if (code == TOO_MANY_NEW_CHATS && isDue(newChatsAsked, now)) {
            newChatsAsked = now;
            report(newChats());
        }
    }

    private static boolean isDue(@Nullable Instant last, Instant now) {
        return last == null || !last.plus(ASK_AGAIN).isAfter(now);
    }

    private void report(CompletionStage<AccountRestriction> asked) {
        asked.whenComplete((restriction, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "session {}: why a message was refused is not known: {}",
                        session.name(),
                        Futures.unwrap(failure).toString());
            } else if (restriction.active()) {
                publish(restriction);
            }
        });
    }
}
