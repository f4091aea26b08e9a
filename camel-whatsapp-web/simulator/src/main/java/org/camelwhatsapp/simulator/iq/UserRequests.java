package org.camelwhatsapp.simulator.iq;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ADVKeyIndexList;
import org.camelwhatsapp.proto.ADVSignedKeyIndexList;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.business.Bots;
import org.camelwhatsapp.simulator.business.VerifiedNameNodes;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.Profile;
import org.jspecify.annotations.Nullable;

/** usync: devices, LIDs, whether a number is known, and what else clients ask about users. */
public final class UserRequests {
    private static final byte[] KEY_INDEX_PREFIX = {6, 2};

    private final World world;
    private final Bots bots;

    private UserRequests(World world, Bots bots) {
        this.world = world;
        this.bots = bots;
    }

    public static void register(RequestHandlers handlers, World world, Bots bots) {
        UserRequests requests = new UserRequests(world, bots);
        handlers.on(
                "usync",
                "get",
                "usync",
                (connection, device, request) ->
                        connection.send(Stanzas.result(request, requests.answer(request.requireChild("usync")))));
    }

    private Node answer(Node query) {
        Node.Builder list = Node.builder("list");
        List<Node> protocols = query.requireChild("query").children();
        for (Node user : query.requireChild("list").children("user")) {
            list.child(user(user, protocols));
        }
        return Node.builder("usync")
                .attr("sid", query.attr("sid"))
                .attr("mode", query.attr("mode"))
                .attr("last", "true")
                .attr("index", "0")
                .attr("context", query.attr("context"))
                .child(Node.of("result"))
                .child(list.build())
                .build();
    }

    private Node user(Node asked, List<Node> protocols) {
        Node contact = asked.child("contact");
        Jid jid = asked.jid("jid");
        if (jid == null && contact != null) {
            jid = Jid.phone(contact.text().replaceAll("@.*", "").replaceAll("[^0-9]", ""));
        }
        if (jid == null) {
            return Node.of("user");
        }
        Account account = world.directory().account(jid);
        boolean lidWanted = protocols.stream()
                .anyMatch(p -> p.is("contact") && p.attr("addressing_mode", "").equals("lid"));
        Node.Builder answer = Node.builder("user");
        if (account != null && lidWanted) {
            answer.attr("jid", account.lid()).attr("pn_jid", account.phoneJid());
        } else {
            answer.attr("jid", jid.toUser());
        }
        for (Node protocol : protocols) {
            answer.child(
                    protocol.is("bot") && jid != null
                            ? bots.profile(jid)
                            : protocolAnswer(protocol.tag(), account, contact));
        }
        return answer.build();
    }

    private @Nullable Node protocolAnswer(String protocol, @Nullable Account account, @Nullable Node contact) {
        return switch (protocol) {
            case "contact" ->
                Node.builder("contact")
                        .attr("type", account == null ? "out" : "in")
                        .text(contact == null ? "" : contact.text())
                        .build();
            case "lid" ->
                account == null
                        ? null
                        : Node.builder("lid").attr("val", account.lid()).build();
            case "devices" -> account == null ? null : devices(account);
            case "status", "disappearing_mode", "business", "picture" ->
                account == null ? null : profile(protocol, account);
            default -> null;
        };
    }

    private @Nullable Node profile(String protocol, Account account) {
        Profile profile = account.profile();
        return switch (protocol) {
            case "status" -> {
                boolean hidden = account.privacy().getOrDefault("status", "all").equals("none");
                Node.Builder status = Node.builder("status");
                yield hidden
                        ? status.attr("code", 401).build()
                        : status.attr("t", profile.aboutSeconds())
                                .text(profile.about())
                                .build();
            }
            case "disappearing_mode" ->
                Node.builder("disappearing_mode")
                        .attr("duration", profile.disappearingSeconds())
                        .attr("t", world.nowSeconds())
                        .build();
            case "picture" ->
                profile.pictureId() == null
                        ? null
                        : Node.builder("picture")
                                .attr("id", profile.pictureId())
                                .build();
            default -> {
                String name = profile.businessName();
                yield name == null
                        ? null
                        : Node.of("business", VerifiedNameNodes.of(account, name, world.nowSeconds()));
            }
        };
    }

    private Node devices(Account account) {
        Node.Builder list = Node.builder("device-list")
                .child(Node.builder("device").attr("id", 0).build());
        List<Integer> indexes = new ArrayList<>(List.of(0));
        for (Device device : account.devices()) {
            indexes.add(device.id());
            list.child(Node.builder("device")
                    .attr("id", device.id())
                    .attr("key-index", device.id())
                    .build());
        }
        return Node.of("devices", list.build(), keyIndexList(account, indexes));
    }

    private Node keyIndexList(Account account, List<Integer> indexes) {
        byte[] details = ADVKeyIndexList.newBuilder()
                .setRawId(account.rawId())
                .setTimestamp(world.nowSeconds())
                .setCurrentIndex(account.lastDeviceId())
                .addAllValidIndexes(indexes)
                .build()
                .toByteArray();
        byte[] signed = new byte[2 + details.length];
        System.arraycopy(KEY_INDEX_PREFIX, 0, signed, 0, 2);
        System.arraycopy(details, 0, signed, 2, details.length);
        byte[] signature = world.curve()
                .sign(account.identity().privateKey(), signed, world.options().random());
        return Node.builder("key-index-list")
                .attr("ts", world.nowSeconds())
                .bytes(ADVSignedKeyIndexList.newBuilder()
                        .setDetails(ByteString.copyFrom(details))
                        .setAccountSignature(ByteString.copyFrom(signature))
                        .build()
                        .toByteArray())
                .build();
    }
}
