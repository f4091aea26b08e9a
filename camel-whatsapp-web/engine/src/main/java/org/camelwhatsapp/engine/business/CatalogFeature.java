package org.camelwhatsapp.engine.business;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * What businesses sell: anybody's catalogue can be read, one's own changed. Requests fail with {@link BusinessException}.
 * Mailbox only. Source: docs/protocol.md, "Business".
 */
public final class CatalogFeature implements Feature {
    /** How much may be asked for at once. */
    public static final int MAX_LIMIT = 100;

    private static final String IMAGE_HOST = "https://mmg.whatsapp.net";
    private static final int COLLECTIONS_FORM = 35;

    private final MediaFeature media;
    private final BusinessWire wire;

    public CatalogFeature(Session session, MediaFeature media) {
        this.media = media;
        this.wire = new BusinessWire(session, "w:biz:catalog");
    }

    /**
     * A part of a business's products.
     *
     * @param limit how many at most, 1 to 100
     * @param cursor what the part before answered, or null for the first
     */
    public CompletionStage<ProductPage> products(Jid business, int limit, @Nullable String cursor) {
        Node.Builder query = Node.builder("product_catalog")
                .attr("jid", business.toUser())
                .attr("allow_shop_source", "true")
                .child(Leaves.of("limit", checked(limit)));
        CatalogNodes.sized(query).child(cursor == null ? null : Leaves.of("after", cursor));
        return wire.get(query.build()).thenApply(CatalogNodes::page);
    }

    /**
     * A business's collections.
     *
     * @param limit how many collections, and how many products of each, at most; 1 to 100
     */
    public CompletionStage<List<ProductCollection>> collections(Jid business, int limit) {
        Node.Builder query = Node.builder("collections")
                .attr("biz_jid", business.toUser())
                .child(Leaves.of("collection_limit", checked(limit)))
                .child(Leaves.of("item_limit", limit));
        return wire.get(COLLECTIONS_FORM, CatalogNodes.sized(query).build()).thenApply(CatalogNodes::collections);
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    /** Uploads a picture of a product; the answer is its address, for {@link ProductDraft#images}. */
    public CompletionStage<String> uploadImage(MediaSource picture) {
        return media.uploadPlain(picture, "product/image")
                .thenApply(place -> IMAGE_HOST + place.require("direct_path"));
    }

    /** Adds a product to the own catalogue. The service reviews it before buyers see it. */
    public CompletionStage<Product> create(ProductDraft draft) {
        String name = draft.name();
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("name: a product has one");
        }
        return change("product_catalog_add", CatalogNodes.draft(null, draft));
    }

    /** Changes a product of the own catalogue; what the draft leaves out stays as it is. */
    public CompletionStage<Product> update(String id, ProductDraft changes) {
        return change("product_catalog_edit", CatalogNodes.draft(id, changes));
    }

    /** Shows a product to buyers, or hides it. */
    public CompletionStage<Product> setVisible(String id, boolean visible) {
        return update(id, ProductDraft.visibility(visible));
    }

    private CompletionStage<Product> change(String tag, Node product) {
        Node.Builder change = Node.builder(tag).attr("v", 1).child(product);
        return wire.set(CatalogNodes.sized(change).build())
                .thenApply(
                        answer -> CatalogNodes.product(answer.requireChild(tag).requireChild("product")));
    }

    /**
     * Takes products out of the own catalogue.
     *
     * @return how many there were
     */
    public CompletionStage<Integer> delete(List<String> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("products: at least one");
        }
        Node.Builder delete = Node.builder("product_catalog_delete").attr("v", 1);
        ids.forEach(id -> delete.child(Node.of("product", Leaves.of("id", id))));
        return wire.set(delete.build())
                .thenApply(
                        answer -> answer.requireChild("product_catalog_delete").intAttr("deleted_count", 0));
    }
}
