package org.camelwhatsapp.component.operation;

import org.camelwhatsapp.engine.message.content.ContactContent;

/** Contact cards, vCard 3.0, of a name and a number. */
final class VCards {
    private VCards() {}

    /** @throws InvalidRequestException if the number has no digits */
    static ContactContent content(String name, String phone) {
        String digits = phone.replaceAll("[^0-9]", "");
        if (digits.isEmpty()) {
            throw new InvalidRequestException("phone: expected a number with digits");
        }
        String escaped = escape(name);
        String card = "BEGIN:VCARD\nVERSION:3.0\nN:;" + escaped + ";;;\nFN:" + escaped
                + "\nTEL;type=CELL;type=VOICE;waid=" + digits + ":+" + digits + "\nEND:VCARD";
        return new ContactContent(name, card);
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\r", "")
                .replace("\n", "\\n")
                .replace(";", "\\;")
                .replace(",", "\\,");
    }
}
