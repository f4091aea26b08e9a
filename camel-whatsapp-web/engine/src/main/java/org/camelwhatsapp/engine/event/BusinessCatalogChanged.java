package org.camelwhatsapp.engine.event;

import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Products or collections of a business changed, or were reviewed by the service.
 *
 * @param business whose
 * @param products the ids of the products
 * @param collections what became of collections
 * @param timestamp when
 */
public record BusinessCatalogChanged(
        Jid business, List<String> products, List<CollectionReview> collections, Instant timestamp) implements Event {
    /**
     * What the service thinks of a collection.
     *
     * @param id the collection
     * @param status such as {@code APPROVED} or {@code REJECTED}, or null
     * @param rejectReason why it was refused, or null
     * @param commerceUrl where the rules are, or null
     */
    public record CollectionReview(
            String id,
            @Nullable String status,
            @Nullable String rejectReason,
            @Nullable String commerceUrl) {}
}
