package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.camelwhatsapp.engine.message.content.ContactContent;
import org.camelwhatsapp.engine.message.content.ContactsContent;
import org.camelwhatsapp.engine.message.content.EventContent;
import org.camelwhatsapp.engine.message.content.GroupInviteContent;
import org.camelwhatsapp.engine.message.content.LinkPreview;
import org.camelwhatsapp.engine.message.content.LiveLocationContent;
import org.camelwhatsapp.engine.message.content.LocationContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.PollRules;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Sending what is neither a plain text nor a file: places, cards, polls, events, links, invitations. */
final class ContentOperations implements OperationGroup {
    record Link(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("The text, with the link in it.")
            String text,

            @JsonPropertyDescription("The link.") String url,

            @Nullable @JsonPropertyDescription("The page's title.")
            String title,

            @Nullable @JsonPropertyDescription("What the page is about.")
            String description,

            @JsonPropertyDescription("A small JPEG, at most 64 KiB.")
            byte @Nullable [] thumbnail,

            @Flat Sending sending)
            implements Contents.Sent {}

    record Location(
            @JsonPropertyDescription("The conversation.") Jid chat,
            @JsonPropertyDescription("Degrees, -90 to 90.") Double latitude,

            @JsonPropertyDescription("Degrees, -180 to 180.")
            Double longitude,

            @Nullable @JsonPropertyDescription("The place's name.")
            String name,

            @Nullable @JsonPropertyDescription("The place's address.")
            String address,

            @Flat Sending sending)
            implements Contents.Sent {}

    record LiveLocation(
            @JsonPropertyDescription("The conversation.") Jid chat,
            @JsonPropertyDescription("Degrees, -90 to 90.") Double latitude,

            @JsonPropertyDescription("Degrees, -180 to 180.")
            Double longitude,

            @Nullable @JsonPropertyDescription("How exact it is, in meters.")
            Integer accuracy,

            @Nullable @JsonPropertyDescription("How fast it moves, in meters per second.")
            Float speed,

            @Nullable @JsonPropertyDescription("Where to, in degrees clockwise from north.")
            Integer heading,

            @Nullable @JsonPropertyDescription("A text.") String caption,

            @Nullable @JsonPropertyDescription("Grows with every update.")
            Long sequence,

            @Flat Sending sending)
            implements Contents.Sent {
        LiveLocationContent content() {
            return new LiveLocationContent(
                    latitude,
                    longitude,
                    accuracy == null ? 0 : accuracy,
                    speed == null ? 0 : speed,
                    heading == null ? 0 : heading,
                    caption,
                    sequence == null ? 0 : sequence);
        }
    }

    record Contact(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("The name that is shown.")
            String displayName,

            @Nullable @JsonPropertyDescription("The contact's number; a card is made of it.")
            String phone,

            @Nullable @JsonPropertyDescription("The card itself, in place of the number.")
            String vcard,

            @Flat Sending sending)
            implements Contents.Sent {
        Contact {
            if ((phone == null) == (vcard == null)) {
                throw new InvalidRequestException("phone: expected a number, or a card in vcard");
            }
        }

        ContactContent content() {
            return vcard != null
                    ? new ContactContent(displayName, vcard)
                    : VCards.content(displayName, Objects.requireNonNull(phone));
        }
    }

    record Contacts(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @Nullable @JsonPropertyDescription("A name for all; their number unless given.")
            String displayName,

            @JsonPropertyDescription("Objects with displayName and vcard.")
            List<ContactContent> contacts,

            @Flat Sending sending)
            implements Contents.Sent {
        ContactsContent content() {
            return new ContactsContent(displayName == null ? contacts.size() + " contacts" : displayName, contacts);
        }
    }

    record Poll(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("The question, 1 to 255 characters.")
            String question,

            @JsonPropertyDescription("2 to 12 different answers of 1 to 100 characters.")
            List<String> options,

            @Nullable @JsonPropertyDescription("How many may be chosen, 0 for any number; 1 unless given.")
            Integer selectable,

            @Nullable @JsonPropertyDescription("The one right answer, word for word, which makes it a quiz.")
            String correctAnswer,

            @Nullable @JsonPropertyDescription("Until when votes count; clients show it as the service lets them.")
            Instant endTime,

            @JsonPropertyDescription("Whether nobody sees who chose what.")
            boolean votersHidden,

            @JsonPropertyDescription("Whether others may add answers.")
            boolean optionsOpen,

            @Flat Sending sending)
            implements Contents.Sent {
        PollContent content() {
            boolean usual = correctAnswer == null && endTime == null && !votersHidden && !optionsOpen;
            return new PollContent(
                    question,
                    options,
                    selectable == null ? 1 : selectable,
                    usual ? null : new PollRules(correctAnswer, endTime, votersHidden, optionsOpen));
        }
    }

    record Event(
            @JsonPropertyDescription("The conversation.") Jid chat,
            @JsonPropertyDescription("What it is called.") String name,

            @Nullable @JsonPropertyDescription("What it is about.")
            String description,

            @JsonPropertyDescription("When it begins.") Instant start,

            @Nullable @JsonPropertyDescription("When it ends.")
            Instant end,

            @Nullable @JsonPropertyDescription("Where: an object with latitude, longitude, name and address.")
            LocationContent location,

            @Nullable @JsonPropertyDescription("A link to take part from afar.")
            String joinLink,

            @JsonPropertyDescription("Whether guests may bring others.")
            boolean extraGuestsAllowed,

            @JsonPropertyDescription("Whether it does not take place.")
            boolean canceled,

            @Flat Sending sending)
            implements Contents.Sent {
        EventContent content() {
            return new EventContent(name, description, start, end, location, joinLink, extraGuestsAllowed, canceled);
        }
    }

    record GroupInvite(
            @JsonPropertyDescription("Who is invited.") Jid chat,
            @JsonPropertyDescription("The group.") Jid group,

            @JsonPropertyDescription("The code that came when adding failed.")
            String code,

            @JsonPropertyDescription("Until when it is valid.")
            Instant expiration,

            @JsonPropertyDescription("The group's name.") String groupName,
            @Nullable @JsonPropertyDescription("A text.") String caption,
            @Flat Sending sending)
            implements Contents.Sent {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Contents.operation(
                        Operation.named("message.link", Link.class)
                                .describedAs(
                                        "Sends a text with a preview of a link in it. The caller gives the preview.")
                                .body("text")
                                .serves("DG-108"),
                        q -> new TextContent(
                                q.text(), new LinkPreview(q.url(), q.title(), q.description(), q.thumbnail()))),
                Contents.operation(
                        Operation.named("message.location", Location.class)
                                .describedAs("Sends a place.")
                                .serves("CH-33", "DG-116"),
                        q -> new LocationContent(q.latitude(), q.longitude(), q.name(), q.address())),
                Contents.operation(
                        Operation.named("message.liveLocation", LiveLocation.class)
                                .describedAs("Sends a place that moves; each update is a message."),
                        LiveLocation::content),
                Contents.operation(
                        Operation.named("message.contact", Contact.class)
                                .describedAs("Sends a contact card, or makes one of a name and a number.")
                                .serves("CH-34", "DG-117"),
                        Contact::content),
                Contents.operation(
                        Operation.named("message.contacts", Contacts.class)
                                .describedAs("Sends several contact cards.")
                                .body("contacts"),
                        Contacts::content),
                Contents.operation(
                        Operation.named("message.poll", Poll.class)
                                .describedAs(
                                        "Sends a poll. Votes come as messages of kind pollVote. In the announcement"
                                                + " group of a community it leaves in the form that belongs there.")
                                .body("question")
                                .serves("CH-35", "CH-36", "DG-119"),
                        Poll::content),
                Contents.operation(
                        Operation.named("message.event", Event.class)
                                .describedAs(
                                        "Sends an event that takes place. Answers come as messages of kind eventResponse.")
                                .body("name")
                                .serves("DG-120"),
                        Event::content),
                Contents.operation(
                        Operation.named("message.groupInvite", GroupInvite.class)
                                .describedAs("Invites somebody into a group who does not let others add him."),
                        q -> new GroupInviteContent(q.group(), q.code(), q.expiration(), q.groupName(), q.caption())));
    }
}
