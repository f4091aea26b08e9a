package org.camelwhatsapp.simulator.iq;

import java.util.function.ToIntFunction;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.group.Communities;
import org.camelwhatsapp.simulator.group.GroupNodes;
import org.camelwhatsapp.simulator.group.Groups;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;

/** Communities: link, unlink, end, ask about their groups. Making one is the same request as for a group. */
public final class CommunityRequests {
    private final Groups groups;
    private final Communities communities;

    private CommunityRequests(Groups groups, Communities communities) {
        this.groups = groups;
        this.communities = communities;
    }

    public static void register(RequestHandlers handlers, Groups groups, Communities communities) {
        CommunityRequests requests = new CommunityRequests(groups, communities);
        GroupRequests.on(handlers, "get", "sub_groups", requests::subGroups);
        GroupRequests.on(handlers, "get", "linked_groups_participants", requests::members);
        GroupRequests.on(handlers, "set", "links", requests::link);
        GroupRequests.on(handlers, "set", "unlink", requests::unlink);
        GroupRequests.on(handlers, "set", "delete_parent", requests::deactivate);
        GroupRequests.on(handlers, "set", "join_linked_group", requests::join);
    }

    private Node subGroups(Account actor, Node request) {
        Group community = groups.memberOf(actor, request.requireJid("to"));
        Node.Builder list = Node.builder("sub_groups");
        communities.subGroups(community, actor).forEach(group -> list.child(GroupNodes.summary(group)));
        return Stanzas.result(request, list.build());
    }

    private Node members(Account actor, Node request) {
        Group community = groups.memberOf(actor, request.requireJid("to"));
        Node.Builder list = Node.builder("linked_groups_participants");
        communities.members(community).forEach(member -> list.child(GroupNodes.participant(member, null)));
        return Stanzas.result(request, list.build());
    }

    private static Node each(Node list, String tag, ToIntFunction<Node> action) {
        Node.Builder answer = Node.builder(tag);
        for (Node group : list.children("group")) {
            int code = action.applyAsInt(group);
            Node.Builder entry = Node.builder("group").attr("jid", group.requireJid("jid"));
            answer.child((code == 200 ? entry : entry.attr("error", code)).build());
        }
        return answer.build();
    }

    private Node link(Account actor, Node request) {
        Group community = groups.adminOf(actor, request.requireJid("to"));
        Node asked = request.requireChild("links").requireChild("link");
        Node linked = each(asked, "link", group -> communities.link(actor, community, group));
        return Stanzas.result(request, Node.of("links", linked));
    }

    private Node unlink(Account actor, Node request) {
        Group community = groups.adminOf(actor, request.requireJid("to"));
        Node asked = request.requireChild("unlink");
        return Stanzas.result(request, each(asked, "unlink", group -> communities.unlink(actor, community, group)));
    }

    private Node deactivate(Account actor, Node request) {
        communities.deactivate(actor, groups.adminOf(actor, request.requireJid("to")));
        return Stanzas.result(request);
    }

    private Node join(Account actor, Node request) {
        Group community = groups.memberOf(actor, request.requireJid("to"));
        Group joined = communities.join(
                actor, community, request.requireChild("join_linked_group").requireJid("jid"));
        return Stanzas.result(request, Node.of("linked_group", GroupNodes.describe(joined)));
    }
}
