package org.camelwhatsapp.simulator.newsletter;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.state.Account;

/** Who runs a newsletter, and how that changes. Refuses with {@link RefusedException}. Event loop only. */
public final class NewsletterAdmins {
    private static final long INVITE_SECONDS = 7 * 24 * 3600;

    private final Newsletters newsletters;

    public NewsletterAdmins(Newsletters newsletters) {
        this.newsletters = newsletters;
    }

    private Account account(Jid user) {
        Account account = newsletters.world().directory().account(user);
        if (account == null) {
            throw new RefusedException(404, "item-not-found");
        }
        return account;
    }

    /** Returns until when the user can accept. */
    public long invite(Account actor, Jid jid, Jid user) {
        Newsletter newsletter = newsletters.ownedBy(actor, jid);
        long until = newsletters.world().nowSeconds() + INVITE_SECONDS;
        newsletter.invited().put(account(user), until);
        return until;
    }

    public void revoke(Account actor, Jid jid, Jid user) {
        Newsletter newsletter = newsletters.ownedBy(actor, jid);
        Account account = account(user);
        if (newsletter.invited().remove(account) == null) {
            throw new RefusedException(404, "item-not-found");
        }
        newsletters.tell(List.of(account), "admin_invite_revoke", about(newsletter, account));
    }

    public void accept(Account actor, Jid jid) {
        Newsletter newsletter = newsletters.require(jid);
        Long until = newsletter.invited().remove(actor);
        if (until == null || until < newsletters.world().nowSeconds()) {
            throw new RefusedException(403, "forbidden");
        }
        newsletter.join(actor, Role.ADMIN, newsletters.world().nowSeconds());
        newsletters.tell(newsletter.members().keySet(), "admin_promote", about(newsletter, actor));
    }

    public void demote(Account actor, Jid jid, Jid user) {
        Newsletter newsletter = newsletters.runBy(actor, jid);
        Account account = account(user);
        boolean allowed = newsletter.role(actor) == Role.OWNER || account == actor;
        if (!allowed || newsletter.role(account) != Role.ADMIN) {
            throw new RefusedException(403, "forbidden");
        }
        newsletter.join(account, Role.SUBSCRIBER, newsletters.world().nowSeconds());
        newsletters.tell(newsletter.members().keySet(), "admin_demote", about(newsletter, account));
    }

    public void changeOwner(Account actor, Jid jid, Jid user) {
        Newsletter newsletter = newsletters.ownedBy(actor, jid);
        Account account = account(user);
        if (newsletter.role(account) != Role.ADMIN) {
            throw new RefusedException(403, "forbidden");
        }
        newsletter.join(account, Role.OWNER, 0);
        newsletter.join(actor, Role.ADMIN, 0);
        newsletters.tell(newsletter.members().keySet(), "owner_update", about(newsletter, account));
    }

    private static JsonObject about(Newsletter newsletter, Account account) {
        return NewsletterJson.head(newsletter)
                .put("user", new JsonObject().put("id", account.lid().toString()));
    }
}
