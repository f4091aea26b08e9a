package org.camelwhatsapp.simulator.business;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.state.Account;
import org.jspecify.annotations.Nullable;

/** The businesses and their orders, and what others are told of them. Event loop only. */
public final class Businesses {
    private static final int TOKEN_BYTES = 12;
    private static final int MAX_ORDERS = 10_000;

    private final World world;
    private final Map<Account, Business> all = new IdentityHashMap<>();
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private long ids = 7_000_000_000L;

    public Businesses(World world) {
        this.world = world;
    }

    /** The account as a business, or null if it is none. */
    public @Nullable Business find(Account account) {
        return account.profile().businessName() == null ? null : all.computeIfAbsent(account, owner -> new Business());
    }

    /** @throws RefusedException with 403 if the account is no business */
    public Business require(Account account) {
        Business business = find(account);
        if (business == null) {
            throw new RefusedException(403, "forbidden");
        }
        return business;
    }

    String newId() {
        return Long.toString(++ids);
    }

    /** Changes, gives or, with null, takes away the verified name, and tells everybody. */
    public void rename(Account account, @Nullable String name) {
        account.profile().setBusinessName(name);
        tellOthers(
                account,
                name == null
                        ? Node.builder("remove").attr("jid", account.phoneJid()).build()
                        : VerifiedNameNodes.of(account, name, world.nowSeconds()));
    }

    /** Edits the profile and tells everybody else. */
    public void edit(Account account, List<Node> changes) {
        require(account).edit(changes);
        tellOthers(account, Node.of("profile"));
    }

    private void tellOthers(Account account, Node child) {
        Node stanza = notification(account, child);
        for (Account other : world.directory().accounts()) {
            if (other != account) {
                world.router().toAccount(other, stanza);
            }
        }
    }

    /** Tells the devices of a business something about itself. */
    public void tellOwner(Account account, Node child) {
        world.router().toAccount(account, notification(account, child));
    }

    private Node notification(Account account, Node child) {
        return world.router()
                .notification("business", account.phoneJid())
                .child(child)
                .build();
    }

    /** A product that is reviewed already. */
    public CatalogProduct add(Account account, Map<String, String> fields) {
        CatalogProduct product = new CatalogProduct(newId(), fields, List.of(), false, null, CatalogProduct.APPROVED);
        require(account).catalog().put(product);
        return product;
    }

    /** A collection that is reviewed already. */
    public Catalog.Collection collect(Account account, String name, List<String> products) {
        Catalog catalog = require(account).catalog();
        products.forEach(catalog::require);
        Catalog.Collection collection = new Catalog.Collection(newId(), name, products, CatalogProduct.APPROVED);
        catalog.put(collection);
        return collection;
    }

    /** The service looked at a collection; the seller is told. */
    public void reviewCollection(Account account, String id, String status, String reason) {
        Catalog catalog = require(account).catalog();
        catalog.collections().stream()
                .filter(known -> known.id().equals(id))
                .forEach(known -> catalog.put(new Catalog.Collection(id, known.name(), known.products(), status)));
        Node info = Node.of(
                "status_info", CatalogProduct.leaf("status", status), CatalogProduct.leaf("reject_reason", reason));
        tellOwner(
                account,
                Node.of(
                        "product_catalog",
                        Node.builder("collection").attr("id", id).child(info).build()));
    }

    /** The service looked at a product; the seller is told. */
    public void review(Account account, String id, String status) {
        Catalog catalog = require(account).catalog();
        catalog.put(catalog.require(id).reviewed(status));
        tellOwner(account, Node.of("product_catalog", Node.of("product", CatalogProduct.leaf("id", id))));
    }

    /**
     * Orders; the message that tells the seller is the buyer's matter.
     *
     * @param quantities how many, by product id
     * @throws RefusedException with 404 if one of the products is not on sale
     */
    public Order order(Account buyer, Account seller, Map<String, Integer> quantities) {
        Catalog catalog = require(seller).catalog();
        List<Order.Line> lines = new ArrayList<>();
        quantities.forEach((id, quantity) -> {
            CatalogProduct product = catalog.require(id);
            if (!product.isOnSale()) {
                throw new RefusedException(404, "item-not-found");
            }
            lines.add(new Order.Line(product, quantity));
        });
        String token = HexFormat.of().formatHex(world.options().random().bytes(TOKEN_BYTES));
        Order order = new Order(newId(), token, buyer, seller, lines, world.nowSeconds());
        if (orders.size() >= MAX_ORDERS) {
            orders.remove(orders.keySet().iterator().next());
        }
        orders.put(order.id(), order);
        return order;
    }

    /** The order, for its two sides with the right token. */
    Order order(Account asking, String id, String token) {
        Order order = orders.get(id);
        if (order == null) {
            throw new RefusedException(404, "item-not-found");
        }
        if (!order.token().equals(token) || (order.buyer() != asking && order.seller() != asking)) {
            throw new RefusedException(401, "not-authorized");
        }
        return order;
    }
}
