package org.camelwhatsapp.engine.setting;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.proto.SyncActionValue;

/** The settings that are known. Source: docs/protocol.md, "App state". */
enum Setting {
    PUSH_NAME(
            "pushName",
            new Place("setting_pushName", AppStateCollection.CRITICAL_BLOCK, 1),
            value -> value.getPushNameSetting().getName(),
            (value, text) -> value.getPushNameSettingBuilder().setName(name(text))),
    LOCALE(
            "locale",
            new Place("setting_locale", AppStateCollection.CRITICAL_BLOCK, 3),
            value -> value.getLocaleSetting().getLocale(),
            (value, text) -> value.getLocaleSettingBuilder().setLocale(name(text))),
    UNARCHIVE_CHATS(
            "unarchiveChats",
            new Place("setting_unarchiveChats", AppStateCollection.REGULAR_LOW, 4),
            value -> Boolean.toString(value.getUnarchiveChatsSetting().getUnarchiveChats()),
            (value, text) -> value.getUnarchiveChatsSettingBuilder().setUnarchiveChats(bool(text))),
    TWENTY_FOUR_HOURS(
            "twentyFourHours",
            new Place("time_format", AppStateCollection.REGULAR_LOW, 7),
            value -> Boolean.toString(value.getTimeFormatAction().getIsTwentyFourHourFormatEnabled()),
            (value, text) -> value.getTimeFormatActionBuilder().setIsTwentyFourHourFormatEnabled(bool(text))),
    DISABLE_LINK_PREVIEWS(
            "disableLinkPreviews",
            new Place("setting_disableLinkPreviews", AppStateCollection.REGULAR, 8),
            value -> Boolean.toString(
                    value.getPrivacySettingDisableLinkPreviewsAction().getIsPreviewsDisabled()),
            (value, text) ->
                    value.getPrivacySettingDisableLinkPreviewsActionBuilder().setIsPreviewsDisabled(bool(text)));

    private static final int MAX_LENGTH = 100;

    private record Place(String action, AppStateCollection collection, int version) {}

    private final String publicName;
    private final Place place;
    private final Function<SyncActionValue, String> reader;
    private final BiConsumer<SyncActionValue.Builder, String> writer;

    Setting(
            String publicName,
            Place place,
            Function<SyncActionValue, String> reader,
            BiConsumer<SyncActionValue.Builder, String> writer) {
        this.publicName = publicName;
        this.place = place;
        this.reader = reader;
        this.writer = writer;
    }

    private static String name(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("value: expected 1 to " + MAX_LENGTH + " characters");
        }
        return text;
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("value: expected true or false");
        }
        return text.equals("true");
    }

    /** @throws IllegalArgumentException if there is none of this name */
    static Setting of(String publicName) {
        return Arrays.stream(values())
                .filter(setting -> setting.publicName.equals(publicName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("name: expected one of "
                        + Arrays.stream(values()).map(Setting::publicName).toList()));
    }

    String publicName() {
        return publicName;
    }

    String action() {
        return place.action;
    }

    AppStateCollection collection() {
        return place.collection;
    }

    int version() {
        return place.version;
    }

    String read(SyncActionValue value) {
        return reader.apply(value);
    }

    SyncActionValue.Builder write(String text) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        writer.accept(value, text);
        return value;
    }
}
