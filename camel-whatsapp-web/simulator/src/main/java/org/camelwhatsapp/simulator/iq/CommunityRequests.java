package org.camelwhatsapp.simulator.iq;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.ToIntFunction;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.group.Communities;
import org.camelwhatsapp.simulator.group.GroupNodes;
import org.camelwhatsapp.simulator.group.Groups;
import org.camelwhatsapp.simulator.group.RefusedException;
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
        GroupRequests.on(handlers, "get", "query_linked", requests::linked);
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

    private Node linked(Account actor, Node request) {
        Group community = groups.memberOf(actor, request.requireJid("to"));
        Jid jid = request.requireChild("query_linked").requireJid("jid");
        for (Group group : communities.subGroups(community, actor)) {
            if (group.jid().equals(jid)) {
                return Stanzas.result(request, Node.of("linked_group", GroupNodes.preview(group)));
            }
        }
        throw new RefusedException(404, "item-not-found");
    }

    /** The stored queries about communities. */
    public static void register(MexRequests mex, Groups groups, Communities communities) {
        mex.on(
                "xwa2_group_query_by_id",
                (actor, variables) -> {
                    JsonObject input = variables.getJsonObject("input");
                    Group community = groups.memberOf(actor, Jid.parse(input.getString("group_jid")));
                    JsonArray edges = new JsonArray();
                    for (Group group : communities.subGroups(community, actor)) {
                        JsonObject node = new JsonObject()
                                .put("id", group.jid().toString())
                                .put("total_participants_count", group.members().size());
                        edges.add(new JsonObject().put("node", node));
                    }
                    return new JsonObject().put("sub_groups", new JsonObject().put("edges", edges));
                },
                "24079399904996141");
        mex.on(
                "xwa2_group_update_users_role",
                (actor, variables) -> {
                    JsonObject input = variables.getJsonObject("input");
                    JsonObject role = input.getJsonArray("role_updates").getJsonObject(0);
                    communities.transfer(
                            actor,
                            groups.memberOf(actor, Jid.parse(input.getString("group_id"))),
                            Jid.parse(role.getString("user_jid")));
                    return new JsonObject().put("id", input.getString("group_id"));
                },
                "29643783178598899");
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
        boolean member = joined.members().containsKey(actor);
        return Stanzas.result(
                request,
                member
                        ? Node.of("linked_group", GroupNodes.describe(joined))
                        : Node.builder("membership_approval_request")
                                .attr("jid", joined.jid())
                                .build());
    }
}
