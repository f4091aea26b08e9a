package org.camelwhatsapp.simulator.business;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.simulator.group.RefusedException;

/** What one business sells. Event loop only. */
public final class Catalog {
    /** How many products a catalogue has at most. */
    public static final int MAX_PRODUCTS = 500;

    private final Map<String, CatalogProduct> products = new LinkedHashMap<>();
    private final Map<String, Collection> collections = new LinkedHashMap<>();

    /**
     * Products that are shown together.
     *
     * @param products their ids
     * @param status what the review said
     */
    public record Collection(String id, String name, List<String> products, String status) {}

    /** The products in order. */
    public List<CatalogProduct> products() {
        return List.copyOf(products.values());
    }

    /** @throws RefusedException if there is none */
    public CatalogProduct require(String id) {
        CatalogProduct product = products.get(id);
        if (product == null) {
            throw new RefusedException(404, "item-not-found");
        }
        return product;
    }

    void put(CatalogProduct product) {
        if (!products.containsKey(product.id()) && products.size() >= MAX_PRODUCTS) {
            throw new RefusedException(406, "not-acceptable");
        }
        products.put(product.id(), product);
    }

    boolean remove(String id) {
        return products.remove(id) != null;
    }

    void put(Collection collection) {
        collections.put(collection.id(), collection);
    }

    public List<Collection> collections() {
        return List.copyOf(collections.values());
    }

    /** The products that a seller or a buyer sees. */
    List<CatalogProduct> seenBy(boolean seller) {
        List<CatalogProduct> seen = new ArrayList<>();
        for (CatalogProduct product : products.values()) {
            if (seller || product.isOnSale()) {
                seen.add(product);
            }
        }
        return seen;
    }
}
