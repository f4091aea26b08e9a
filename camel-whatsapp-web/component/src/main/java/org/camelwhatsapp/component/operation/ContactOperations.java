package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.camelwhatsapp.engine.contact.AddressPage;
import org.camelwhatsapp.engine.contact.GroupPicture;
import org.camelwhatsapp.engine.contact.NumberCheck;
import org.camelwhatsapp.engine.contact.Picture;
import org.camelwhatsapp.engine.contact.PictureFeature;
import org.camelwhatsapp.engine.contact.PictureQuestion;
import org.camelwhatsapp.engine.contact.UserFeature;
import org.camelwhatsapp.engine.contact.UserInfo;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** What is known of other users. */
final class ContactOperations implements OperationGroup {
    record Numbers(
            @JsonPropertyDescription("International numbers in any form.")
            List<String> numbers) {}

    record Users(@JsonPropertyDescription("The users.") List<Jid> users) {}

    private static final int DEFAULT_PAGE = 100;

    record Mappings(
            @Nullable @JsonPropertyDescription("Where to go on: what the page before gave as next.")
            String cursor,

            @Nullable @JsonPropertyDescription("How many at most, 1 to 1,000; 100 unless given.")
            Integer limit) {}

    record User(@JsonPropertyDescription("The user.") Jid user) {}

    record OfChat(
            @JsonPropertyDescription("The user or the group.")
            Jid chat,

            @JsonPropertyDescription("Whether the small one is wanted.")
            boolean preview,

            @Nullable @JsonPropertyDescription("The code of an invite, for a group one is no member of.")
            String invite,

            @Nullable @JsonPropertyDescription("A group one shares with the user, which may let one see more.")
            Jid commonGroup,

            @Nullable @JsonPropertyDescription("Which of a bot's characters is meant.")
            String persona) {}

    record OfGroups(
            @JsonPropertyDescription("The groups, 1 to 1,000.")
            List<Jid> groups,

            @JsonPropertyDescription("Whether the small ones are wanted.")
            boolean preview) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("contact.check", Numbers.class)
                        .describedAs("Tells which numbers have an account.")
                        .body("numbers")
                        .answersListOf(NumberCheck.class)
                        .fails("server-N")
                        .serves("CH-38", "DG-082")
                        .performs((client, q) -> client.with(UserFeature.class, users -> users.check(q.numbers()))),
                Operation.named("contact.info", Users.class)
                        .describedAs(
                                "Tells what the service shows of users: LID, about, picture, business name, devices.")
                        .body("users")
                        .answersListOf(UserInfo.class)
                        .fails("server-N")
                        .serves("CH-60", "DG-072", "DG-075", "DG-078", "DG-187", "DG-188")
                        .performs((client, q) -> client.with(UserFeature.class, users -> users.info(q.users()))),
                Operation.named("contact.alternate", User.class)
                        .describedAs(
                                "Tells the LID of a number, or the number of a LID where it is known; else nothing.")
                        .body("user")
                        .answers(Jid.class)
                        .serves("DG-088", "DG-089", "DG-090", "DG-091")
                        .performs((client, q) -> client.with(UserFeature.class, users -> users.alternate(q.user()))),
                Operation.named("contact.mappings", Mappings.class)
                        .describedAs("Tells which number and which LID are known to be one user, page by page.")
                        .answers(AddressPage.class)
                        .serves("DG-092")
                        .performs((client, q) -> client.with(
                                UserFeature.class,
                                users -> users.mappings(q.cursor(), q.limit() == null ? DEFAULT_PAGE : q.limit()))),
                Operation.named("contact.picture", OfChat.class)
                        .describedAs(
                                "Tells where the picture of a user, a group or a community is; nothing when there is none or it is hidden.")
                        .answers(Picture.class)
                        .serves("CH-39", "DG-084")
                        .performs((client, q) -> client.with(
                                PictureFeature.class,
                                pictures -> pictures.get(new PictureQuestion(
                                        q.chat(), q.preview(), q.invite(), q.commonGroup(), q.persona())))),
                Operation.named("group.pictures", OfGroups.class)
                        .describedAs("Tells where the pictures of many groups are; those without one are left out.")
                        .body("groups")
                        .answersListOf(GroupPicture.class)
                        .fails("server-N")
                        .performs((client, q) -> client.with(
                                PictureFeature.class, pictures -> pictures.ofGroups(q.groups(), q.preview()))));
    }
}
