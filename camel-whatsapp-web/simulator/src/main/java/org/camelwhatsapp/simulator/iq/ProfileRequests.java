package org.camelwhatsapp.simulator.iq;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.media.MediaHost;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.Group;
import org.camelwhatsapp.simulator.state.Profile;
import org.jspecify.annotations.Nullable;

/** Pictures of accounts and groups, and the text about oneself. */
public final class ProfileRequests {
    private final World world;
    private final MediaHost media;
    private long pictures;

    private ProfileRequests(World world, MediaHost media) {
        this.world = world;
        this.media = media;
    }

    public static ProfileRequests register(RequestHandlers handlers, World world, MediaHost media) {
        ProfileRequests requests = new ProfileRequests(world, media);
        handlers.on(
                "w:profile:picture",
                "get",
                "picture",
                (connection, device, request) -> connection.send(requests.picture(device, request)));
        handlers.on(
                "w:g2",
                "get",
                "pictures",
                (connection, device, request) -> connection.send(requests.pictures(request)));
        RequestHandler set = (connection, device, request) -> connection.send(requests.setPicture(device, request));
        handlers.on("w:profile:picture", "set", "picture", set);
        handlers.on("w:profile:picture", "set", "", set);
        handlers.on("status", "set", "status", (connection, device, request) -> {
            requests.setAbout(device.account(), request.requireChild("status").text());
            connection.send(Stanzas.result(request));
        });
        return requests;
    }

    private @Nullable Profile profile(Jid subject) {
        Group group = world.directory().group(subject);
        Account account = world.directory().account(subject);
        return group != null ? group.profile() : account == null ? null : account.profile();
    }

    /** Pictures of many groups, or of the community that is asked. */
    private Node pictures(Node request) {
        Node.Builder list = Node.builder("pictures");
        for (Node asked : request.requireChild("pictures").children("picture")) {
            Jid community = asked.jid("parent_group_jid");
            Jid group = community == null ? asked.requireJid("jid") : community;
            Profile profile = profile(group);
            byte[] jpeg = profile == null ? null : profile.picture();
            if (profile != null && jpeg != null) {
                list.child(describe(profile, jpeg, asked).attr("jid", group).build());
            }
        }
        return Stanzas.result(request, list.build());
    }

    private Node.Builder describe(Profile profile, byte[] jpeg, Node asked) {
        return Node.builder("picture")
                .attr("id", profile.pictureId())
                .attr("type", asked.attr("type"))
                .attr("url", media.publish(jpeg))
                .attr("direct_path", "/v/t62/picture");
    }

    private Node picture(Device asking, Node request) {
        Jid target = request.jid("target");
        Group asked = target == null ? null : world.directory().group(target);
        if (asked != null && asked.has("parent")) {
            return Stanzas.error(request, 401, "not-authorized");
        }
        Profile profile = profile(target == null ? asking.lid().toUser() : target);
        Account owner = target == null ? null : world.directory().account(target);
        if (owner != null
                && owner != asking.account()
                && (owner.privacy().getOrDefault("profile", "all").equals("none")
                        || owner.profile()
                                .refuses(
                                        asking.account(),
                                        request.requireChild("picture").child("tctoken")))) {
            return Stanzas.error(request, 401, "not-authorized");
        }
        byte[] jpeg = profile == null ? null : profile.picture();
        if (profile == null || jpeg == null) {
            return Stanzas.error(request, 404, "item-not-found");
        }
        return Stanzas.result(
                request,
                describe(profile, jpeg, request.requireChild("picture")).build());
    }

    private Node setPicture(Device actor, Node request) {
        Jid target = request.jid("target");
        Group group = target == null ? null : world.directory().group(target);
        if (target != null && (group == null || !group.members().containsKey(actor.account()))) {
            return Stanzas.error(request, 403, "forbidden");
        }
        if (group != null && group.has("locked") && !group.isAdmin(actor.account())) {
            return Stanzas.error(request, 401, "not-authorized");
        }
        Node picture = request.child("picture");
        Profile profile = group == null ? actor.account().profile() : group.profile();
        String id = picture == null ? null : Long.toString(1_000 + ++pictures);
        profile.setPicture(picture == null ? null : picture.bytes(), id);
        tell(actor.account(), group, id);
        return picture == null
                ? Stanzas.result(request)
                : Stanzas.result(request, Node.builder("picture").attr("id", id).build());
    }

    private void tell(Account actor, @Nullable Group group, @Nullable String id) {
        Jid subject = group == null ? actor.phoneJid() : group.jid();
        Node change = Node.builder(id == null ? "delete" : "set")
                .attr("jid", subject)
                .attr("id", id)
                .attr("author", group == null ? null : actor.lid())
                .build();
        Node notification =
                world.router().notification("picture", subject).child(change).build();
        if (group == null) {
            world.router().toEverybody(notification);
        } else {
            group.members().keySet().forEach(member -> world.router().toAccount(member, notification));
        }
    }

    /** Takes the text and tells the others. */
    public void setAbout(Account account, String text) {
        account.profile().setAbout(text, world.nowSeconds());
        Node notification = world.router()
                .notification("status", account.phoneJid())
                .child(Node.builder("set").text(text).build())
                .build();
        for (Account other : world.directory().accounts()) {
            if (other != account) {
                world.router().toAccount(other, notification);
            }
        }
    }
}
