package org.camelwhatsapp.engine.business;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One product of a catalogue.
 *
 * @param id names it to the service
 * @param name what it is called
 * @param description what it is, or null
 * @param retailerId how the seller names it, or null
 * @param url a page about it, or null
 * @param priceThousandths the price in thousandths of the currency's unit: 12500 is 12.50; null for none
 * @param currency three letters such as {@code EUR}, or null
 * @param images its pictures
 * @param hidden whether buyers do not see it
 * @param reviewStatus what the service thinks of it, such as {@code APPROVED}, or null
 */
public record Product(
        String id,
        String name,
        @Nullable String description,
        @Nullable String retailerId,
        @Nullable String url,
        @Nullable Long priceThousandths,
        @Nullable String currency,
        List<Image> images,
        boolean hidden,
        @Nullable String reviewStatus) {
    /**
     * A picture, which can be downloaded without any key.
     *
     * @param id names it, or null
     * @param url a small one, or null
     * @param originalUrl the one that was uploaded, or null
     */
    public record Image(
            @Nullable String id,
            @Nullable String url,
            @Nullable String originalUrl) {}

    public Product {
        images = List.copyOf(images);
    }
}
