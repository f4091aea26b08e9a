package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.business.BusinessFeature;
import org.camelwhatsapp.engine.business.BusinessHours;
import org.camelwhatsapp.engine.business.BusinessProfile;
import org.camelwhatsapp.engine.business.CatalogFeature;
import org.camelwhatsapp.engine.business.OrderDetails;
import org.camelwhatsapp.engine.business.OrderFeature;
import org.camelwhatsapp.engine.business.Product;
import org.camelwhatsapp.engine.business.ProductDraft;
import org.camelwhatsapp.engine.business.ProductPage;
import org.camelwhatsapp.engine.business.ProfileEdit;
import org.camelwhatsapp.engine.event.BusinessProfileChanged;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.business.CatalogProduct;
import org.camelwhatsapp.simulator.business.Order;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A business kept by an independent client is read by our engine, and the other way round. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaileysBusinessTest {
    private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3};
    private static final String BASE64 = Base64.getEncoder().encodeToString(PICTURE);

    private final Simulator simulator = Simulator.start();
    private final Phone alicePhone = simulator.addAccount("15550001001", "Alice");
    private final Phone bobPhone = simulator.addAccount("15550001002", "Bob");
    private NodeClient bob;
    private TestClient alice;

    @BeforeAll
    void start(@TempDir Path directory) {
        bob = NodeClient.start("baileys-driver.mjs", simulator);
        bob.paired(bobPhone);
        alice = new TestClient(simulator, directory, "alice").paired(alicePhone);
        alicePhone.business().rename("Alice Ltd");
        bobPhone.business().rename("Bob Ltd");
    }

    @AfterAll
    void stop() {
        if (alice != null) {
            alice.close();
        }
        if (bob != null) {
            bob.close();
        }
        simulator.close();
    }

    private Object bob(String act, Object... fields) {
        Object[] all = new Object[fields.length + 2];
        all[0] = "act";
        all[1] = act;
        System.arraycopy(fields, 0, all, 2, fields.length);
        return bob.call("business", all).getValue("result");
    }

    private JsonObject bobReads(String act, Object... fields) {
        return (JsonObject) bob(act, fields);
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not complete", e);
        }
    }

    private BusinessProfile profileOf(Phone phone) {
        return get(alice.client.with(BusinessFeature.class, business -> business.profiles(List.of(phone.phoneJid()))))
                .get(0);
    }

    @Test
    void ourEngineReadsAProfileThatTheClientEdited() {
        JsonObject day = new JsonObject()
                .put("day", "mon")
                .put("mode", "specific_hours")
                .put("openTimeInMinutes", "540")
                .put("closeTimeInMinutes", "1080");
        bob(
                "editProfile",
                "profile",
                new JsonObject()
                        .put("description", "We sell.")
                        .put("email", "bob@example.com")
                        .put("websites", new JsonArray().add("https://example.com"))
                        .put(
                                "hours",
                                new JsonObject()
                                        .put("timezone", "Europe/Berlin")
                                        .put("days", new JsonArray().add(day))));
        assertThat(alice.awaitEvent(BusinessProfileChanged.class, event -> true).user())
                .isEqualTo(bobPhone.phoneJid());
        BusinessProfile profile = profileOf(bobPhone);
        assertThat(profile.description()).isEqualTo("We sell.");
        assertThat(profile.email()).isEqualTo("bob@example.com");
        assertThat(profile.websites()).containsExactly("https://example.com");
        assertThat(profile.hours())
                .isEqualTo(new BusinessHours(
                        "Europe/Berlin",
                        List.of(new BusinessHours.Day(
                                DayOfWeek.MONDAY, BusinessHours.Mode.SPECIFIC_HOURS, 540, 1_080))));
        Object cover = bob("setCover", "base64", BASE64);
        assertThat(bobPhone.business().cover()).isEqualTo(String.valueOf(cover));
        bob("removeCover", "cover", String.valueOf(cover));
        assertThat(bobPhone.business().cover()).isNull();
    }

    @Test
    void theClientReadsAProfileThatOurEngineEdited() {
        BusinessHours hours = new BusinessHours(
                "Europe/Berlin",
                List.of(new BusinessHours.Day(DayOfWeek.SUNDAY, BusinessHours.Mode.APPOINTMENT_ONLY, null, null)));
        var edit = new ProfileEdit(
                "Main Street 1", "We buy.", "alice@example.com", List.of("https://example.org"), null, null, hours);
        get(alice.client.with(BusinessFeature.class, business -> business.edit(edit)));
        JsonObject profile = bobReads("profile", "jid", alicePhone.phoneJid().toString());
        assertThat(profile.getString("address")).isEqualTo("Main Street 1");
        assertThat(profile.getString("description")).isEqualTo("We buy.");
        assertThat(profile.getString("email")).isEqualTo("alice@example.com");
        assertThat(profile.getJsonArray("website")).containsExactly("https://example.org");
        JsonObject told = profile.getJsonObject("business_hours");
        assertThat(told.getString("timezone")).isEqualTo("Europe/Berlin");
        assertThat(told.getJsonArray("business_config").getJsonObject(0).getString("mode"))
                .isEqualTo("appointment_only");
    }

    @Test
    void ourEngineReadsACatalogueThatTheClientKeeps() {
        JsonObject made = bobReads(
                "create",
                "base64",
                BASE64,
                "product",
                new JsonObject()
                        .put("name", "Apple")
                        .put("description", "red")
                        .put("retailerId", "A1")
                        .put("price", 12_500)
                        .put("currency", "EUR")
                        .put("originCountryCode", "DE"));
        String id = made.getString("id");
        bobPhone.business().review(id, "APPROVED");
        Product product = page(bobPhone, 10, null).products().get(0);
        assertThat(product.id()).isEqualTo(id);
        assertThat(product.name()).isEqualTo("Apple");
        assertThat(product.priceThousandths()).isEqualTo(12_500L);
        assertThat(product.images()).hasSize(1);
        bob("update", "product", id, "changes", new JsonObject().put("name", "Pear"));
        assertThat(bobPhone.business().products())
                .extracting(known -> known.fields().get("name"))
                .containsExactly("Pear");
        assertThat(bobReads("remove", "products", new JsonArray().add(id)).getInteger("deleted"))
                .isEqualTo(1);
        assertThat(bobPhone.business().products()).isEmpty();
    }

    private ProductPage page(Phone seller, int limit, String cursor) {
        return get(
                alice.client.with(CatalogFeature.class, catalog -> catalog.products(seller.phoneJid(), limit, cursor)));
    }

    @Test
    void theClientReadsACatalogueThatOurEngineKeeps() {
        String image = get(alice.client.with(
                CatalogFeature.class, catalog -> catalog.uploadImage(MediaSource.bytes(PICTURE, "image/jpeg"))));
        for (int i = 1; i <= 3; i++) {
            ProductDraft draft =
                    new ProductDraft("Plum " + i, "blue", "P" + i, 500L * i, "EUR", null, "FR", List.of(image));
            get(alice.client.with(CatalogFeature.class, catalog -> catalog.create(draft)));
        }
        List<String> ids = alicePhone.business().products().stream()
                .map(CatalogProduct::id)
                .toList();
        ids.forEach(id -> alicePhone.business().review(id, "APPROVED"));
        String jid = alicePhone.phoneJid().toString();
        JsonObject first = bobReads("catalog", "jid", jid, "limit", 2);
        assertThat(first.getJsonArray("products")).hasSize(2);
        JsonObject plum = first.getJsonArray("products").getJsonObject(0);
        assertThat(plum.getString("name")).isEqualTo("Plum 1");
        assertThat(plum.getInteger("price")).isEqualTo(500);
        assertThat(plum.getJsonObject("imageUrls").getString("original")).isEqualTo(image);
        JsonObject second = bobReads("catalog", "jid", jid, "limit", 2, "cursor", first.getString("nextPageCursor"));
        assertThat(second.getJsonArray("products")).hasSize(1);
        assertThat(second.getString("nextPageCursor")).isNull();
        get(alice.client.with(CatalogFeature.class, catalog -> catalog.setVisible(ids.get(0), false)));
        alicePhone.business().collect("Fruit", ids.get(0), ids.get(1));
        JsonObject fruit =
                bobReads("collections", "jid", jid).getJsonArray("collections").getJsonObject(0);
        assertThat(fruit.getString("name")).isEqualTo("Fruit");
        assertThat(fruit.getJsonArray("products")).hasSize(1);
        int deleted = get(alice.client.with(CatalogFeature.class, catalog -> catalog.delete(ids)));
        assertThat(deleted).isEqualTo(3);
    }

    @Test
    void bothReadTheSameOrder() {
        String nut = bobPhone.business().sell("Nut", 700, "EUR");
        Order order = alicePhone.business().order(bobPhone.phoneJid(), Map.of(nut, 4), "by Monday");
        JsonObject seller = bobReads("order", "order", order.id(), "token", order.token());
        assertThat(seller.getJsonObject("price").getInteger("total")).isEqualTo(2_800);
        assertThat(seller.getJsonArray("products").getJsonObject(0).getInteger("quantity"))
                .isEqualTo(4);
        OrderDetails buyer =
                get(alice.client.with(OrderFeature.class, orders -> orders.details(order.id(), order.token())));
        assertThat(buyer.totalThousandths()).isEqualTo(2_800L);
        assertThat(buyer.items()).hasSize(1);
        bob("remove", "products", new JsonArray().add(nut));
    }
}
