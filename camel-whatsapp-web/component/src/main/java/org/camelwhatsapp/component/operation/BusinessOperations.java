package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.camelwhatsapp.engine.business.Bot;
import org.camelwhatsapp.engine.business.BotFeature;
import org.camelwhatsapp.engine.business.BotProfile;
import org.camelwhatsapp.engine.business.BusinessFeature;
import org.camelwhatsapp.engine.business.BusinessHours;
import org.camelwhatsapp.engine.business.BusinessProfile;
import org.camelwhatsapp.engine.business.ChatLink;
import org.camelwhatsapp.engine.business.ChatLinkFeature;
import org.camelwhatsapp.engine.business.ProfileEdit;
import org.camelwhatsapp.engine.business.VerifiedName;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** What businesses tell of themselves, links that begin a chat, and bots. */
final class BusinessOperations implements OperationGroup {
    private static final int MAX_COVER = 5 * 1024 * 1024;

    record Users(@JsonPropertyDescription("The businesses.") List<Jid> users) {}

    record User(@JsonPropertyDescription("The business.") Jid user) {}

    record Edit(
            @Nullable @JsonPropertyDescription("Where it is, in words.")
            String address,

            @Nullable @JsonPropertyDescription("What it is about.")
            String description,

            @Nullable @JsonPropertyDescription("Where to write to.")
            String email,

            @Nullable @JsonPropertyDescription("At most two; an empty list takes them away.")
            List<String> websites,

            @Nullable @JsonPropertyDescription("Degrees, -90 to 90; with longitude.")
            Double latitude,

            @Nullable @JsonPropertyDescription("Degrees, -180 to 180; with latitude.")
            Double longitude,

            @Nullable @JsonPropertyDescription("The ids of what it does, as the profiles of businesses name them.")
            List<String> categories,

            @Nullable @JsonPropertyDescription("When it is open: timezone, and days with day, mode and minutes.")
            BusinessHours hours) {
        Edit {
            if ((latitude == null) != (longitude == null)) {
                throw new InvalidRequestException("latitude: expected together with longitude");
            }
        }

        ProfileEdit edit() {
            ProfileEdit.Place place =
                    latitude == null || longitude == null ? null : new ProfileEdit.Place(latitude, longitude);
            return new ProfileEdit(address, description, email, websites, place, categories, hours);
        }
    }

    record Cover(
            @JsonPropertyDescription("A wide JPEG, at most 5 MiB.")
            FileInput file) {}

    record CoverId(
            @JsonPropertyDescription("What business.setCover answered.")
            String id) {}

    record Link(
            @JsonPropertyDescription("Such as https://wa.me/message/CODE or https://wa.me/qr/CODE, or the code alone.")
            String link) {}

    record OwnLink(
            @JsonPropertyDescription("Whether the link so far is to lead nowhere any more.")
            boolean renew) {}

    record BotList(@JsonPropertyDescription("The bots.") List<Jid> bots) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("business.profile", Users.class)
                        .describedAs("Tells the profiles of businesses; those who are none are left out.")
                        .body("users")
                        .answersListOf(BusinessProfile.class)
                        .fails("server-N")
                        .serves("DG-081", "DG-182")
                        .performs((client, q) ->
                                client.with(BusinessFeature.class, business -> business.profiles(q.users()))),
                Operation.named("business.verifiedName", User.class)
                        .describedAs("Tells the name in a business's certificate, and keeps it; nothing if it is none.")
                        .body("user")
                        .answers(VerifiedName.class)
                        .serves("DG-072", "DG-075")
                        .performs((client, q) ->
                                client.with(BusinessFeature.class, business -> business.verifiedName(q.user()))),
                Operation.named("business.editProfile", Edit.class)
                        .describedAs("Changes the own business profile. What is not given stays as it is;"
                                + " an empty text takes it away.")
                        .fails("business-not-allowed", "business-not-acceptable")
                        .performs(
                                (client, q) -> client.with(BusinessFeature.class, business -> business.edit(q.edit()))),
                Operation.named("business.setCover", Cover.class)
                        .describedAs("Shows a picture on top of the own business profile. The answer is its id.")
                        .body("file")
                        .answers(String.class)
                        .fails("business-not-allowed", "media-failed")
                        .performs((client, q) -> client.with(
                                BusinessFeature.class,
                                business -> business.setCover(q.file().bytes(MAX_COVER)))),
                Operation.named("business.removeCover", CoverId.class)
                        .describedAs("Takes the picture on top of the own business profile away.")
                        .body("id")
                        .fails("business-not-allowed", "business-unknown")
                        .performs((client, q) ->
                                client.with(BusinessFeature.class, business -> business.removeCover(q.id()))),
                Operation.named("business.resolveLink", Link.class)
                        .describedAs("Tells whom a short link that begins a chat leads to.")
                        .body("link")
                        .answers(ChatLink.class)
                        .fails("business-unknown")
                        .serves("DG-182")
                        .performs((client, q) -> client.with(ChatLinkFeature.class, links -> links.resolve(q.link()))),
                Operation.named("business.contactLink", OwnLink.class)
                        .describedAs("Tells the short link in one's own QR code, or makes a new one.")
                        .body("renew")
                        .answers(String.class)
                        .serves("DG-183")
                        .performs((client, q) -> client.with(ChatLinkFeature.class, links -> links.own(q.renew()))),
                Operation.named("business.bots", NoFields.class)
                        .describedAs("Tells which bots the service offers.")
                        .answersListOf(Bot.class)
                        .serves("DG-184")
                        .performs((client, q) -> client.with(BotFeature.class, BotFeature::list)),
                Operation.named("business.botProfiles", BotList.class)
                        .describedAs("Tells what bots say of themselves; those who are none are left out.")
                        .body("bots")
                        .answersListOf(BotProfile.class)
                        .serves("DG-184", "DG-185")
                        .performs((client, q) -> client.with(BotFeature.class, bots -> bots.profiles(q.bots()))));
    }
}
