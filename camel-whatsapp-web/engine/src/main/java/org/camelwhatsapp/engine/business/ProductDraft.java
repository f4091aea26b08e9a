package org.camelwhatsapp.engine.business;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a product is to be, or what is to change of it. What is null is left to the service when it is made, and stays as
 * it is when it is changed.
 *
 * @param name what it is called
 * @param description what it is
 * @param retailerId how the seller names it
 * @param priceThousandths the price in thousandths of the currency's unit: 12500 is 12.50
 * @param currency three letters such as {@code EUR}
 * @param hidden whether buyers do not see it
 * @param originCountry two letters of the country that it comes from
 * @param images the addresses of its pictures, as {@link CatalogFeature#uploadImage} or the service gave them
 */
public record ProductDraft(
        @Nullable String name,
        @Nullable String description,
        @Nullable String retailerId,
        @Nullable Long priceThousandths,
        @Nullable String currency,
        @Nullable Boolean hidden,
        @Nullable String originCountry,
        List<String> images) {
    private static final String HOST = ".whatsapp.net";

    /** @throws IllegalArgumentException if a price is negative, or a picture lies elsewhere than at the service */
    public ProductDraft {
        if (priceThousandths != null && priceThousandths < 0) {
            throw new IllegalArgumentException("priceThousandths is at least 0");
        }
        images = List.copyOf(images);
        if (!images.stream().allMatch(ProductDraft::isOfService)) {
            throw new IllegalArgumentException("images are addresses that the service gave; upload others first");
        }
    }

    private static boolean isOfService(String address) {
        try {
            URI uri = new URI(address);
            String host = uri.getHost();
            return "https".equals(uri.getScheme())
                    && host != null
                    && host.toLowerCase(Locale.ROOT).endsWith(HOST);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** A change that only shows or hides the product. */
    static ProductDraft visibility(boolean visible) {
        return new ProductDraft(null, null, null, null, null, !visible, null, List.of());
    }
}
