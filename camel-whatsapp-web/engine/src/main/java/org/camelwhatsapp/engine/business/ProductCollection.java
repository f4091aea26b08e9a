package org.camelwhatsapp.engine.business;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Products that a seller shows together.
 *
 * @param id names it to the service
 * @param name what it is called
 * @param products what is in it
 * @param status what the service thinks of it, or null
 * @param canAppeal whether the seller may object
 */
public record ProductCollection(
        String id,
        String name,
        List<Product> products,
        @Nullable String status,
        boolean canAppeal) {
    public ProductCollection {
        products = List.copyOf(products);
    }
}
