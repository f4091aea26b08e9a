package org.camelwhatsapp.engine.message.content;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What clients and servers take of an interactive message. Held against what is sent only; what others send is read as
 * it is. Source: docs/protocol.md, "Interactive messages".
 */
final class InteractiveRules {
    static final int MAX_BODY = 1_024;
    static final int MAX_LINE = 60;
    static final int MAX_BUTTON_TEXT = 25;
    private static final int MAX_LIST_BUTTON_TEXT = 20;
    private static final int MAX_BUTTONS = 10;
    private static final int MAX_OLD_REPLIES = 3;
    private static final int MAX_CARDS = 10;
    private static final int MAX_CARD_BUTTONS = 3;
    private static final int MAX_SECTIONS = 10;
    private static final int MAX_ROWS = 10;
    private static final int MAX_ROW_TITLE = 24;
    private static final int MAX_ROW_DESCRIPTION = 72;

    private InteractiveRules() {}

    /** @throws InvalidContentException if it breaks a rule; names the field */
    static void check(InteractiveContent content) {
        content.panels().forEach(InteractiveRules::panel);
        if (content instanceof ButtonsContent buttons) {
            body(buttons.panel());
            buttons(buttons.buttons(), MAX_BUTTONS);
            oldForms(buttons);
        } else if (content instanceof ListContent list) {
            body(list.panel());
            list(list);
        } else if (content instanceof CarouselContent carousel) {
            limit("body", carousel.body(), MAX_BODY);
            count("cards", carousel.cards().size(), MAX_CARDS);
            carousel.cards().forEach(card -> buttons(card.buttons(), MAX_CARD_BUTTONS));
        } else if (content instanceof PixContent pix
                && (pix.key().value().isBlank() || pix.merchantName().isBlank())) {
            throw new InvalidContentException("key", "there, and merchantName too");
        }
    }

    private static void panel(Panel panel) {
        limit("title", panel.title(), MAX_LINE);
        limit("subtitle", panel.subtitle(), MAX_LINE);
        limit("body", panel.body(), MAX_BODY);
        limit("footer", panel.footer(), MAX_LINE);
    }

    private static void body(Panel panel) {
        if (panel.body().isBlank()) {
            throw new InvalidContentException("body", "a text that is not empty");
        }
    }

    private static void buttons(List<Button> buttons, int most) {
        count("buttons", buttons.size(), most);
        Set<String> ids = new HashSet<>();
        for (Button button : buttons) {
            boolean other = button.type() == Button.Type.OTHER;
            if (!other
                    && (button.text().isBlank()
                            || button.value() == null
                            || button.value().isBlank())) {
                throw new InvalidContentException("buttons", "buttons with a text and a value");
            }
            limit("buttons", button.text(), MAX_BUTTON_TEXT);
            if (button.type() == Button.Type.REPLY && !ids.add(String.valueOf(button.value()))) {
                throw new InvalidContentException("buttons", "replies with different ids");
            }
        }
    }

    private static void oldForms(ButtonsContent content) {
        long replies = count(content, Button.Type.REPLY);
        long links = count(content, Button.Type.URL);
        long calls = count(content, Button.Type.CALL);
        long all = content.buttons().size();
        boolean fits = switch (content.form()) {
            case NATIVE_FLOW -> true;
            case BUTTONS -> replies == all && replies <= MAX_OLD_REPLIES;
            case TEMPLATE -> replies + links + calls == all && replies <= MAX_OLD_REPLIES && links <= 1 && calls <= 1;
        };
        if (!fits) {
            throw new InvalidContentException(
                    "buttons", "up to three replies, and in a template one link and one call, in the old forms");
        }
        if (content.form() != ButtonsContent.Form.NATIVE_FLOW && content.panel().header() instanceof ProductContent) {
            throw new InvalidContentException("header", "no product in the old forms");
        }
    }

    private static long count(ButtonsContent content, Button.Type type) {
        return content.buttons().stream()
                .filter(button -> button.type() == type)
                .count();
    }

    private static void list(ListContent list) {
        if (list.form() == ListContent.Form.PRODUCTS) {
            throw new InvalidContentException("form", "NATIVE_FLOW or LIST");
        }
        if (list.form() == ListContent.Form.LIST && list.panel().header() != null) {
            throw new InvalidContentException("header", "absent in the old form");
        }
        if (list.buttonText().isBlank()) {
            throw new InvalidContentException("buttonText", "a text that is not empty");
        }
        limit("buttonText", list.buttonText(), MAX_LIST_BUTTON_TEXT);
        count("sections", list.sections().size(), MAX_SECTIONS);
        Set<String> ids = new HashSet<>();
        for (ListContent.Section section : list.sections()) {
            limit("sections", section.title(), MAX_ROW_TITLE);
            count("rows", section.rows().size(), MAX_ROWS);
            for (ListContent.Row row : section.rows()) {
                if (row.id().isBlank() || row.title().isBlank() || !ids.add(row.id())) {
                    throw new InvalidContentException("rows", "rows with a title and ids that differ");
                }
                limit("rows", row.title(), MAX_ROW_TITLE);
                limit("rows", row.description(), MAX_ROW_DESCRIPTION);
            }
        }
    }

    private static void count(String field, int size, int most) {
        if (size < 1 || size > most) {
            throw new InvalidContentException(field, "1 to " + most);
        }
    }

    private static void limit(String field, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            throw new InvalidContentException(field, "at most " + most + " characters");
        }
    }
}
