package org.camelwhatsapp.engine.message.content;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A product of a business's catalogue.
 *
 * @param business whose catalogue it is in
 * @param productId its id there
 * @param title its name
 * @param description what it is, or null
 * @param price its price, or null
 * @param url a link to it, or null
 * @param image a picture, or null
 * @param body a text of the message, or null
 * @param footer a small line below it, or null
 */
public record ProductContent(
        Jid business,
        String productId,
        String title,
        @Nullable String description,
        @Nullable Price price,
        @Nullable String url,
        @Nullable ImageContent image,
        @Nullable String body,
        @Nullable String footer)
        implements MessageContent, FileHolder {
    /**
     * A price.
     *
     * @param currency three letters
     * @param amount1000 thousandths of the currency
     */
    public record Price(String currency, long amount1000) {}

    @Override
    public List<MediaContent> files() {
        return image == null ? List.of() : List.of(image);
    }

    @Override
    public ProductContent withFiles(List<MediaContent> others) {
        ImageContent other = others.isEmpty() ? null : (ImageContent) others.get(0);
        return new ProductContent(business, productId, title, description, price, url, other, body, footer);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "ProductContent";
    }
}
