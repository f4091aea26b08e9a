package org.camelwhatsapp.simulator.state;

import io.vertx.core.json.JsonObject;

/** What the service keeps an account from doing. */
public final class Restrictions {
    private long strangersUntil;
    private long newChatsUsed;
    private long newChatsTotal;
    private long cycleEnd;

    /** @param until seconds since 1970, or 0 for no restriction */
    public void setStrangersUntil(long until) {
        strangersUntil = until;
    }

    /** @param total how many new chats may be begun, or 0 for any number */
    public void setNewChats(long used, long total, long end) {
        newChatsUsed = used;
        newChatsTotal = total;
        cycleEnd = end;
    }

    /** The code with which a message to somebody is refused who has given no token, or 0. */
    public int refusalOfStrangers(long now) {
        if (strangersUntil > now) {
            return 463;
        }
        return newChatsTotal > 0 && newChatsUsed >= newChatsTotal ? 475 : 0;
    }

    /** As the server tells it. */
    public JsonObject strangers(long now) {
        boolean active = strangersUntil > now;
        return new JsonObject()
                .put("is_active", active)
                .put("time_enforcement_ends", active ? Long.toString(strangersUntil) : null)
                .put("enforcement_type", active ? "BIZ_QUALITY" : null);
    }

    /** As the server tells it. */
    public JsonObject newChats() {
        boolean capped = newChatsTotal > 0 && newChatsUsed >= newChatsTotal;
        return new JsonObject()
                .put("capping_status", capped ? "CAPPED" : "NONE")
                .put("total_quota", newChatsTotal)
                .put("used_quota", newChatsUsed)
                .put("cycle_end_timestamp", Long.toString(cycleEnd));
    }
}
