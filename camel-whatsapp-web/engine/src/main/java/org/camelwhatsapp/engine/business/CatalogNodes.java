package org.camelwhatsapp.engine.business;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** Products as nodes. Lenient: what cannot be read is left out. Source: docs/protocol.md, "Business". */
final class CatalogNodes {
    /** The size of small pictures that is asked for, in pixels. */
    private static final int IMAGE_SIZE = 100;

    private CatalogNodes() {}

    /** Says how large pictures should be. */
    static Node.Builder sized(Node.Builder request) {
        return request.child(Leaves.of("width", IMAGE_SIZE)).child(Leaves.of("height", IMAGE_SIZE));
    }

    static ProductPage page(Node answer) {
        Node catalog = answer.requireChild("product_catalog");
        Node paging = catalog.child("paging");
        return new ProductPage(products(catalog), paging == null ? null : Leaves.text(paging, "after"));
    }

    static List<ProductCollection> collections(Node answer) {
        List<ProductCollection> collections = new ArrayList<>();
        for (Node node : answer.requireChild("collections").children("collection")) {
            Node info = node.child("status_info");
            collections.add(new ProductCollection(
                    Leaves.text(node, "id", ""),
                    Leaves.text(node, "name", ""),
                    products(node),
                    info == null ? null : Leaves.text(info, "status"),
                    info != null && Leaves.text(info, "can_appeal", "").equals("true")));
        }
        return collections;
    }

    private static List<Product> products(Node owner) {
        List<Product> products = new ArrayList<>();
        owner.children("product").forEach(node -> products.add(product(node)));
        return products;
    }

    static Product product(Node node) {
        List<Product.Image> images = new ArrayList<>();
        Node media = node.child("media");
        if (media != null) {
            for (Node image : media.children("image")) {
                images.add(new Product.Image(
                        Leaves.text(image, "id"),
                        Leaves.text(image, "request_image_url"),
                        Leaves.text(image, "original_image_url")));
            }
        }
        Node info = node.child("status_info");
        return new Product(
                Leaves.text(node, "id", ""),
                Leaves.text(node, "name", ""),
                Leaves.text(node, "description"),
                Leaves.text(node, "retailer_id"),
                Leaves.text(node, "url"),
                Leaves.number(node, "price"),
                Leaves.text(node, "currency"),
                images,
                node.attr("is_hidden", "").equals("true"),
                info == null ? null : Leaves.text(info, "status"));
    }

    /** @param id the product to change, or null for a new one */
    static Node draft(@Nullable String id, ProductDraft draft) {
        Node.Builder product = Node.builder("product");
        Boolean hidden = draft.hidden();
        if (hidden != null || id == null) {
            product.attr("is_hidden", Boolean.toString(hidden != null && hidden));
        }
        leaf(product, "id", id);
        leaf(product, "name", draft.name());
        leaf(product, "description", draft.description());
        leaf(product, "retailer_id", draft.retailerId());
        if (!draft.images().isEmpty()) {
            Node.Builder media = Node.builder("media");
            draft.images().forEach(url -> media.child(Node.of("image", Leaves.of("url", url))));
            product.child(media.build());
        }
        Long price = draft.priceThousandths();
        leaf(product, "price", price == null ? null : price.toString());
        leaf(product, "currency", draft.currency());
        String country = draft.originCountry();
        if (country != null) {
            product.child(Node.of("compliance_info", Leaves.of("country_code_origin", country)));
        } else if (id == null) {
            product.attr("compliance_category", "COUNTRY_ORIGIN_EXEMPT");
        }
        return product.build();
    }

    private static void leaf(Node.Builder product, String tag, @Nullable String text) {
        product.child(text == null ? null : Leaves.of(tag, text));
    }
}
