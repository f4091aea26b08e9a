package org.camelwhatsapp.engine.restriction;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.camelwhatsapp.engine.mex.MexJson;
import org.camelwhatsapp.engine.restriction.AccountRestriction.Kind;
import org.jspecify.annotations.Nullable;

/** Reads what the service says about restrictions. Pure functions. Source: docs/protocol.md, "Account restrictions". */
final class RestrictionNodes {
    /** How long a restriction lasts of which the end is not told. */
    private static final Duration UNTOLD = Duration.ofSeconds(60);

    private RestrictionNodes() {}

    static AccountRestriction strangers(JsonObject lock, Instant now) {
        boolean active = Boolean.parseBoolean(String.valueOf(lock.getValue("is_active")));
        Instant until = time(lock, "time_enforcement_ends");
        return new AccountRestriction(
                Kind.STRANGERS,
                active,
                !active ? null : until == null ? now.plus(UNTOLD) : until,
                MexJson.text(lock, "enforcement_type"),
                null,
                null);
    }

    static AccountRestriction newChats(JsonObject cap) {
        long total = MexJson.number(cap, "total_quota", 0);
        long used = MexJson.number(cap, "used_quota", 0);
        return new AccountRestriction(
                Kind.NEW_CHATS,
                total > 0 && used >= total,
                time(cap, "cycle_end_timestamp"),
                MexJson.text(cap, "capping_status"),
                used,
                total);
    }

    private static @Nullable Instant time(JsonObject object, String key) {
        long seconds = MexJson.number(object, key, 0);
        return seconds <= 0 || seconds > Instant.MAX.getEpochSecond() ? null : Instant.ofEpochSecond(seconds);
    }
}
