package org.camelwhatsapp.simulator.business;

import java.util.List;
import java.util.function.BiFunction;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.iq.RequestHandlers;
import org.camelwhatsapp.simulator.media.CoverPhotos;
import org.camelwhatsapp.simulator.media.MediaHost;
import org.camelwhatsapp.simulator.state.Account;

/** Profiles and names of businesses, and orders. */
public final class BusinessRequests {
    private final World world;
    private final Businesses businesses;
    private final CoverPhotos covers;
    private final MediaHost media;

    private BusinessRequests(World world, Businesses businesses, MediaHost media) {
        this.world = world;
        this.businesses = businesses;
        this.covers = media.covers();
        this.media = media;
    }

    public static void register(RequestHandlers handlers, World world, Businesses businesses, MediaHost media) {
        BusinessRequests requests = new BusinessRequests(world, businesses, media);
        on(handlers, "w:biz", "get business_profile", requests::profiles);
        on(handlers, "w:biz", "set business_profile", requests::edit);
        on(handlers, "w:biz", "get verified_name", requests::name);
        on(handlers, "fb:thrift_iq", "get order", requests::order);
    }

    /**
     * A kind of request whose refusals are errors.
     *
     * @param kind type and first child
     * @param answer the account that asks and the first child, to the content of the answer
     */
    static void on(
            RequestHandlers handlers, String namespace, String kind, BiFunction<Account, Node, List<Node>> answer) {
        String[] parts = kind.split(" ", 2);
        handlers.on(namespace, parts[0], parts[1], (connection, device, request) -> {
            Node reply;
            try {
                List<Node> content =
                        answer.apply(device.account(), request.children().get(0));
                reply = Stanzas.result(request, content.toArray(Node[]::new));
            } catch (RefusedException e) {
                reply = Stanzas.error(request, e.code(), String.valueOf(e.getMessage()));
            }
            connection.send(reply);
        });
    }

    private List<Node> profiles(Account asking, Node query) {
        Node.Builder answer = Node.builder("business_profile").attr("v", query.attr("v"));
        for (Node asked : query.children("profile")) {
            Account account = world.directory().account(asked.requireJid("jid"));
            Business business = account == null ? null : businesses.find(account);
            if (business != null) {
                answer.child(Node.builder("profile")
                        .attr("jid", asked.requireJid("jid"))
                        .attr("tag", business.tag())
                        .children(business.profile())
                        .child(Node.of("profile_options", CatalogProduct.leaf("cart_enabled", "true")))
                        .build());
            }
        }
        return List.of(answer.build());
    }

    private List<Node> edit(Account actor, Node delta) {
        Business business = businesses.require(actor);
        Node cover = delta.child("cover_photo");
        if (cover == null) {
            businesses.edit(actor, delta.children());
            return List.of();
        }
        if (cover.attr("op", "").equals("delete")) {
            if (!cover.requireAttr("id").equals(business.cover())) {
                throw new RefusedException(404, "item-not-found");
            }
            business.setCover(null);
        } else if (covers.isGenuine(cover.requireAttr("id"), cover.requireAttr("ts"), cover.requireAttr("token"))) {
            business.setCover(cover.requireAttr("id"));
        } else {
            throw new RefusedException(406, "not-acceptable");
        }
        return List.of();
    }

    private List<Node> name(Account asking, Node query) {
        Account account = world.directory().account(query.requireJid("jid"));
        String name = account == null ? null : account.profile().businessName();
        return account == null || name == null
                ? List.of()
                : List.of(VerifiedNameNodes.of(account, name, world.nowSeconds()));
    }

    private List<Node> order(Account asking, Node query) {
        String token = query.requireChild("token").text();
        return List.of(businesses.order(asking, query.requireAttr("id"), token).node(media.host()));
    }
}
