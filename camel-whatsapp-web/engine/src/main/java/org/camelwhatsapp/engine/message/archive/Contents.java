package org.camelwhatsapp.engine.message.archive;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.message.content.ContactContent;
import org.camelwhatsapp.engine.message.content.ContactsContent;
import org.camelwhatsapp.engine.message.content.DocumentContent;
import org.camelwhatsapp.engine.message.content.EventContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.InteractiveContent;
import org.camelwhatsapp.engine.message.content.LocationContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.OrderContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.ProductContent;
import org.camelwhatsapp.engine.message.content.SelectionContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.message.content.VideoContent;
import org.jspecify.annotations.Nullable;

/** What the archive needs to know of a content. */
final class Contents {
    private Contents() {}

    /** The word for the kind, such as {@code text} or {@code liveLocation}. */
    static String kind(MessageContent content) {
        String simple = content.getClass().getSimpleName().replace("Content", "");
        return simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
    }

    /** All texts in it that people would search for. */
    static String text(MessageContent content) {
        if (content instanceof TextContent text) {
            return text.text();
        }
        if (content instanceof ImageContent image) {
            return join(image.caption());
        }
        if (content instanceof VideoContent video) {
            return join(video.caption());
        }
        if (content instanceof DocumentContent document) {
            return join(document.fileName(), document.caption());
        }
        if (content instanceof LocationContent location) {
            return join(location.name(), location.address());
        }
        if (content instanceof ContactContent contact) {
            return contact.displayName();
        }
        if (content instanceof ContactsContent contacts) {
            return contacts.contacts().stream().map(ContactContent::displayName).collect(Collectors.joining(" "));
        }
        if (content instanceof PollContent poll) {
            return poll.name() + " " + String.join(" ", poll.options());
        }
        if (content instanceof EventContent event) {
            return join(event.name(), event.description());
        }
        if (content instanceof InteractiveContent choices) {
            return choices.plainText();
        }
        if (content instanceof SelectionContent selection) {
            return join(selection.text(), selection.description());
        }
        if (content instanceof ProductContent product) {
            return join(product.title(), product.description(), product.body());
        }
        if (content instanceof OrderContent order) {
            return join(order.title(), order.message());
        }
        return "";
    }

    private static String join(@Nullable String... texts) {
        return Stream.of(texts).filter(text -> text != null).collect(Collectors.joining(" "));
    }
}
