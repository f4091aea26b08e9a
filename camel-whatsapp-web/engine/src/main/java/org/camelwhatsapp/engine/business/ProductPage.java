package org.camelwhatsapp.engine.business;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a catalogue.
 *
 * @param products in the seller's order
 * @param cursor what to ask with for the next part, or null if this is the last
 */
public record ProductPage(List<Product> products, @Nullable String cursor) {
    public ProductPage {
        products = List.copyOf(products);
    }
}
