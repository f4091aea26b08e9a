package org.camelwhatsapp.simulator.business;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.iq.RequestHandlers;
import org.camelwhatsapp.simulator.media.MediaHost;
import org.camelwhatsapp.simulator.state.Account;

/** Catalogues: read in parts by everybody, changed by their owner. */
public final class CatalogRequests {
    private static final Set<String> TEXTS = Set.of("name", "description", "retailer_id", "price", "currency");
    private static final String IMAGE_HOST = "https://mmg.whatsapp.net";

    private final World world;
    private final Businesses businesses;
    private final MediaHost media;

    private CatalogRequests(World world, Businesses businesses, MediaHost media) {
        this.world = world;
        this.businesses = businesses;
        this.media = media;
    }

    public static void register(RequestHandlers handlers, World world, Businesses businesses, MediaHost media) {
        CatalogRequests requests = new CatalogRequests(world, businesses, media);
        BusinessRequests.on(handlers, "w:biz:catalog", "get product_catalog", requests::products);
        BusinessRequests.on(handlers, "w:biz:catalog", "get collections", requests::collections);
        BusinessRequests.on(handlers, "w:biz:catalog", "set product_catalog_add", requests::add);
        BusinessRequests.on(handlers, "w:biz:catalog", "set product_catalog_edit", requests::edit);
        BusinessRequests.on(handlers, "w:biz:catalog", "set product_catalog_delete", requests::delete);
    }

    private Account seller(Node query, String attribute) {
        Account seller = world.directory().account(query.requireJid(attribute));
        if (seller == null || businesses.find(seller) == null) {
            throw new RefusedException(404, "item-not-found");
        }
        return seller;
    }

    private static int number(Node query, String tag) {
        try {
            return Integer.parseInt(query.requireChild(tag).text());
        } catch (NumberFormatException e) {
            throw new MalformedNodeException(tag + " is no number", e);
        }
    }

    /** The cursor is the place in the seller's order: what was deleted meanwhile moves the rest up. */
    private List<Node> products(Account asking, Node query) {
        Account seller = seller(query, "jid");
        List<CatalogProduct> seen = businesses.require(seller).catalog().seenBy(seller == asking);
        int from = query.child("after") == null ? 0 : Math.min(seen.size(), number(query, "after"));
        int to = Math.min(seen.size(), from + number(query, "limit"));
        Node.Builder answer = Node.builder("product_catalog");
        seen.subList(from, to).forEach(product -> answer.child(product.node(media.host())));
        if (to < seen.size()) {
            answer.child(Node.of("paging", CatalogProduct.leaf("after", Integer.toString(to))));
        }
        return List.of(answer.build());
    }

    private List<Node> collections(Account asking, Node query) {
        Account seller = seller(query, "biz_jid");
        Catalog catalog = businesses.require(seller).catalog();
        List<CatalogProduct> seen = catalog.seenBy(seller == asking);
        Node.Builder answer = Node.builder("collections");
        catalog.collections().stream().limit(number(query, "collection_limit")).forEach(collection -> {
            Node.Builder node = Node.builder("collection")
                    .child(CatalogProduct.leaf("id", collection.id()))
                    .child(CatalogProduct.leaf("name", collection.name()));
            seen.stream()
                    .filter(product -> collection.products().contains(product.id()))
                    .limit(number(query, "item_limit"))
                    .forEach(product -> node.child(product.node(media.host())));
            node.child(Node.of(
                    "status_info",
                    CatalogProduct.leaf("status", collection.status()),
                    CatalogProduct.leaf(
                            "can_appeal", Boolean.toString(collection.status().equals("REJECTED")))));
            answer.child(node.build());
        });
        return List.of(answer.build());
    }

    private List<Node> add(Account actor, Node add) {
        businesses.require(actor);
        Node wanted = add.requireChild("product");
        if (wanted.child("name") == null) {
            throw new RefusedException(406, "not-acceptable");
        }
        CatalogProduct empty =
                new CatalogProduct(businesses.newId(), Map.of(), List.of(), false, null, CatalogProduct.PENDING);
        return save(actor, add, changed(empty, wanted));
    }

    private List<Node> edit(Account actor, Node edit) {
        Node wanted = edit.requireChild("product");
        String id = wanted.requireChild("id").text();
        CatalogProduct known = businesses.require(actor).catalog().require(id);
        CatalogProduct changed = changed(known, wanted);
        boolean reviewAgain =
                !changed.fields().equals(known.fields()) || !changed.images().equals(known.images());
        return save(actor, edit, reviewAgain ? changed.reviewed(CatalogProduct.PENDING) : changed);
    }

    private List<Node> save(Account actor, Node request, CatalogProduct product) {
        businesses.require(actor).catalog().put(product);
        return List.of(Node.of(request.tag(), product.node(media.host())));
    }

    private CatalogProduct changed(CatalogProduct known, Node wanted) {
        Map<String, String> fields = new LinkedHashMap<>(known.fields());
        for (Node leaf : wanted.children()) {
            if (TEXTS.contains(leaf.tag())) {
                fields.put(leaf.tag(), leaf.text());
            }
        }
        if (!fields.getOrDefault("price", "0").matches("[0-9]{1,15}")
                || fields.containsKey("price") != fields.containsKey("currency")) {
            throw new RefusedException(406, "not-acceptable");
        }
        Node pictures = wanted.child("media");
        Node compliance = wanted.child("compliance_info");
        return new CatalogProduct(
                known.id(),
                fields,
                pictures == null ? known.images() : images(pictures),
                wanted.has("is_hidden") ? wanted.attr("is_hidden", "").equals("true") : known.hidden(),
                compliance == null
                        ? known.country()
                        : compliance.requireChild("country_code_origin").text(),
                known.status());
    }

    /** Only files that were uploaded before. */
    private List<String> images(Node pictures) {
        List<String> images = new ArrayList<>();
        for (Node image : pictures.children("image")) {
            String url = image.requireChild("url").text();
            if (!url.startsWith(IMAGE_HOST) || !media.has(url.substring(IMAGE_HOST.length()))) {
                throw new RefusedException(406, "not-acceptable");
            }
            images.add(url);
        }
        return images;
    }

    private List<Node> delete(Account actor, Node delete) {
        Catalog catalog = businesses.require(actor).catalog();
        long deleted = delete.children("product").stream()
                .filter(product -> catalog.remove(product.requireChild("id").text()))
                .count();
        return List.of(Node.builder("product_catalog_delete")
                .attr("deleted_count", deleted)
                .build());
    }
}
