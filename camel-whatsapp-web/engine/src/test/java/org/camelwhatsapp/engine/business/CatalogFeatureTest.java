package org.camelwhatsapp.engine.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.business.Trees.leaf;
import static org.camelwhatsapp.engine.business.Trees.node;

import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Catalogues and orders as they stand on the wire. */
class CatalogFeatureTest {
    private static final Jid SHOP = Jid.phone("15550001000");
    private static final Node APPLE = node("product", "is_hidden", "true")
            .child(leaf("id", "1"))
            .child(leaf("name", "Apple"))
            .child(leaf("description", "red"))
            .child(leaf("retailer_id", "A1"))
            .child(leaf("url", "https://example.com/apple"))
            .child(leaf("price", "12500"))
            .child(leaf("currency", "EUR"))
            .child(Node.of(
                    "media",
                    Node.of(
                            "image",
                            leaf("id", "9"),
                            leaf("request_image_url", "https://example.com/small"),
                            leaf("original_image_url", "https://example.com/large"))))
            .child(Node.of("status_info", leaf("status", "APPROVED")))
            .build();
    private static final Product READ = new Product(
            "1",
            "Apple",
            "red",
            "A1",
            "https://example.com/apple",
            12_500L,
            "EUR",
            List.of(new Product.Image("9", "https://example.com/small", "https://example.com/large")),
            true,
            "APPROVED");

    private final ScriptedSession server = new ScriptedSession();
    private final CatalogFeature catalog = new CatalogFeature(server.session, null);

    private static ProductDraft draft(String name, String... images) {
        return new ProductDraft(name, null, null, null, null, null, null, List.of(images));
    }

    @Test
    void asksForAPartOfACatalogue() {
        var asked = catalog.products(SHOP, 5, "Q1VS");
        Node request = server.nextRequest();
        assertThat(request.attr("xmlns")).isEqualTo("w:biz:catalog");
        assertThat(request.requireChild("product_catalog"))
                .isEqualTo(Node.builder("product_catalog")
                        .attr("jid", SHOP)
                        .attr("allow_shop_source", "true")
                        .child(leaf("limit", "5"))
                        .child(leaf("width", "100"))
                        .child(leaf("height", "100"))
                        .child(leaf("after", "Q1VS"))
                        .build());
        server.answer(Node.of("product_catalog", APPLE, Node.of("paging", leaf("after", "TkVYVA"))));
        assertThat(asked.toCompletableFuture()).isCompletedWithValue(new ProductPage(List.of(READ), "TkVYVA"));
    }

    @Test
    void theLastPartHasNoCursor() {
        var asked = catalog.products(SHOP, 100, null);
        assertThat(server.nextRequest().requireChild("product_catalog").child("after"))
                .isNull();
        server.answer(Node.of("product_catalog", Node.of("paging")));
        assertThat(asked.toCompletableFuture()).isCompletedWithValue(new ProductPage(List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 101})
    void asksForNoPartThatIsEmptyOrTooLarge(int limit) {
        assertThatThrownBy(() -> catalog.products(SHOP, limit, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> catalog.collections(SHOP, limit)).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void readsWhatIsMissingAsAbsent() {
        var asked = catalog.products(SHOP, 5, null);
        server.answer(Node.of("product_catalog", Node.of("product", leaf("price", "much"))));
        assertThat(asked.toCompletableFuture().join().products())
                .containsExactly(new Product("", "", null, null, null, null, null, List.of(), false, null));
    }

    @Test
    void asksForCollections() {
        var asked = catalog.collections(SHOP, 7);
        Node request = server.nextRequest();
        assertThat(request.attr("smax_id")).isEqualTo("35");
        assertThat(request.requireChild("collections"))
                .isEqualTo(Node.builder("collections")
                        .attr("biz_jid", SHOP)
                        .child(leaf("collection_limit", "7"))
                        .child(leaf("item_limit", "7"))
                        .child(leaf("width", "100"))
                        .child(leaf("height", "100"))
                        .build());
        server.answer(Node.of(
                "collections",
                Node.of(
                        "collection",
                        leaf("id", "8"),
                        leaf("name", "Fruit"),
                        APPLE,
                        Node.of("status_info", leaf("status", "REJECTED"), leaf("can_appeal", "true"))),
                Node.of("collection")));
        assertThat(asked.toCompletableFuture())
                .isCompletedWithValue(List.of(
                        new ProductCollection("8", "Fruit", List.of(READ), "REJECTED", true),
                        new ProductCollection("", "", List.of(), null, false)));
    }

    @Test
    void addsAProduct() {
        var made = catalog.create(new ProductDraft(
                "Apple", "red", "A1", 12_500L, "EUR", null, null, List.of("https://mmg.whatsapp.net/v/1")));
        Node add = server.nextRequest().requireChild("product_catalog_add");
        assertThat(add.attr("v")).isEqualTo("1");
        Node product = add.requireChild("product");
        assertThat(product.attr("is_hidden")).isEqualTo("false");
        assertThat(product.attr("compliance_category")).isEqualTo("COUNTRY_ORIGIN_EXEMPT");
        assertThat(product.children())
                .containsExactlyInAnyOrder(
                        leaf("name", "Apple"),
                        leaf("description", "red"),
                        leaf("retailer_id", "A1"),
                        leaf("price", "12500"),
                        leaf("currency", "EUR"),
                        Node.of("media", Node.of("image", leaf("url", "https://mmg.whatsapp.net/v/1"))));
        server.answer(Node.of("product_catalog_add", APPLE));
        assertThat(made.toCompletableFuture()).isCompletedWithValue(READ);
    }

    @Test
    void saysWhereAProductComesFrom() {
        catalog.create(new ProductDraft("Apple", null, null, null, null, true, "DE", List.of()));
        Node product = server.nextRequest().requireChild("product_catalog_add").requireChild("product");
        assertThat(product.has("compliance_category")).isFalse();
        assertThat(product.attr("is_hidden")).isEqualTo("true");
        assertThat(product.child("compliance_info"))
                .isEqualTo(Node.of("compliance_info", leaf("country_code_origin", "DE")));
    }

    @Test
    void changesOnlyWhatIsSaid() {
        catalog.update("1", draft("Pear"));
        Node edit = server.nextRequest().requireChild("product_catalog_edit");
        assertThat(edit.requireChild("product")).isEqualTo(Node.of("product", leaf("id", "1"), leaf("name", "Pear")));
    }

    @Test
    void hidesAProduct() {
        var hidden = catalog.setVisible("1", false);
        assertThat(server.nextRequest().requireChild("product_catalog_edit").requireChild("product"))
                .isEqualTo(node("product", "is_hidden", "true")
                        .child(leaf("id", "1"))
                        .build());
        server.answer(Node.of("product_catalog_edit", APPLE));
        assertThat(hidden.toCompletableFuture().join().hidden()).isTrue();
    }

    @Test
    void takesProductsAway() {
        var deleted = catalog.delete(List.of("1", "2"));
        assertThat(server.nextRequest().requireChild("product_catalog_delete").children())
                .containsExactly(Node.of("product", leaf("id", "1")), Node.of("product", leaf("id", "2")));
        server.answer(node("product_catalog_delete", "deleted_count", "2").build());
        assertThat(deleted.toCompletableFuture()).isCompletedWithValue(2);
        assertThatThrownBy(() -> catalog.delete(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatNoProductCanBe() {
        assertThatThrownBy(() -> catalog.create(draft(null))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> catalog.create(draft(" "))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProductDraft("Apple", null, null, -1L, null, null, null, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://mmg.whatsapp.net/v/1",
                "https://example.com/v/1",
                "https://whatsapp.net.example.com/v/1",
                "https://evilwhatsapp.net/v/1",
                "file:///etc/passwd",
                "/v/1",
                "https://mmg.whatsapp.net@example.com/v/1",
                ":"
            })
    void showsNoPictureThatLiesElsewhere(String address) {
        assertThatThrownBy(() -> draft("Apple", address)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asksForAnOrder() {
        var asked = new OrderFeature(server.session).details("77", "c2VjcmV0");
        Node request = server.nextRequest();
        assertThat(request.attr("xmlns")).isEqualTo("fb:thrift_iq");
        assertThat(request.attr("smax_id")).isEqualTo("5");
        assertThat(request.requireChild("order"))
                .isEqualTo(node("order", "op", "get", "id", "77")
                        .child(Node.of("image_dimensions", leaf("width", "100"), leaf("height", "100")))
                        .child(leaf("token", "c2VjcmV0"))
                        .build());
        server.answer(node("order", "id", "77", "creation_ts", "1700000000")
                .child(Node.of(
                        "price",
                        leaf("subtotal", "25000"),
                        leaf("total", "26000"),
                        leaf("currency", "EUR"),
                        leaf("price_status", "ESTIMATED")))
                .child(Node.of("catalog", leaf("id", "5")))
                .child(Node.of(
                        "product",
                        leaf("id", "1"),
                        leaf("name", "Apple"),
                        leaf("price", "12500"),
                        leaf("currency", "EUR"),
                        leaf("quantity", "2"),
                        Node.of("image", leaf("id", "9"), leaf("url", "https://example.com/small")),
                        Node.of("variant_info", leaf("properties", "green"))))
                .build());
        assertThat(asked.toCompletableFuture())
                .isCompletedWithValue(new OrderDetails(
                        "77",
                        Instant.ofEpochSecond(1_700_000_000),
                        25_000L,
                        26_000L,
                        "EUR",
                        "ESTIMATED",
                        "5",
                        List.of(new OrderDetails.Item(
                                "1", "Apple", 12_500L, "EUR", 2, "https://example.com/small", "green"))));
    }

    @Test
    void readsAnOrderThatTellsNothing() {
        var asked = new OrderFeature(server.session).details("77", "c2VjcmV0");
        server.answer(Node.of("order", Node.of("product")));
        assertThat(asked.toCompletableFuture())
                .isCompletedWithValue(new OrderDetails(
                        "",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(new OrderDetails.Item("", "", null, null, 1, null, null))));
    }
}
