package org.camelwhatsapp.simulator.iq;

import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.group.GroupSettingRules;
import org.camelwhatsapp.simulator.group.Groups;
import org.camelwhatsapp.simulator.state.Group;

/** Groups: name, description and settings. */
public final class GroupSettingRequests {
    private GroupSettingRequests() {}

    public static void register(RequestHandlers handlers, Groups groups) {
        GroupSettingRules rules = new GroupSettingRules(groups);
        GroupRequests.on(handlers, "set", "subject", (actor, request) -> {
            Group group = groups.memberOf(actor, request.requireJid("to"));
            rules.subject(actor, group, request.requireChild("subject").text());
            return Stanzas.result(request);
        });
        GroupRequests.on(handlers, "set", "description", (actor, request) -> {
            Group group = groups.memberOf(actor, request.requireJid("to"));
            rules.description(actor, group, request.requireChild("description"));
            return Stanzas.result(request);
        });
        for (String tag : GroupSettingRules.tags()) {
            GroupRequests.on(handlers, "set", tag, (actor, request) -> {
                Node setting = request.requireChild(tag);
                rules.set(actor, groups.memberOf(actor, request.requireJid("to")), setting);
                return Stanzas.result(request);
            });
        }
    }
}
