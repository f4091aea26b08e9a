package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.camelwhatsapp.engine.appstate.AppStateFeature;
import org.camelwhatsapp.engine.appstate.SyncResult;
import org.camelwhatsapp.engine.contactbook.ContactBookFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.setting.SettingFeature;
import org.jspecify.annotations.Nullable;

/** The address book and the settings that the devices of the account share. */
final class SettingOperations implements OperationGroup {
    private static final String[] FAILURES = {"app-state-missing-key", "server-409"};

    record Contact(
            @JsonPropertyDescription("The user.") Jid user,

            @JsonPropertyDescription("The name that is shown.")
            String fullName,

            @Nullable @JsonPropertyDescription("The short form; the first word of the name unless given.")
            String firstName) {}

    record User(@JsonPropertyDescription("The user.") Jid user) {}

    record Setting(
            @JsonPropertyDescription("Which: pushName, locale, unarchiveChats, twentyFourHours or disableLinkPreviews.")
            String name,

            @JsonPropertyDescription("The value; true or false where it is one of two.")
            String value) {}

    record Sync(
            @JsonPropertyDescription("Whether all of it is asked for anew, not only what changed.")
            boolean full) {}

    record Name(
            @JsonPropertyDescription("The name that others see.")
            String text) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("contact.save", Contact.class)
                        .describedAs("Adds a user to the account's address book, or changes the name.")
                        .fails(FAILURES)
                        .serves("DG-076")
                        .performs((client, q) -> client.with(
                                ContactBookFeature.class, book -> book.save(q.user(), q.fullName(), q.firstName()))),
                Operation.named("contact.remove", User.class)
                        .describedAs("Removes a user from the account's address book.")
                        .body("user")
                        .fails(FAILURES)
                        .serves("DG-077")
                        .performs((client, q) -> client.with(ContactBookFeature.class, book -> book.remove(q.user()))),
                Operation.named("setting.list", NoFields.class)
                        .describedAs("Tells the settings that the account has made.")
                        .answersMapOf(String.class)
                        .performs((client, q) -> client.with(SettingFeature.class, SettingFeature::all)),
                Operation.named("setting.set", Setting.class)
                        .describedAs("Changes a setting on all devices of the account.")
                        .fails(FAILURES)
                        .performs((client, q) ->
                                client.with(SettingFeature.class, settings -> settings.set(q.name(), q.value()))),
                Operation.named("profile.setName", Name.class)
                        .describedAs("Changes the name that others see.")
                        .body("text")
                        .fails(FAILURES)
                        .serves("DG-074")
                        .performs((client, q) ->
                                client.with(SettingFeature.class, settings -> settings.set("pushName", q.text()))),
                Operation.named("session.sync", Sync.class)
                        .describedAs("Brings chats' settings, contacts, labels and other shared things up to date,"
                                + " those that were given up too, and tells how each part came out of it.")
                        .answersListOf(SyncResult.class)
                        .serves("DG-041", "DG-125")
                        .performs((client, q) -> client.with(AppStateFeature.class, state -> state.sync(q.full()))));
    }
}
