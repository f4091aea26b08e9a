package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.business.Bot;
import org.camelwhatsapp.engine.business.BotProfile;
import org.camelwhatsapp.engine.business.BusinessCategory;
import org.camelwhatsapp.engine.business.BusinessException;
import org.camelwhatsapp.engine.business.BusinessHours;
import org.camelwhatsapp.engine.business.BusinessProfile;
import org.camelwhatsapp.engine.business.ChatLink;
import org.camelwhatsapp.engine.business.VerifiedName;
import org.camelwhatsapp.engine.event.BusinessFeaturesChanged;
import org.camelwhatsapp.engine.event.BusinessNameChanged;
import org.camelwhatsapp.engine.event.BusinessProfileChanged;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.archive.ArchivedContact;
import org.camelwhatsapp.engine.message.archive.ContactPage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.business.Bots;
import org.junit.jupiter.api.Test;

/** Businesses, links and bots, with the simulator's state and the other phone looked at. */
class BusinessOperationTest extends LinkedRouteTest {
    private static final String CUSTOMER = "15550002002";
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3};

    @SuppressWarnings("unchecked")
    private <T> List<T> list(String operation, Map<String, Object> fields) {
        return (List<T>) perform(List.class, operation, fields);
    }

    private static Node leaf(String tag, String text) {
        return Node.builder(tag).text(text).build();
    }

    @Test
    @RouteTestOf(
            operations = {"business.profile", "business.verifiedName"},
            events = {"business.name", "business.profile"})
    void tellsAboutBusinesses() {
        assertThat(list("business.profile", Map.of("users", List.of(CUSTOMER)))).isEmpty();
        assertThat(perform("business.verifiedName", CUSTOMER)).isNull();
        customer.business().rename("Customer & Sons");
        BusinessNameChanged named =
                await(BusinessNameChanged.class, event -> event.business() && isAbout(customer, event));
        assertThat(named.user()).isEqualTo(customer.phoneJid());
        assertThat(named.name()).isEqualTo("Customer & Sons");
        customer.business().edit(leaf("description", "We buy."), leaf("website", "https://example.com"));
        await(BusinessProfileChanged.class, event -> event.user().equals(customer.phoneJid()));
        List<BusinessProfile> profiles = list("business.profile", Map.of("users", List.of(CUSTOMER, "15559998888")));
        assertThat(profiles).hasSize(1);
        assertThat(profiles.get(0).jid()).isEqualTo(customer.phoneJid());
        assertThat(profiles.get(0).description()).isEqualTo("We buy.");
        assertThat(profiles.get(0).websites()).containsExactly("https://example.com");
        assertThat(profiles.get(0).options()).containsEntry("cart_enabled", "true");
        VerifiedName name = perform(VerifiedName.class, "business.verifiedName", CUSTOMER);
        assertThat(name.name()).isEqualTo("Customer & Sons");
        assertThat(name.issuer()).isEqualTo("smb:wa");
        assertThat(name.serial()).isEqualTo(customer.lid().user());
        assertThat(name.issued()).isNotNull();
        customer.business().rename(null);
        await(BusinessNameChanged.class, event -> !event.business() && isAbout(customer, event));
        assertThat(list("business.profile", Map.of("users", List.of(CUSTOMER)))).isEmpty();
    }

    /** Events of the test before may come late. */
    private static boolean isAbout(Phone phone, BusinessNameChanged event) {
        return event.user().equals(phone.phoneJid());
    }

    private String archivedBusinessName(Phone phone) {
        return perform(ContactPage.class, "contact.list", Map.of()).contacts().stream()
                .filter(contact ->
                        phone.lid().equals(contact.user()) || phone.phoneJid().equals(contact.user()))
                .map(ArchivedContact::businessName)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    @Test
    void keepsTheNamesOfBusinesses() {
        Phone bakery = simulator.addAccount("15550002003", "Baker");
        bakery.profile().setBusinessName("Bakery Ltd");
        bakery.sendText(own.phoneJid(), "bread is ready");
        await(MessageReceived.class, event -> "Baker".equals(event.message().pushName()));
        assertThat(archivedBusinessName(bakery)).isEqualTo("Bakery Ltd");
        bakery.business().rename("Bakery & Sons");
        await(BusinessNameChanged.class, event -> "Bakery & Sons".equals(event.name()));
        assertThat(archivedBusinessName(bakery)).isEqualTo("Bakery & Sons");
        bakery.business().rename(null);
        await(BusinessNameChanged.class, event -> !event.business() && isAbout(bakery, event));
        assertThat(archivedBusinessName(bakery)).isEmpty();
        bakery.profile().setBusinessName("Bakery Anew");
        perform("business.verifiedName", bakery.phoneJid());
        assertThat(archivedBusinessName(bakery)).isEqualTo("Bakery Anew");
    }

    @Test
    @RouteTestOf(operations = "business.editProfile")
    void editsTheOwnProfile() {
        own.business().rename("Shop");
        String json = """
                {"description":"We sell.","email":"shop@example.com","websites":["https://example.com/a","https://example.com/b"],
                 "latitude":52.5,"longitude":13.4,"categories":["1002"],
                 "hours":{"timezone":"Europe/Berlin","days":[
                   {"day":"MONDAY","mode":"SPECIFIC_HOURS","openMinutes":540,"closeMinutes":1080},
                   {"day":"SATURDAY","mode":"APPOINTMENT_ONLY"}]}}
                """;
        perform("business.editProfile", json);
        assertThat(own.business().texts("description")).containsExactly("We sell.");
        assertThat(own.business().texts("website")).hasSize(2);
        assertThat(own.business().texts("latitude")).containsExactly("52.5");
        Node hours = Objects.requireNonNull(own.business().part("business_hours"));
        assertThat(hours.attr("timezone")).isEqualTo("Europe/Berlin");
        assertThat(hours.children().get(0).attr("open_time")).isEqualTo("540");
        customer.awaitStanza(
                stanza -> stanza.attr("type", "").equals("business") && stanza.child("profile") != null, PATIENCE);
        List<BusinessProfile> profiles = list("business.profile", Map.of("users", List.of("self")));
        BusinessProfile seen = profiles.get(0);
        assertThat(seen.email()).isEqualTo("shop@example.com");
        assertThat(seen.latitude()).isEqualTo(52.5);
        assertThat(seen.categories()).containsExactly(new BusinessCategory("1002", "Clothing store"));
        assertThat(seen.hours())
                .isEqualTo(new BusinessHours(
                        "Europe/Berlin",
                        List.of(
                                new BusinessHours.Day(DayOfWeek.MONDAY, BusinessHours.Mode.SPECIFIC_HOURS, 540, 1_080),
                                new BusinessHours.Day(
                                        DayOfWeek.SATURDAY, BusinessHours.Mode.APPOINTMENT_ONLY, null, null))));
        perform("business.editProfile", Map.of("email", "", "websites", List.of()));
        assertThat(own.business().texts("email")).isEmpty();
        assertThat(own.business().texts("website")).isEmpty();
        assertThat(own.business().texts("description")).containsExactly("We sell.");
    }

    @Test
    void saysWhatIsWrongWithAChange() {
        own.business().rename("Shop");
        assertThatThrownBy(() -> perform("business.editProfile", Map.of("categories", List.of("77"))))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refused -> assertThat(refused.code()).isEqualTo("business-not-acceptable"));
        assertThatThrownBy(() -> perform("business.editProfile", Map.of("websites", List.of("a", "b", "c"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("websites");
        assertThatThrownBy(() -> perform("business.editProfile", Map.of("latitude", 1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("longitude");
        assertThatThrownBy(
                        () -> perform(
                                "business.editProfile",
                                "{\"hours\":{\"timezone\":\"UTC\",\"days\":[{\"day\":\"MONDAY\",\"mode\":\"SPECIFIC_HOURS\"}]}}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("hours.days[0]");
        own.business().rename(null);
        assertThatThrownBy(() -> perform("business.editProfile", Map.of("email", "a@example.com")))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refused -> assertThat(refused.code()).isEqualTo("business-not-allowed"));
    }

    @Test
    @RouteTestOf(operations = {"business.setCover", "business.removeCover"})
    void showsAPictureOnTop() {
        own.business().rename("Shop");
        String id = perform(String.class, "business.setCover", JPEG);
        assertThat(own.business().cover()).isEqualTo(id);
        assertThatThrownBy(() -> perform("business.removeCover", "1"))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refused -> assertThat(refused.code()).isEqualTo("business-unknown"));
        perform("business.removeCover", id);
        assertThat(own.business().cover()).isNull();
        assertThatThrownBy(() -> perform("business.setCover", new byte[] {1, 2, 3, 4}))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    @RouteTestOf(operations = {"business.resolveLink", "business.contactLink"})
    void followsShortLinks() {
        customer.business().rename("Customer & Sons");
        String code = customer.business().createLink("I would like to know");
        ChatLink link = perform(ChatLink.class, "business.resolveLink", "https://wa.me/message/" + code + "?src=qr");
        assertThat(link)
                .isEqualTo(new ChatLink(
                        customer.phoneJid(),
                        "message",
                        "Customer",
                        "I would like to know",
                        "Customer & Sons",
                        "unknown",
                        false));
        customer.business().rename(null);
        ChatLink contact = perform(
                ChatLink.class,
                "business.resolveLink",
                "wa.me/qr/" + customer.business().contactCode());
        assertThat(contact.jid()).isEqualTo(customer.phoneJid());
        assertThat(contact.business()).isNull();
        String first = perform(String.class, "business.contactLink", false);
        assertThat(first).isEqualTo("https://wa.me/qr/" + own.business().contactCode());
        String second = perform(String.class, "business.contactLink", Map.of("renew", true));
        assertThat(second)
                .isNotEqualTo(first)
                .isEqualTo("https://wa.me/qr/" + own.business().contactCode());
        assertThatThrownBy(() -> perform("business.resolveLink", first))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        refused -> assertThat(refused.code()).isEqualTo("business-unknown"));
        assertThatThrownBy(() -> perform("business.resolveLink", "https://example.com/message/ABC"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("link");
    }

    @Test
    @RouteTestOf(operations = {"business.bots", "business.botProfiles"})
    void tellsAboutBots() {
        Jid bot = Jid.parse("867051314767696@bot");
        simulator.addBot(new Bots.Persona(bot, "Helper", "Knows much", Map.of("imagine", "Makes a picture")));
        List<Bot> bots = list("business.bots", Map.of());
        assertThat(bots).containsExactly(new Bot(bot, "867051314767696$1"));
        List<BotProfile> profiles = list("business.botProfiles", Map.of("bots", List.of(bot.toString(), CUSTOMER)));
        assertThat(profiles)
                .containsExactly(new BotProfile(
                        bot,
                        "867051314767696$1",
                        "Helper",
                        "Knows much",
                        "assistant",
                        "friendly",
                        false,
                        List.of(new BotProfile.Command("imagine", "Makes a picture")),
                        List.of(new BotProfile.Prompt("\u2728", "Ask Helper"))));
    }

    @Test
    @RouteTestOf(events = "business.features")
    void hearsWhatTheAccountPaysFor() {
        own.business().rename("Shop");
        own.business().subscribe("premium", "active");
        BusinessFeaturesChanged changed = await(BusinessFeaturesChanged.class, event -> true);
        assertThat(changed.subscriptions()).containsExactly(Map.of("id", "premium", "status", "active"));
        assertThat(changed.features()).isEmpty();
    }
}
