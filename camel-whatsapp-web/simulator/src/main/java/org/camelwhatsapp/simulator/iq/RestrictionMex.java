package org.camelwhatsapp.simulator.iq;

import io.vertx.core.json.JsonObject;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;

/** Tells what an account is kept from: when asked, and when it changes. */
public final class RestrictionMex {
    private final World world;

    private RestrictionMex(World world) {
        this.world = world;
    }

    public static RestrictionMex register(MexRequests mex, World world) {
        mex.on(
                "xwa2_fetch_account_reachout_timelock",
                (asking, variables) -> asking.profile().restrictions().strangers(world.nowSeconds()),
                "23983697327930364");
        mex.on(
                "xwa2_message_capping_info",
                (asking, variables) -> asking.profile().restrictions().newChats(),
                "24503548349331633");
        return new RestrictionMex(world);
    }

    /** @param until seconds since 1970, or 0 for no restriction */
    public void restrictStrangers(Account account, long until) {
        account.profile().restrictions().setStrangersUntil(until);
        tell(
                account,
                "NotificationUserReachoutTimelockUpdate",
                "xwa2_notify_account_reachout_timelock",
                account.profile().restrictions().strangers(world.nowSeconds()));
    }

    /** @param total how many new chats may be begun, or 0 for any number */
    public void capNewChats(Account account, long used, long total) {
        account.profile().restrictions().setNewChats(used, total, world.nowSeconds() + 86_400);
        tell(
                account,
                "MessageCappingInfoNotification",
                "xwa2_notify_new_chat_messages_capping_info_update",
                account.profile().restrictions().newChats());
    }

    private void tell(Account account, String operation, String root, JsonObject changed) {
        JsonObject json = new JsonObject().put("data", new JsonObject().put(root, changed));
        Node stanza = world.router()
                .notification("mex", Jid.SERVER)
                .child(Node.builder("update")
                        .attr("op_name", operation)
                        .text(json.encode())
                        .build())
                .build();
        account.devices().forEach(device -> device.deliver(stanza));
    }
}
