package org.camelwhatsapp.engine.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.business.Trees.leaf;
import static org.camelwhatsapp.engine.business.Trees.node;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.camelwhatsapp.engine.business.BusinessHours.Day;
import org.camelwhatsapp.engine.business.BusinessHours.Mode;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

/** Profiles as they stand on the wire. */
class ProfileNodesTest {
    private static final Jid SHOP = Jid.phone("15550001000");

    private static Node answer(Node... parts) {
        Node.Builder profile = Node.builder("profile").attr("jid", SHOP).attr("tag", "17");
        for (Node part : parts) {
            profile.child(part);
        }
        return Node.of("iq", Node.of("business_profile", profile.build()));
    }

    private static BusinessProfile read(Node... parts) {
        return ProfileNodes.read(answer(parts)).get(0);
    }

    private static Node hours(Node... days) {
        Node.Builder hours = node("business_hours", "timezone", "Europe/Berlin");
        for (Node day : days) {
            hours.child(day);
        }
        return hours.build();
    }

    private static Node day(String day, String mode, String... more) {
        Node.Builder config = node("business_hours_config", more);
        return config.attr("day_of_week", day).attr("mode", mode).build();
    }

    @Test
    void readsEverythingThatIsTold() {
        BusinessProfile profile = read(
                leaf("address", "Main Street 1"),
                leaf("description", "We sell."),
                leaf("email", "shop@example.com"),
                leaf("website", "https://example.com/a"),
                leaf("website", "https://example.com/b"),
                leaf("latitude", "52.5"),
                leaf("longitude", "-13.25"),
                Node.of(
                        "categories",
                        node("category", "id", "1002").text("Clothing store").build()),
                hours(
                        day("mon", "specific_hours", "open_time", "540", "close_time", "1080"),
                        day("sun", "appointment_only")),
                Node.of("profile_options", leaf("cart_enabled", "true")));
        assertThat(profile)
                .isEqualTo(new BusinessProfile(
                        SHOP,
                        "17",
                        "Main Street 1",
                        "We sell.",
                        "shop@example.com",
                        List.of("https://example.com/a", "https://example.com/b"),
                        52.5,
                        -13.25,
                        List.of(new BusinessCategory("1002", "Clothing store")),
                        new BusinessHours(
                                "Europe/Berlin",
                                List.of(
                                        new Day(DayOfWeek.MONDAY, Mode.SPECIFIC_HOURS, 540, 1_080),
                                        new Day(DayOfWeek.SUNDAY, Mode.APPOINTMENT_ONLY, null, null))),
                        Map.of("cart_enabled", "true")));
    }

    @Test
    void leavesOutWhatIsMissingOrCannotBeRead() {
        BusinessProfile profile = read(
                leaf("address", ""),
                Node.of("website"),
                leaf("latitude", "north"),
                leaf("longitude", "NaN"),
                hours(
                        day("noday", "open_24h"),
                        day("tue", "whenever"),
                        day("wed", "specific_hours"),
                        day("thu", "specific_hours", "open_time", "-5", "close_time", "9000"),
                        day("fri", "open_24h")));
        assertThat(profile.address()).isNull();
        assertThat(profile.websites()).isEmpty();
        assertThat(profile.latitude()).isNull();
        assertThat(profile.longitude()).isNull();
        assertThat(profile.hours())
                .isEqualTo(new BusinessHours(
                        "Europe/Berlin", List.of(new Day(DayOfWeek.FRIDAY, Mode.OPEN_24H, null, null))));
        assertThat(profile.categories()).isEmpty();
        assertThat(profile.options()).isEmpty();
    }

    @Test
    void findsNoProfileWhereThereIsNone() {
        assertThat(ProfileNodes.read(Node.of("iq"))).isEmpty();
        assertThat(ProfileNodes.read(Node.of("iq", Node.of("business_profile"))))
                .isEmpty();
        Node nameless = Node.of("iq", Node.of("business_profile", Node.of("profile")));
        assertThatThrownBy(() -> ProfileNodes.read(nameless)).isInstanceOf(MalformedNodeException.class);
    }

    @Test
    void keepsABoundedNumberOfOptions() {
        Node.Builder options = Node.builder("profile_options");
        for (int i = 0; i < 100; i++) {
            options.child(leaf("option" + i, "on"));
        }
        assertThat(read(options.build()).options()).hasSize(64);
    }

    @Test
    void writesOnlyWhatChanges() {
        ProfileEdit edit = new ProfileEdit(null, "We sell.", null, null, null, null, null);
        assertThat(ProfileNodes.edit(edit))
                .isEqualTo(node("business_profile", "v", "3", "mutation_type", "delta")
                        .child(leaf("description", "We sell."))
                        .build());
    }

    @Test
    void writesEverythingThatCanChange() {
        ProfileEdit edit = new ProfileEdit(
                "Main Street 1",
                "We sell.",
                "shop@example.com",
                List.of("https://example.com"),
                new ProfileEdit.Place(52.5, -13.25),
                List.of("1002"),
                new BusinessHours(
                        "Europe/Berlin",
                        List.of(
                                new Day(DayOfWeek.MONDAY, Mode.SPECIFIC_HOURS, 540, 1_080),
                                new Day(DayOfWeek.SUNDAY, Mode.OPEN_24H, null, null))));
        assertThat(ProfileNodes.edit(edit).children())
                .containsExactlyInAnyOrder(
                        leaf("address", "Main Street 1"),
                        leaf("description", "We sell."),
                        leaf("email", "shop@example.com"),
                        leaf("website", "https://example.com"),
                        leaf("latitude", "52.5"),
                        leaf("longitude", "-13.25"),
                        Node.of("categories", node("category", "id", "1002").build()),
                        hours(
                                node("business_hours_config", "day_of_week", "mon", "mode", "specific_hours")
                                        .attr("open_time", "540")
                                        .attr("close_time", "1080")
                                        .build(),
                                node("business_hours_config", "day_of_week", "sun", "mode", "open_24h")
                                        .build()));
    }

    @Test
    void takesAwayWhatIsEmpty() {
        ProfileEdit edit = new ProfileEdit("", null, null, List.of(), null, null, null);
        assertThat(ProfileNodes.edit(edit).children()).containsExactly(Node.of("address"), Node.of("website"));
    }

    @Test
    void refusesWhatNoProfileCanHold() {
        assertThatThrownBy(() -> new ProfileEdit(null, null, null, List.of("a", "b", "c"), null, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProfileEdit.Place(91, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProfileEdit.Place(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Day(DayOfWeek.MONDAY, Mode.SPECIFIC_HOURS, 0, 1_441))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Day(DayOfWeek.MONDAY, Mode.SPECIFIC_HOURS, 0, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Day(DayOfWeek.MONDAY, Mode.OPEN_24H, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void hoursThatAreWrittenAreReadAsTheyWere(
            @ForAll DayOfWeek weekday,
            @ForAll @IntRange(max = 1_440) int open,
            @ForAll @IntRange(max = 1_440) int close) {
        BusinessHours hours = new BusinessHours(
                "UTC",
                List.of(
                        new Day(weekday, Mode.SPECIFIC_HOURS, open, close),
                        new Day(weekday, Mode.APPOINTMENT_ONLY, null, null)));
        Node written = ProfileNodes.edit(new ProfileEdit(null, null, null, null, null, null, hours))
                .requireChild("business_hours");
        assertThat(read(written).hours()).isEqualTo(hours);
    }
}
