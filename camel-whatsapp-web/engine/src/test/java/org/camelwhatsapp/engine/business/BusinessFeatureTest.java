package org.camelwhatsapp.engine.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.business.Trees.leaf;
import static org.camelwhatsapp.engine.business.Trees.node;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.event.BusinessCatalogChanged;
import org.camelwhatsapp.engine.event.BusinessFeaturesChanged;
import org.camelwhatsapp.engine.event.BusinessNameChanged;
import org.camelwhatsapp.engine.event.BusinessProfileChanged;
import org.camelwhatsapp.engine.message.archive.ArchiveMode;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.RequestTimeoutException;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of the server, and what its notifications become. */
class BusinessFeatureTest {
    private static final Jid SHOP = Jid.phone("15550001000");
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

    private final ScriptedSession server = new ScriptedSession();
    private final BusinessFeature business = server.add(feature());

    private BusinessFeature feature() {
        ArchiveRecorder archive = new ArchiveRecorder(server.session, new AddressBook(server.session), ArchiveMode.OFF);
        return new BusinessFeature(server.session, null, archive.businesses());
    }

    private static Throwable failure(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        assertThat(future).isCompletedExceptionally();
        return org.camelwhatsapp.engine.session.Futures.unwrap(
                future.handle((value, thrown) -> thrown).join());
    }

    private void tell(Node... children) {
        Node.Builder notification = Node.builder("notification")
                .attr("type", "business")
                .attr("from", SHOP)
                .attr("t", TIME.getEpochSecond());
        for (Node child : children) {
            notification.child(child);
        }
        server.receive(notification.build());
    }

    @Test
    void asksForSeveralProfilesAtOnce() {
        var asked = business.profiles(List.of(SHOP, Jid.parse("15550001001:3@s.whatsapp.net")));
        Node request = server.nextRequest();
        assertThat(request.attr("xmlns")).isEqualTo("w:biz");
        assertThat(request.attr("type")).isEqualTo("get");
        assertThat(request.jid("to")).isEqualTo(Jid.SERVER);
        Node query = request.requireChild("business_profile");
        assertThat(query.attr("v")).isEqualTo("244");
        assertThat(query.children("profile").stream().map(profile -> profile.requireJid("jid")))
                .containsExactly(SHOP, Jid.phone("15550001001"));
        server.answer(Node.of("business_profile"));
        assertThat(asked.toCompletableFuture()).isCompletedWithValue(List.of());
    }

    @Test
    void changesTheProfile() {
        var changed = business.edit(new ProfileEdit(null, "We sell.", null, null, null, null, null));
        Node request = server.nextRequest();
        assertThat(request.attr("type")).isEqualTo("set");
        assertThat(request.requireChild("business_profile").attr("mutation_type"))
                .isEqualTo("delta");
        assertThat(changed.toCompletableFuture()).isNotDone();
        server.answer();
        assertThat(changed.toCompletableFuture()).isCompleted();
    }

    @Test
    void takesTheCoverAway() {
        business.removeCover("77");
        assertThat(server.nextRequest().requireChild("business_profile").children())
                .containsExactly(node("cover_photo", "op", "delete", "id", "77").build());
    }

    @Test
    void uploadsNoCoverThatIsNoPicture() {
        assertThatThrownBy(() -> business.setCover(new byte[100])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> business.setCover(new byte[] {(byte) 0xff, (byte) 0xd8}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void asksForTheNameOfTheUserAndNotOfADevice() {
        var asked = business.verifiedName(Jid.parse("15550001000:7@s.whatsapp.net"));
        assertThat(server.nextRequest().requireChild("verified_name").jid("jid"))
                .isEqualTo(SHOP);
        server.answer();
        assertThat(asked.toCompletableFuture()).isCompletedWithValue(null);
    }

    @ParameterizedTest
    @CsvSource({
        "401,business-not-allowed",
        "403,business-not-allowed",
        "404,business-unknown",
        "405,business-not-allowed",
        "406,business-not-acceptable"
    })
    void refusalsHaveACodeOfTheirOwn(int serverCode, String code) {
        var asked = business.profiles(List.of(SHOP));
        server.fail(new ServerErrorException(serverCode, "refused", null));
        assertThat(failure(asked)).isInstanceOfSatisfying(BusinessException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.isRetryable()).isFalse();
        });
    }

    @Test
    void otherFailuresStayWhatTheyAre() {
        var first = business.profiles(List.of(SHOP));
        server.fail(new ServerErrorException(503, "busy", null));
        assertThat(failure(first)).isInstanceOf(ServerErrorException.class);
        var second = business.profiles(List.of(SHOP));
        server.fail(new RequestTimeoutException("no answer"));
        assertThat(failure(second)).isInstanceOf(RequestTimeoutException.class);
    }

    @Test
    void tellsOfNames() {
        byte[] certificate = {10, 6, 34, 4, 'S', 'h', 'o', 'p'};
        tell(Node.builder("verified_name")
                .attr("jid", SHOP)
                .attr("verified_level", "low")
                .bytes(certificate)
                .build());
        tell(node("verified_name", "hash", "abcd").build());
        tell(Node.builder("remove").attr("jid", SHOP).build());
        tell(node("remove", "hash", "abcd").build());
        assertThat(server.events(BusinessNameChanged.class))
                .containsExactly(
                        new BusinessNameChanged(SHOP, null, "Shop", "low", true, TIME),
                        new BusinessNameChanged(null, "abcd", null, null, true, TIME),
                        new BusinessNameChanged(SHOP, null, null, null, false, TIME),
                        new BusinessNameChanged(null, "abcd", null, null, false, TIME));
    }

    @Test
    void tellsOfProfiles() {
        tell(Node.of("profile"));
        tell(node("profile", "hash", "abcd").build());
        assertThat(server.events(BusinessProfileChanged.class))
                .containsExactly(
                        new BusinessProfileChanged(SHOP, null, TIME), new BusinessProfileChanged(null, "abcd", TIME));
    }

    @Test
    void tellsOfCatalogues() {
        Node collection = node("collection", "id", "8")
                .child(Node.of(
                        "status_info",
                        leaf("status", "REJECTED"),
                        leaf("reject_reason", "spam"),
                        leaf("commerce_url", "https://example.com/rules")))
                .build();
        tell(Node.of(
                "product_catalog",
                Node.of("product", leaf("id", "1")),
                Node.of("product", leaf("id", "2")),
                Node.of("product"),
                collection));
        tell(Node.of("product_catalog"));
        assertThat(server.events(BusinessCatalogChanged.class))
                .containsExactly(new BusinessCatalogChanged(
                        SHOP,
                        List.of("1", "2"),
                        List.of(new BusinessCatalogChanged.CollectionReview(
                                "8", "REJECTED", "spam", "https://example.com/rules")),
                        TIME));
    }

    @Test
    void tellsWhatIsPaidFor() {
        tell(
                Node.of(
                        "subscriptions",
                        node("subscription", "id", "1", "status", "active").build()),
                Node.of(
                        "feature_flags",
                        node("feature_flag", "name", "x", "limit", "5").build()));
        assertThat(server.events(BusinessFeaturesChanged.class))
                .containsExactly(
                        new BusinessFeaturesChanged(List.of(Map.of("id", "1", "status", "active")), List.of(), TIME),
                        new BusinessFeaturesChanged(List.of(), List.of(Map.of("name", "x", "limit", "5")), TIME));
    }

    @Test
    void leavesOutWhatIsNew() {
        tell(Node.of("something_new"));
        tell();
        assertThat(server.events).isEmpty();
    }
}
