package org.camelwhatsapp.simulator.iq;

import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.ExclusionList;

/** Who is left out of a privacy setting; a change has to name the state that it is made for. */
final class PrivacyLists {
    private static final String EXCEPT = "contact_blacklist";

    private final World world;

    PrivacyLists(World world) {
        this.world = world;
    }

    Node get(Account account, Node request, Node wanted) {
        String name = wanted.requireAttr("name");
        ExclusionList excluded = account.profile().exclusions(name);
        Node.Builder list =
                Node.builder("list").attr("name", name).attr("value", EXCEPT).attr("dhash", excluded.state());
        excluded.users()
                .forEach(user ->
                        list.child(Node.builder("user").attr("jid", user.lid()).build()));
        return Stanzas.result(request, Node.of("privacy", list.build()));
    }

    Node set(Device actor, Node request, Node category) {
        String name = category.requireAttr("name");
        ExclusionList excluded = actor.account().profile().exclusions(name);
        boolean byLid =
                request.requireChild("privacy").attr("addressing_mode", "").equals("lid");
        if (!byLid || !category.attr("value", "").equals(EXCEPT)) {
            return Stanzas.error(request, 400, "bad-request");
        }
        String state = excluded.state();
        if (!category.attr("dhash", "").equals(state == null ? "none" : state)) {
            return Stanzas.error(request, 409, "conflict");
        }
        for (Node user : category.children("user")) {
            Account other = world.directory().account(user.requireJid("jid"));
            if (other == null || !user.requireJid("jid").isLid()) {
                return Stanzas.error(request, 400, "bad-request");
            }
            excluded.change(other, user.attr("action", "").equals("add"));
        }
        actor.account().privacy().put(name, EXCEPT);
        Node changed = Node.builder("category")
                .attr("name", name)
                .attr("value", EXCEPT)
                .attr("dhash", excluded.state())
                .build();
        world.router().accountChanged(actor.account(), actor.id(), Node.of("privacy", changed));
        return Stanzas.result(request, Node.of("privacy", changed));
    }
}
