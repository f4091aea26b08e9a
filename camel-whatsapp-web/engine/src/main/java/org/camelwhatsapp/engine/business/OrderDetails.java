package org.camelwhatsapp.engine.business;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was ordered. Prices are in thousandths of the currency's unit: 12500 is 12.50.
 *
 * @param id names the order
 * @param created when it was placed, or null
 * @param subtotalThousandths all items, or null
 * @param totalThousandths all that is to be paid, or null
 * @param currency three letters, or null
 * @param priceStatus whether the price is final, by the service's word, or null
 * @param catalogId the catalogue it was ordered from, or null
 * @param items what was ordered
 */
public record OrderDetails(
        String id,
        @Nullable Instant created,
        @Nullable Long subtotalThousandths,
        @Nullable Long totalThousandths,
        @Nullable String currency,
        @Nullable String priceStatus,
        @Nullable String catalogId,
        List<Item> items) {
    /**
     * One line of an order.
     *
     * @param productId the product
     * @param name what it is called
     * @param priceThousandths of one piece, or null
     * @param currency three letters, or null
     * @param quantity how many
     * @param imageUrl a small picture, or null
     * @param variant which form of the product, or null
     */
    public record Item(
            String productId,
            String name,
            @Nullable Long priceThousandths,
            @Nullable String currency,
            long quantity,
            @Nullable String imageUrl,
            @Nullable String variant) {}

    public OrderDetails {
        items = List.copyOf(items);
    }
}
