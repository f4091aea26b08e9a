package org.camelwhatsapp.engine.contactbook;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.appstate.AppStateAction;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppStateFeature;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.UserFeature;
import org.camelwhatsapp.engine.event.ContactChanged;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncActionValue.ContactAction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the account's address book: names that people gave to others. Each change completes when the server has it and
 * fails as {@link AppStateFeature#change} says. Mailbox only. Source: docs/protocol.md, "App state".
 */
public final class ContactBookFeature implements Feature {
    private static final String CONTACT = "contact";
    private static final String LID_CONTACT = "lid_contact";
    private static final String NUMBER_OF_LID = "pnForLidChat";
    private static final int VERSION = 2;

    private final AppStateFeature appState;
    private final UserFeature users;
    private final AddressBook addresses;
    private final ArchiveRecorder archive;

    public ContactBookFeature(
            AppStateFeature appState, UserFeature users, AddressBook addresses, ArchiveRecorder archive) {
        this.users = users;
        this.appState = appState;
        this.addresses = addresses;
        this.archive = archive;
        appState.on(CONTACT, this::changed);
        appState.on(LID_CONTACT, this::lidChanged);
        appState.on(NUMBER_OF_LID, this::numberKnown);
    }

    private Event changed(AppStateAction action, StoreTransaction transaction) {
        ContactAction contact = action.value().getContactAction();
        Jid user = Jid.parse(action.part(1));
        if (action.set()) {
            addresses.learn(user, jid(user.isLid() ? contact.getPnJid() : contact.getLidJid()), transaction);
        }
        return named(user, action, contact.getFullName(), contact.getFirstName(), transaction);
    }

    private Event lidChanged(AppStateAction action, StoreTransaction transaction) {
        SyncActionValue.LidContactAction contact = action.value().getLidContactAction();
        Jid user = Jid.parse(action.part(1));
        return named(user, action, contact.getFullName(), contact.getFirstName(), transaction);
    }

    private Event named(Jid user, AppStateAction action, String full, String first, StoreTransaction transaction) {
        boolean removed = !action.set();
        String name = full.isEmpty() ? first : full;
        archive.addressBookName(user, removed ? "" : name, transaction);
        return new ContactChanged(
                user,
                removed,
                removed || full.isEmpty() ? null : full,
                removed || first.isEmpty() ? null : first,
                action.timestamp());
    }

    /** Only teaches which number and which LID are one user. */
    private @Nullable Event numberKnown(AppStateAction action, StoreTransaction transaction) {
        addresses.learn(
                Jid.parse(action.part(1)),
                jid(action.value().getPnForLidChatAction().getPnJid()),
                transaction);
        return null;
    }

    private static @Nullable Jid jid(String text) {
        return text.isEmpty() ? null : Jid.parse(text);
    }

    /**
     * Adds a user, or changes the name.
     *
     * @param fullName what is shown
     * @param firstName the short form, or null for the first word
     */
    public CompletionStage<Void> save(Jid user, String fullName, @Nullable String firstName) {
        Jid known = user.toUser();
        return users.alternate(known).thenCompose(other -> {
            ContactAction.Builder contact = ContactAction.newBuilder()
                    .setFullName(fullName)
                    .setFirstName(firstName == null ? firstWord(fullName) : firstName)
                    .setSaveOnPrimaryAddressbook(true);
            if (other != null && other.isLid()) {
                contact.setLidJid(other.toString());
            } else if (other != null) {
                contact.setPnJid(other.toString());
            }
            return appState.change(List.of(AppStateChange.set(
                    AppStateCollection.CRITICAL_UNBLOCK_LOW,
                    VERSION,
                    SyncActionValue.newBuilder().setContactAction(contact),
                    CONTACT,
                    known.toString())));
        });
    }

    private static String firstWord(String name) {
        String trimmed = name.trim();
        int blank = trimmed.indexOf(' ');
        return blank < 0 ? trimmed : trimmed.substring(0, blank);
    }

    /** Removes a user from the address book. */
    public CompletionStage<Void> remove(Jid user) {
        return appState.change(List.of(AppStateChange.remove(
                AppStateCollection.CRITICAL_UNBLOCK_LOW,
                VERSION,
                CONTACT,
                user.toUser().toString())));
    }
}
