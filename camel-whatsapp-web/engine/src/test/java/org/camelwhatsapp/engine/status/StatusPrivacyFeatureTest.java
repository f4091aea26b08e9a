package org.camelwhatsapp.engine.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR_HIGH;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.appstate.AppStateBench;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.event.AppStateChanged;
import org.camelwhatsapp.engine.event.StatusPrivacyChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.status.StatusPrivacy.Mode;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncActionValue.StatusPrivacyAction.StatusDistributionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who sees status posts, as devices tell each other. */
class StatusPrivacyFeatureTest {
    private static final Jid ANNA = Jid.phone("15550001111");
    private static final Jid ANNA_LID = Jid.lid("888001");

    private final AppStateBench bench = new AppStateBench();
    private final StatusPrivacyFeature feature = new StatusPrivacyFeature(bench.appState, bench.audience);

    StatusPrivacyFeatureTest() {
        bench.online();
    }

    private static SyncActionValue.Builder value(StatusDistributionMode mode, Jid... users) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getStatusPrivacyBuilder().setMode(mode);
        for (Jid user : users) {
            value.getStatusPrivacyBuilder().addUserJid(user.toString());
        }
        return value;
    }

    private static AppStateChange change(SyncActionValue.Builder value) {
        return AppStateChange.set(REGULAR_HIGH, 7, value, "status_privacy");
    }

    @Test
    void everybodyIsAModeWithoutUsers() {
        assertThat(bench.oneUpload(() -> feature.set(new StatusPrivacy(Mode.CONTACTS, List.of()))))
                .isEqualTo(bench.expected(REGULAR_HIGH, 7, value(StatusDistributionMode.CONTACTS), "status_privacy"));
    }

    /** The two lists go by their canonical addresses, without oneself. */
    @ParameterizedTest
    @CsvSource({"CONTACTS_EXCEPT,DENY_LIST", "ONLY_WITH,ALLOW_LIST"})
    void aListIsUploadedByLid(Mode mode, StatusDistributionMode wire) {
        bench.pair(ANNA, ANNA_LID);
        StatusPrivacy privacy = new StatusPrivacy(mode, List.of(ANNA, AppStateBench.NUMBER));
        assertThat(bench.oneUpload(() -> feature.set(privacy)))
                .isEqualTo(bench.expected(REGULAR_HIGH, 7, value(wire, ANNA_LID), "status_privacy"));
    }

    @Test
    void usersBesideEverybodyMakeNoSense() {
        assertThatThrownBy(() -> feature.set(new StatusPrivacy(Mode.CONTACTS, List.of(ANNA))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("users: expected none");
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = "CONTACTS", mode = EnumSource.Mode.EXCLUDE)
    void aListNeedsSomebody(Mode mode) {
        assertThatThrownBy(() -> feature.set(new StatusPrivacy(mode, List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("users: expected at least one");
    }

    /** Users beside everybody are left out; a device of a user is the user. */
    @ParameterizedTest
    @CsvSource({"CONTACTS,CONTACTS,0", "DENY_LIST,CONTACTS_EXCEPT,1", "ALLOW_LIST,ONLY_WITH,1"})
    void whatAnotherDeviceChoosesIsTold(StatusDistributionMode wire, Mode mode, int users) {
        assertThat(bench.others(StatusPrivacyChanged.class, change(value(wire, ANNA.withDevice(2)))))
                .containsExactly(new StatusPrivacyChanged(
                        new StatusPrivacy(mode, List.of(ANNA).subList(0, users)), bench.server.loop.now()));
    }

    @ParameterizedTest
    @EnumSource(
            value = StatusDistributionMode.class,
            names = {"CLOSE_FRIENDS", "CUSTOM_LIST"})
    void aListThatOnlyAPhoneCanReadIsToldAsAnUnknownAction(StatusDistributionMode wire) {
        assertThat(bench.others(AppStateChanged.class, change(value(wire)))).hasSize(1);
        assertThat(bench.server.events(StatusPrivacyChanged.class)).isEmpty();
    }

    @Test
    void aRemovedChoiceIsNoChoice() {
        AppStateChange removal = AppStateChange.remove(REGULAR_HIGH, 7, "status_privacy");
        assertThat(bench.others(AppStateChanged.class, removal)).hasSize(1);
        assertThat(bench.server.events(StatusPrivacyChanged.class)).isEmpty();
    }

    @Test
    void whatDevicesShareComesBeforeWhatTheServerSays() {
        bench.others(StatusPrivacyChanged.class, change(value(StatusDistributionMode.DENY_LIST, ANNA)));
        CompletableFuture<StatusPrivacy> found = bench.server.call(feature::get);
        assertThat(bench.server.requests).isEmpty();
        assertThat(found.join()).isEqualTo(new StatusPrivacy(Mode.CONTACTS_EXCEPT, List.of(ANNA)));
    }

    private static Node list(String type, boolean used, Jid... users) {
        Node.Builder list = Node.builder("list").attr("type", type).attr("default", used ? "true" : null);
        for (Jid user : users) {
            list.child(Node.builder("user").attr("jid", user).build());
        }
        return list.build();
    }

    private StatusPrivacy ofServer(Node... lists) {
        CompletableFuture<StatusPrivacy> found = bench.server.call(feature::get);
        assertThat(bench.server.nextRequest().attr("xmlns")).isEqualTo("status");
        bench.server.answer(Node.of("privacy", lists));
        return found.join();
    }

    @Test
    void theServersListInUseCounts() {
        assertThat(ofServer(list("contacts", false), list("blacklist", false, ANNA), list("whitelist", true, ANNA)))
                .isEqualTo(new StatusPrivacy(Mode.ONLY_WITH, List.of(ANNA)));
    }

    @Test
    void anOnlyListIsInUse() {
        assertThat(ofServer(list("blacklist", false, ANNA)))
                .isEqualTo(new StatusPrivacy(Mode.CONTACTS_EXCEPT, List.of(ANNA)));
    }

    @Test
    void whereNoListIsInUseContactsSeeIt() {
        assertThat(ofServer(list("blacklist", false, ANNA), list("whitelist", false, ANNA)))
                .isEqualTo(StatusPrivacy.DEFAULT);
    }

    @Test
    void anAccountThatNeverChoseSharesWithContacts() {
        CompletableFuture<StatusPrivacy> found = bench.server.call(feature::get);
        bench.server.refuse(404);
        assertThat(found.join()).isEqualTo(StatusPrivacy.DEFAULT);
    }
}
