package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.business.BusinessException;
import org.camelwhatsapp.engine.business.OrderDetails;
import org.camelwhatsapp.engine.business.Product;
import org.camelwhatsapp.engine.business.ProductCollection;
import org.camelwhatsapp.engine.business.ProductPage;
import org.camelwhatsapp.engine.event.BusinessCatalogChanged;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.content.OrderContent;
import org.camelwhatsapp.simulator.business.CatalogProduct;
import org.camelwhatsapp.simulator.business.Order;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Catalogues and orders, with the simulator's state looked at. */
class CatalogOperationTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3};

    @BeforeEach
    void beBusinesses() {
        own.business().rename("Shop");
        customer.business().rename("Customer & Sons");
    }

    private CatalogProduct onServer(String id) {
        return own.business().products().stream()
                .filter(product -> product.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private ProductPage page(Map<String, Object> fields) {
        return perform(ProductPage.class, "catalog.products", fields);
    }

    @Test
    @RouteTestOf(operations = "catalog.products")
    void readsACatalogueInParts() {
        for (int i = 1; i <= 5; i++) {
            customer.business().sell("Pear " + i, 1_000L * i, "EUR");
        }
        ProductPage first = page(Map.of("business", CUSTOMER, "limit", 3));
        assertThat(first.products()).extracting(Product::name).containsExactly("Pear 1", "Pear 2", "Pear 3");
        assertThat(first.products().get(2).priceThousandths()).isEqualTo(3_000L);
        assertThat(first.products().get(2).currency()).isEqualTo("EUR");
        assertThat(first.cursor()).isNotNull();
        ProductPage second = page(Map.of("business", CUSTOMER, "limit", 3, "cursor", first.cursor()));
        assertThat(second.products()).extracting(Product::name).containsExactly("Pear 4", "Pear 5");
        assertThat(second.cursor()).isNull();
        String hidden = customer.business().products().get(0).id();
        customer.business().review(hidden, "REJECTED");
        assertThat(perform(ProductPage.class, "catalog.products", CUSTOMER).products())
                .extracting(Product::name)
                .doesNotContain("Pear 1");
        assertThatThrownBy(() -> page(Map.of("business", "15559998888")))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refused -> assertThat(refused.code()).isEqualTo("business-unknown"));
        assertThatThrownBy(() -> page(Map.of("business", CUSTOMER, "limit", 101)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("limit");
    }

    @Test
    @RouteTestOf(
            operations = {"catalog.create", "catalog.update", "catalog.setVisible", "catalog.delete"},
            events = "business.catalog")
    void changesTheOwnCatalogue() {
        String picture = Base64.getEncoder().encodeToString(JPEG);
        Product made = (Product) performAll(
                "catalog.create",
                "{\"name\":\"Apple\",\"priceThousandths\":12500,\"currency\":\"EUR\",\"originCountry\":\"DE\","
                        + "\"images\":[{\"base64\":\"" + picture + "\"}]}",
                Map.of(Exchange.CONTENT_TYPE, "application/json"));
        assertThat(made).isNotNull();
        assertThat(made.reviewStatus()).isEqualTo("PENDING");
        assertThat(made.images()).hasSize(1);
        assertThat(onServer(made.id()).fields())
                .containsOnly(Map.entry("name", "Apple"), Map.entry("price", "12500"), Map.entry("currency", "EUR"));
        assertThat(onServer(made.id()).country()).isEqualTo("DE");
        String image = onServer(made.id()).images().get(0);
        assertThat(image).startsWith("https://mmg.whatsapp.net/");
        own.business().review(made.id(), "APPROVED");
        await(BusinessCatalogChanged.class, event -> event.products().equals(List.of(made.id())));
        Product changed = perform(
                Product.class,
                "catalog.update",
                Map.of("product", made.id(), "description", "red", "retailerId", "A1"));
        assertThat(changed.name()).isEqualTo("Apple");
        assertThat(changed.description()).isEqualTo("red");
        assertThat(onServer(made.id()).fields()).containsEntry("retailer_id", "A1");
        assertThat(onServer(made.id()).images()).containsExactly(image);
        perform("catalog.setVisible", Map.of("product", made.id(), "visible", false));
        assertThat(onServer(made.id()).hidden()).isTrue();
        assertThat(perform(Product.class, "catalog.setVisible", Map.of("product", made.id(), "visible", true))
                        .hidden())
                .isFalse();
        assertThat(onServer(made.id()).fields()).containsEntry("description", "red");
        assertThat(perform(Integer.class, "catalog.delete", List.of(made.id(), "1")))
                .isEqualTo(1);
        assertThat(own.business().products()).isEmpty();
    }

    @Test
    void refusesWhatCannotBeSold() {
        assertThatThrownBy(() -> perform(
                        "catalog.create",
                        Map.of("name", "Apple", "imageUrls", List.of("https://example.com/apple.jpg"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("images");
        assertThatThrownBy(() -> perform(
                        "catalog.create",
                        Map.of("name", "Apple", "imageUrls", List.of("https://mmg.whatsapp.net/v/t62/none.enc"))))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refused -> assertThat(refused.code()).isEqualTo("business-not-acceptable"));
        assertThatThrownBy(() -> perform("catalog.update", Map.of("product", "1", "name", "Plum")))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refused -> assertThat(refused.code()).isEqualTo("business-unknown"));
        assertThatThrownBy(() -> perform("catalog.delete", List.of())).isInstanceOf(InvalidRequestException.class);
        own.business().rename(null);
        assertThatThrownBy(() -> perform("catalog.create", "Apple"))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refused -> assertThat(refused.code()).isEqualTo("business-not-allowed"));
    }

    @Test
    @RouteTestOf(operations = "catalog.collections", events = "business.catalog")
    void tellsWhatIsShownTogether() {
        String plum = own.business().sell("Plum", 500, "EUR");
        own.business().sell("Nut", 700, "EUR");
        String id = own.business().collect("Fruit", plum);
        List<?> collections = perform(List.class, "catalog.collections", "self");
        ProductCollection fruit = (ProductCollection) collections.get(0);
        assertThat(fruit.name()).isEqualTo("Fruit");
        assertThat(fruit.products()).extracting(Product::id).containsExactly(plum);
        assertThat(fruit.status()).isEqualTo("APPROVED");
        assertThat(fruit.canAppeal()).isFalse();
        own.business().reviewCollection(id, "REJECTED", "no fruit");
        BusinessCatalogChanged changed = await(
                BusinessCatalogChanged.class, event -> !event.collections().isEmpty());
        assertThat(changed.collections())
                .containsExactly(new BusinessCatalogChanged.CollectionReview(id, "REJECTED", "no fruit", null));
        assertThat(own.business().collections().get(0).status()).isEqualTo("REJECTED");
        assertThat(((ProductCollection) perform(List.class, "catalog.collections", "self")
                                .get(0))
                        .canAppeal())
                .isTrue();
        perform(
                "catalog.delete",
                own.business().products().stream().map(CatalogProduct::id).toList());
    }

    @Test
    @RouteTestOf(operations = "order.details")
    void tellsWhatWasOrdered() {
        String plum = own.business().sell("Plum", 500, "EUR");
        String nut = own.business().sell("Nut", 700, "EUR");
        Order order = customer.business().order(own.phoneJid(), Map.of(plum, 3, nut, 1), "by Monday");
        OrderContent told = (OrderContent)
                await(MessageReceived.class, event -> event.message().content() instanceof OrderContent)
                        .message()
                        .content();
        assertThat(told.itemCount()).isEqualTo(4);
        assertThat(told.message()).isEqualTo("by Monday");
        OrderDetails details =
                perform(OrderDetails.class, "order.details", Map.of("order", told.orderId(), "token", told.token()));
        assertThat(details.id()).isEqualTo(order.id());
        assertThat(details.totalThousandths()).isEqualTo(2_200L);
        assertThat(details.currency()).isEqualTo("EUR");
        assertThat(details.created()).isNotNull();
        assertThat(details.items())
                .containsExactlyInAnyOrder(
                        new OrderDetails.Item(plum, "Plum", 500L, "EUR", 3, null, null),
                        new OrderDetails.Item(nut, "Nut", 700L, "EUR", 1, null, null));
        assertThatThrownBy(() -> perform("order.details", Map.of("order", order.id(), "token", "guessed")))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refused -> assertThat(refused.code()).isEqualTo("business-not-allowed"));
        assertThatThrownBy(() -> perform("order.details", Map.of("order", "1", "token", order.token())))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refused -> assertThat(refused.code()).isEqualTo("business-unknown"));
        perform("catalog.delete", List.of(plum, nut));
    }
}
