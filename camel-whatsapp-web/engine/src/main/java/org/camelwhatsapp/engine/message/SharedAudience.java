package org.camelwhatsapp.engine.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * Who a message is for that is encrypted once for all: the members of a group, or those who see a status.
 *
 * @param users without oneself, or with
 * @param addressingMode of a group, or null
 * @param statusSetting how the recipients of a status were chosen, or null for a group
 */
record SharedAudience(
        List<Jid> users,
        @Nullable String addressingMode,
        @Nullable String statusSetting) {
    static SharedAudience of(GroupInfo info) {
        List<Jid> users = new ArrayList<>();
        info.members().forEach(member -> users.add(member.jid()));
        return new SharedAudience(users, info.lidAddressed() ? "lid" : "pn", null);
    }

    /** @throws SendFailedException if nobody would see it */
    static SharedAudience of(StatusRecipients.Audience audience) {
        if (audience.users().isEmpty()) {
            throw new SendFailedException(0, "nobody would see this status: no recipients, and no contacts are known");
        }
        return new SharedAudience(audience.users(), null, audience.setting());
    }

    boolean isStatus() {
        return statusSetting != null;
    }

    /** What a status says about its recipients, or null for a group. */
    @Nullable
    Node meta() {
        return statusSetting == null
                ? null
                : Node.builder("meta").attr("status_setting", statusSetting).build();
    }

    /**
     * The server brings a status to those that are named. Users whose phone gets no key with this one are named without.
     *
     * @param reached devices by their canonical addresses
     */
    List<Node> named(List<Jid> reached, List<Node> envelopes) {
        if (!isStatus()) {
            return envelopes;
        }
        List<Node> all = new ArrayList<>(envelopes);
        Set<Jid> phones = new HashSet<>();
        envelopes.forEach(node -> phones.add(node.requireJid("jid")));
        for (Jid device : reached) {
            if (device.device() == 0 && !phones.contains(device)) {
                all.add(Node.builder("to").attr("jid", device).build());
            }
        }
        return all;
    }
}
