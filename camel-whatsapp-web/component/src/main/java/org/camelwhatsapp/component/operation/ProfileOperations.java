package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;
import java.util.List;
import org.camelwhatsapp.engine.contact.PictureFeature;
import org.camelwhatsapp.engine.contact.UserFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.privacy.BlocklistFeature;
import org.camelwhatsapp.engine.privacy.PrivacyFeature;
import org.camelwhatsapp.engine.privacy.PrivacyListFeature;
import org.camelwhatsapp.engine.restriction.AccountRestriction;
import org.camelwhatsapp.engine.restriction.RestrictionFeature;

/** What the account shows, and to whom. */
final class ProfileOperations implements OperationGroup {
    private static final int MAX_PICTURE = 5 * 1024 * 1024;

    record About(
            @JsonPropertyDescription("The text about oneself, at most 139 characters; empty for none.")
            String text) {}

    record OwnPicture(
            @JsonPropertyDescription("A square JPEG, at best 640 by 640 pixels, at most 5 MiB.")
            FileInput file) {}

    record GroupPicture(
            @JsonPropertyDescription("The group.") Jid chat,

            @JsonPropertyDescription("A square JPEG, at best 640 by 640 pixels, at most 5 MiB.")
            FileInput file) {}

    record Group(@JsonPropertyDescription("The group.") Jid chat) {}

    record Setting(
            @JsonPropertyDescription(
                    "The server's name: last, online, profile, status, readreceipts, groupadd, calladd, messages.")
            String name,

            @JsonPropertyDescription(
                    "The value, such as all, contacts, contact_blacklist, none, match_last_seen, known.")
            String value) {}

    record Name(
            @JsonPropertyDescription("The setting: last, profile, status, groupadd.")
            String name) {}

    record Excluded(
            @JsonPropertyDescription("The setting: last, profile, status, groupadd.")
            String name,

            @JsonPropertyDescription("The contacts.") List<Jid> users) {}

    record User(@JsonPropertyDescription("The user.") Jid user) {}

    record Timer(
            @JsonPropertyDescription("86400, 604800 or 7776000 seconds; 0 for none.")
            Duration duration) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("profile.setAbout", About.class)
                        .describedAs("Changes the text about oneself.")
                        .body("text")
                        .serves("DG-079")
                        .performs((client, q) -> client.with(UserFeature.class, users -> users.setAbout(q.text()))),
                Operation.named("profile.setPicture", OwnPicture.class)
                        .describedAs("Changes one's own picture. The answer is the picture's id.")
                        .body("file")
                        .answers(String.class)
                        .fails("server-406")
                        .serves("DG-085")
                        .performs((client, q) -> client.with(
                                PictureFeature.class,
                                pictures -> pictures.set(null, q.file().bytes(MAX_PICTURE)))),
                Operation.named("profile.removePicture", NoFields.class)
                        .describedAs("Takes one's own picture away.")
                        .serves("DG-086")
                        .performs((client, q) -> client.with(PictureFeature.class, pictures -> pictures.remove(null))),
                Operation.named("group.setPicture", GroupPicture.class)
                        .describedAs("Changes a group's picture. The answer is the picture's id.")
                        .body("file")
                        .answers(String.class)
                        .fails("server-401", "server-403", "server-406")
                        .serves("CH-71", "DG-138")
                        .performs((client, q) -> client.with(
                                PictureFeature.class,
                                pictures -> pictures.set(q.chat(), q.file().bytes(MAX_PICTURE)))),
                Operation.named("group.removePicture", Group.class)
                        .describedAs("Takes a group's picture away.")
                        .fails("server-401", "server-403")
                        .serves("DG-134")
                        .performs((client, q) ->
                                client.with(PictureFeature.class, pictures -> pictures.remove(q.chat()))),
                Operation.named("session.restrictions", NoFields.class)
                        .describedAs("Asks what the service keeps the account from: writing to strangers, new chats.")
                        .answersListOf(AccountRestriction.class)
                        .fails("mex-N", "mex-malformed")
                        .performs((client, q) -> client.with(RestrictionFeature.class, RestrictionFeature::ask)),
                Operation.named("privacy.get", NoFields.class)
                        .describedAs("Tells the privacy settings by the server's names.")
                        .answersMapOf(String.class)
                        .serves("DG-073", "DG-176")
                        .performs((client, q) -> client.with(PrivacyFeature.class, PrivacyFeature::settings)),
                Operation.named("privacy.set", Setting.class)
                        .describedAs("Changes one privacy setting.")
                        .fails("server-400")
                        .serves("DG-177")
                        .performs((client, q) ->
                                client.with(PrivacyFeature.class, privacy -> privacy.set(q.name(), q.value()))),
                Operation.named("privacy.excluded", Name.class)
                        .describedAs("Tells who is left out although contacts may see something.")
                        .body("name")
                        .answersListOf(Jid.class)
                        .performs((client, q) -> client.with(PrivacyListFeature.class, lists -> lists.list(q.name()))),
                Operation.named("privacy.exclude", Excluded.class)
                        .describedAs("Leaves contacts out of a setting, which becomes contact_blacklist.")
                        .body("users")
                        .fails("server-400", "server-409")
                        .performs((client, q) ->
                                client.with(PrivacyListFeature.class, lists -> lists.add(q.name(), q.users()))),
                Operation.named("privacy.include", Excluded.class)
                        .describedAs("Leaves contacts out of a setting no longer.")
                        .body("users")
                        .fails("server-400", "server-409")
                        .performs((client, q) ->
                                client.with(PrivacyListFeature.class, lists -> lists.remove(q.name(), q.users()))),
                Operation.named("privacy.setDisappearing", Timer.class)
                        .describedAs("Says which timer new chats get.")
                        .body("duration")
                        .serves("DG-178")
                        .performs((client, q) ->
                                client.with(PrivacyFeature.class, privacy -> privacy.setDisappearing(q.duration()))),
                Operation.named("privacy.blocked", NoFields.class)
                        .describedAs("Tells who is blocked.")
                        .answersListOf(Jid.class)
                        .serves("DG-179")
                        .performs((client, q) -> client.with(BlocklistFeature.class, BlocklistFeature::list)),
                Operation.named("privacy.block", User.class)
                        .describedAs("Blocks a user.")
                        .body("user")
                        .serves("DG-180")
                        .fails("server-400")
                        .performs((client, q) -> client.with(BlocklistFeature.class, list -> list.block(q.user()))),
                Operation.named("privacy.unblock", User.class)
                        .describedAs("Hears a user again.")
                        .body("user")
                        .serves("DG-180")
                        .fails("server-400")
                        .performs((client, q) -> client.with(BlocklistFeature.class, list -> list.unblock(q.user()))));
    }
}
