package org.camelwhatsapp.simulator.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessRequestsTest {
    private final LocalWorld local = new LocalWorld();
    private Account shop;
    private Account ben;
    private LoopClient shops;
    private LoopClient bens;

    /** One business and one person. */
    @BeforeEach
    void connect() {
        shop = local.account("Shop");
        ben = local.account("Ben");
        shops = local.link(shop);
        bens = local.link(ben);
        local.businesses.rename(shop, "The Shop");
        bens.take();
    }

    @AfterEach
    void close() {
        local.close();
    }

    private static Node leaf(String tag, String text) {
        return Node.builder(tag).text(text).build();
    }

    private static Node.Builder edit(Node... changes) {
        return iq("w:biz", "set", Node.of("business_profile", changes));
    }

    private List<Node> profiles(Account account) {
        Node asked = Node.builder("profile").attr("jid", account.lid()).build();
        return bens.ask(iq("w:biz", "get", Node.of("business_profile", asked)))
                .requireChild("business_profile")
                .children("profile");
    }

    private static Node.Builder add(Node... product) {
        return iq("w:biz:catalog", "set", Node.of("product_catalog_add", Node.of("product", product)));
    }

    private String added(String name) {
        return shops.ask(add(leaf("name", name)))
                .requireChild("product_catalog_add")
                .requireChild("product")
                .requireChild("id")
                .text();
    }

    private Node catalog(LoopClient client, int limit, String after) {
        Node query = Node.builder("product_catalog")
                .attr("jid", shop.lid())
                .child(leaf("limit", Integer.toString(limit)))
                .child(after == null ? null : leaf("after", after))
                .build();
        return client.ask(iq("w:biz:catalog", "get", query)).requireChild("product_catalog");
    }

    private static List<String> names(Node catalog) {
        List<String> names = new ArrayList<>();
        catalog.children("product")
                .forEach(product -> names.add(product.requireChild("name").text()));
        return names;
    }

    @Test
    void aProfileIsChangedByItsBusinessAndOthersAreTold() {
        assertThat(shops.refusal(edit(leaf("address", "Main Street 1"), leaf("email", "a@example.org"))))
                .isZero();
        Node told = bens.take().get(0);
        assertThat(told.attr("type")).isEqualTo("business");
        assertThat(told.child("profile")).isNotNull();
        Node profile = profiles(shop).get(0);
        assertThat(profile.requireChild("address").text()).isEqualTo("Main Street 1");
        assertThat(profile.requireChild("email").text()).isEqualTo("a@example.org");
        assertThat(profile.attr("tag")).isEqualTo("1");
        assertThat(bens.refusal(edit(leaf("address", "x")))).isEqualTo(403);
        assertThat(profiles(ben)).isEmpty();
    }

    @Test
    void aPartWithoutContentIsTakenAway() {
        shops.ask(edit(leaf("address", "Main Street 1"), leaf("email", "a@example.org")));
        shops.ask(edit(Node.of("address")));
        assertThat(profiles(shop).get(0).child("address")).isNull();
        assertThat(profiles(shop).get(0).child("email")).isNotNull();
    }

    @Test
    void aProfileHasTwoWebsitesAtMost() {
        Node site = leaf("website", "https://example.org");
        assertThat(shops.refusal(edit(site, site, site))).isEqualTo(406);
        assertThat(profiles(shop).get(0).child("website")).isNull();
        assertThat(shops.refusal(edit(site, site))).isZero();
        assertThat(profiles(shop).get(0).children("website")).hasSize(2);
    }

    @Test
    void changesAreTakenAllOrNone() {
        assertThat(shops.refusal(edit(leaf("address", "Main Street 1"), leaf("colour", "red"))))
                .isEqualTo(406);
        assertThat(profiles(shop).get(0).child("address")).isNull();
        assertThat(profiles(shop).get(0).attr("tag")).isEqualTo("0");
    }

    @ParameterizedTest
    // Day, mode, opening and closing time in minutes, and the code.
    @CsvSource({
        "mon, open_24h, , , 0",
        "sun, appointment_only, , , 0",
        "sat, specific_hours, 540, 1020, 0",
        "sat, specific_hours, 540, , 406", // never closes
        "sat, specific_hours, , , 406", // no hours
        "mon, open_24h, 540, 1020, 406", // hours of a day that has none
        "day, open_24h, , , 406",
        "mon, sometimes, , , 406",
    })
    void hoursAreThereForTheModeThatHasThem(String day, String mode, String open, String close, int code) {
        Node config = Node.builder("business_hours_config")
                .attr("day_of_week", day)
                .attr("mode", mode)
                .attr("open_time", open)
                .attr("close_time", close)
                .build();
        Node hours = Node.builder("business_hours")
                .attr("timezone", "Europe/Berlin")
                .child(config)
                .build();
        assertThat(shops.refusal(edit(hours))).isEqualTo(code);
    }

    @Test
    void aCategoryIsToldWithItsName() {
        Node known = Node.builder("category").attr("id", "1001").build();
        Node unknown = Node.builder("category").attr("id", "9").build();
        assertThat(shops.refusal(edit(Node.of("categories", unknown)))).isEqualTo(406);
        shops.ask(edit(Node.of("categories", known)));
        Node category = profiles(shop).get(0).requireChild("categories").requireChild("category");
        assertThat(category.text()).isEqualTo("Restaurant");
    }

    @Test
    void aVerifiedNameIsThereForABusinessAndNotForAPerson() {
        Node ofShop = Node.builder("verified_name").attr("jid", shop.lid()).build();
        Node ofBen = Node.builder("verified_name").attr("jid", ben.lid()).build();
        assertThat(bens.ask(iq("w:biz", "get", ofShop)).children()).hasSize(1);
        assertThat(shops.ask(iq("w:biz", "get", ofBen)).children()).isEmpty();
    }

    @Test
    void aNewProductIsSeenByItsSellerUntilItIsApproved() {
        String id = added("Tea");
        assertThat(names(catalog(shops, 10, null))).containsExactly("Tea");
        assertThat(names(catalog(bens, 10, null))).isEmpty();
        local.businesses.review(shop, id, CatalogProduct.APPROVED);
        assertThat(names(catalog(bens, 10, null))).containsExactly("Tea");
        Node told = shops.take().get(0).requireChild("product_catalog").requireChild("product");
        assertThat(told.requireChild("id").text()).isEqualTo(id);
    }

    @Test
    void aChangedProductIsReviewedAgainButAHiddenOneIsOnlyHidden() {
        String id = added("Tea");
        local.businesses.review(shop, id, CatalogProduct.APPROVED);
        Node hide = Node.builder("product")
                .attr("is_hidden", "true")
                .child(leaf("id", id))
                .build();
        shops.ask(iq("w:biz:catalog", "set", Node.of("product_catalog_edit", hide)));
        CatalogProduct hidden = local.businesses.require(shop).catalog().require(id);
        assertThat(hidden.status()).isEqualTo(CatalogProduct.APPROVED);
        assertThat(hidden.isOnSale()).isFalse();
        Node rename = Node.of("product", leaf("id", id), leaf("name", "Green tea"));
        shops.ask(iq("w:biz:catalog", "set", Node.of("product_catalog_edit", rename)));
        CatalogProduct renamed = local.businesses.require(shop).catalog().require(id);
        assertThat(renamed.status()).isEqualTo(CatalogProduct.PENDING);
        assertThat(renamed.hidden()).isTrue();
        assertThat(renamed.fields()).containsEntry("name", "Green tea");
    }

    @ParameterizedTest
    // A price in thousandths and its currency, and the code.
    @CsvSource({
        "1000, EUR, 0",
        "999999999999999, EUR, 0",
        "1000, , 406",
        ", EUR, 406",
        "-1, EUR, 406",
        "1.5, EUR, 406",
        "1000000000000000, EUR, 406",
    })
    void aPriceIsANumberWithACurrency(String price, String currency, int code) {
        List<Node> product = new ArrayList<>(List.of(leaf("name", "Tea")));
        if (price != null) {
            product.add(leaf("price", price));
        }
        if (currency != null) {
            product.add(leaf("currency", currency));
        }
        assertThat(shops.refusal(add(product.toArray(Node[]::new)))).isEqualTo(code);
    }

    @Test
    void aProductHasANameAndASellerWhoIsABusiness() {
        assertThat(shops.refusal(add(leaf("description", "x")))).isEqualTo(406);
        assertThat(bens.refusal(add(leaf("name", "Tea")))).isEqualTo(403);
        Node query = Node.builder("product_catalog")
                .attr("jid", ben.lid())
                .child(leaf("limit", "1"))
                .build();
        assertThat(shops.refusal(iq("w:biz:catalog", "get", query))).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/a.enc", "https://mmg.whatsapp.net/v/t62/nothing.enc"})
    void aPictureThatWasNotUploadedIsRefused(String url) {
        Node media = Node.of("media", Node.of("image", leaf("url", url)));
        assertThat(shops.refusal(add(leaf("name", "Tea"), media))).isEqualTo(406);
    }

    @Test
    void aPictureThatWasUploadedIsShownFromTheMediaHost() {
        String path = local.media.upload(new byte[] {1, 2, 3}).replaceFirst("\\?.*", "");
        Node media = Node.of("media", Node.of("image", leaf("url", "https://mmg.whatsapp.net" + path)));
        Node image = shops.ask(add(leaf("name", "Tea"), media))
                .requireChild("product_catalog_add")
                .requireChild("product")
                .requireChild("media")
                .requireChild("image");
        assertThat(image.requireChild("original_image_url").text()).isEqualTo("https://mmg.whatsapp.net" + path);
        assertThat(image.requireChild("request_image_url").text()).isEqualTo("https://" + local.media.host() + path);
    }

    @Test
    void aCatalogueComesInPagesUntilTheLast() {
        List.of("a", "b", "c").forEach(this::added);
        Node first = catalog(shops, 2, null);
        assertThat(names(first)).containsExactly("a", "b");
        String after = first.requireChild("paging").requireChild("after").text();
        Node second = catalog(shops, 2, after);
        assertThat(names(second)).containsExactly("c");
        assertThat(second.child("paging")).isNull();
        assertThat(names(catalog(shops, 2, "99"))).isEmpty();
    }

    @Test
    void onlyWhatWasThereCountsAsDeleted() {
        String id = added("Tea");
        Node delete = Node.of(
                "product_catalog_delete",
                Node.of("product", leaf("id", id)),
                Node.of("product", leaf("id", "never there")));
        Node answer = shops.ask(iq("w:biz:catalog", "set", delete)).requireChild("product_catalog_delete");
        assertThat(answer.attr("deleted_count")).isEqualTo("1");
        assertThat(names(catalog(shops, 10, null))).isEmpty();
    }

    @Test
    void aCatalogueHasFiveHundredProductsAtMost() {
        for (int i = 0; i < 500; i++) {
            local.businesses.add(shop, Map.of("name", "p" + i));
        }
        assertThat(shops.refusal(add(leaf("name", "one more")))).isEqualTo(406);
        assertThat(local.businesses.require(shop).catalog().products()).hasSize(500);
    }

    private Node.Builder ask(Order order, String token) {
        return iq(
                "fb:thrift_iq",
                "get",
                Node.builder("order")
                        .attr("id", order.id())
                        .child(leaf("token", token))
                        .build());
    }

    @Test
    void anOrderAddsUpAndIsShownToItsTwoSidesWithItsToken() {
        CatalogProduct tea = local.businesses.add(shop, Map.of("name", "Tea", "price", "2500", "currency", "USD"));
        CatalogProduct cup = local.businesses.add(shop, Map.of("name", "Cup", "price", "1000", "currency", "USD"));
        Order order = local.businesses.order(ben, shop, Map.of(tea.id(), 2, cup.id(), 3));
        assertThat(order.total()).isEqualTo(8_000);
        assertThat(order.pieces()).isEqualTo(5);
        Node shown = bens.ask(ask(order, order.token())).requireChild("order");
        assertThat(shown.attr("creation_ts")).isEqualTo(Long.toString(LocalWorld.NOW));
        assertThat(shown.requireChild("price").requireChild("total").text()).isEqualTo("8000");
        assertThat(shown.requireChild("price").requireChild("currency").text()).isEqualTo("USD");
        assertThat(shown.children("product")).hasSize(2);
        assertThat(shops.refusal(ask(order, order.token()))).isZero();
        assertThat(bens.refusal(ask(order, "wrong"))).isEqualTo(401);
        LoopClient cleos = local.link(local.account("Cleo"));
        assertThat(cleos.refusal(ask(order, order.token()))).isEqualTo(401);
    }

    @Test
    void whatIsNotOnSaleIsNotOrdered() {
        String pending = added("Tea");
        for (String id : List.of(pending, "never there")) {
            assertThatThrownBy(() -> local.businesses.order(ben, shop, Map.of(id, 1)))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.code()).isEqualTo(404));
        }
    }

    private static Node.Builder link(String code) {
        return iq("w:qr", "get", Node.builder("qr").attr("code", code).build());
    }

    @Test
    void aMessageLinkLeadsToTheBusinessWithItsText() {
        Node target = bens.ask(link(local.chatLinks.create(shop, "Hello"))).requireChild("qr");
        assertThat(target.jid("jid")).isEqualTo(shop.phoneJid());
        assertThat(target.attr("type")).isEqualTo("message");
        assertThat(target.requireChild("message").text()).isEqualTo("Hello");
        assertThat(target.requireChild("business").attr("verified_name")).isEqualTo("The Shop");
    }

    @Test
    void onesOwnCodeStaysUntilItIsRevoked() {
        Node.Builder own = iq("w:qr", "set", Node.of("qr"));
        String code = bens.ask(own).requireChild("qr").requireAttr("code");
        assertThat(bens.ask(own).requireChild("qr").attr("code")).isEqualTo(code);
        Node target = shops.ask(link(code)).requireChild("qr");
        assertThat(target.attr("type")).isEqualTo("contact");
        assertThat(target.attr("notify")).isEqualTo("Ben");
        assertThat(target.child("business")).isNull();
        Node revoke = Node.builder("qr").attr("action", "revoke").build();
        String fresh = bens.ask(iq("w:qr", "set", revoke)).requireChild("qr").requireAttr("code");
        assertThat(fresh).isNotEqualTo(code);
        assertThat(shops.refusal(link(code))).isEqualTo(404);
        assertThat(shops.refusal(link(fresh))).isZero();
    }
}
