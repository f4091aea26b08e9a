package org.camelwhatsapp.engine.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.CRITICAL_BLOCK;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR_LOW;

import java.util.Map;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.appstate.AppStateBench;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.event.SettingChanged;
import org.camelwhatsapp.engine.session.CredentialsCodec;
import org.camelwhatsapp.proto.SyncActionValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The account's settings: where each stands, which texts it takes, and what other devices set. */
class SettingFeatureTest {
    private final AppStateBench bench = new AppStateBench();
    private final SettingFeature settings = new SettingFeature(bench.session(), bench.appState);

    SettingFeatureTest() {
        bench.online();
    }

    static Stream<Arguments> all() {
        SyncActionValue.Builder name = SyncActionValue.newBuilder();
        name.getPushNameSettingBuilder().setName("Camel Shop");
        SyncActionValue.Builder locale = SyncActionValue.newBuilder();
        locale.getLocaleSettingBuilder().setLocale("pt_BR");
        SyncActionValue.Builder unarchive = SyncActionValue.newBuilder();
        unarchive.getUnarchiveChatsSettingBuilder().setUnarchiveChats(true);
        SyncActionValue.Builder hours = SyncActionValue.newBuilder();
        hours.getTimeFormatActionBuilder().setIsTwentyFourHourFormatEnabled(false);
        SyncActionValue.Builder previews = SyncActionValue.newBuilder();
        previews.getPrivacySettingDisableLinkPreviewsActionBuilder().setIsPreviewsDisabled(true);
        return Stream.of(
                Arguments.of("pushName", "Camel Shop", CRITICAL_BLOCK, 1, "setting_pushName", name),
                Arguments.of("locale", "pt_BR", CRITICAL_BLOCK, 3, "setting_locale", locale),
                Arguments.of("unarchiveChats", "true", REGULAR_LOW, 4, "setting_unarchiveChats", unarchive),
                Arguments.of("twentyFourHours", "false", REGULAR_LOW, 7, "time_format", hours),
                Arguments.of("disableLinkPreviews", "true", REGULAR, 8, "setting_disableLinkPreviews", previews));
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachSettingHasItsPlace(
            String name,
            String text,
            AppStateCollection place,
            int version,
            String action,
            SyncActionValue.Builder value) {
        assertThat(bench.oneUpload(() -> settings.set(name, text)))
                .isEqualTo(bench.expected(place, version, value, action));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatAnotherDeviceSetsIsToldByItsName(
            String name,
            String text,
            AppStateCollection place,
            int version,
            String action,
            SyncActionValue.Builder value) {
        assertThat(bench.others(SettingChanged.class, AppStateChange.set(place, version, value, action)))
                .containsExactly(new SettingChanged(name, text, bench.server.loop.now()));
    }

    @Test
    void listsThoseThatWereMadeAndNoOthers() {
        bench.call(() -> settings.set("locale", "de_DE")).join();
        bench.call(() -> settings.set("twentyFourHours", "true")).join();
        bench.call(() -> settings.set("twentyFourHours", "false")).join();
        assertThat(bench.call(settings::all).join()).isEqualTo(Map.of("locale", "de_DE", "twentyFourHours", "false"));
    }

    @Test
    void theOwnNameIsKeptForTheNextLogin() {
        bench.call(() -> settings.set("pushName", "Camel Shop")).join();
        byte[] kept = bench.server.memory.rows("credentials").get("self");
        assertThat(CredentialsCodec.decode(kept).requireAccount().pushName()).isEqualTo("Camel Shop");
    }

    @Test
    void aNameThatIsKnownIsNotWrittenAgain() {
        bench.call(() -> settings.set("pushName", "Camel Shop")).join();
        bench.server.memory.rows("credentials").clear();
        bench.call(() -> settings.set("pushName", "Camel Shop")).join();
        assertThat(bench.server.memory.rows("credentials")).isEmpty();
    }

    @Test
    void anEmptyNameOfAnotherDeviceIsToldButNotKept() {
        bench.call(() -> settings.set("pushName", "Camel Shop")).join();
        AppStateChange empty = AppStateChange.set(CRITICAL_BLOCK, 1, SyncActionValue.newBuilder(), "setting_pushName");
        assertThat(bench.others(SettingChanged.class, empty))
                .extracting(SettingChanged::value)
                .containsExactly("");
        assertThat(bench.server.credentials.requireAccount().pushName()).isEqualTo("Camel Shop");
    }

    @Test
    void aNameOfAHundredCharactersIsTheLongest() {
        assertThat(bench.oneUpload(() -> settings.set("pushName", "x".repeat(100)))
                        .value()
                        .getPushNameSetting()
                        .getName())
                .hasSize(100);
        assertThat(AppStateBench.failure(bench.call(() -> settings.set("pushName", "x".repeat(101)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value: expected 1 to 100 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesABlankName(String name) {
        assertThatThrownBy(() -> settings.set("pushName", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value: expected 1 to 100 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "1", "yes", " true"})
    void aSwitchTakesTwoWordsAndNoOthers(String text) {
        assertThatThrownBy(() -> settings.set("unarchiveChats", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value: expected true or false");
    }

    @Test
    void anUnknownSettingIsAnsweredWithAllNames() {
        assertThatThrownBy(() -> settings.set("colour", "red"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "name: expected one of [pushName, locale, unarchiveChats, twentyFourHours, disableLinkPreviews]");
    }
}
