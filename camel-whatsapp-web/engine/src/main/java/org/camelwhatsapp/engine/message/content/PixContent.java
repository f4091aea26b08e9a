package org.camelwhatsapp.engine.message.content;

import java.math.BigDecimal;
import java.util.List;

/**
 * Asks for a payment by Pix, the instant payments of Brazil: a button copies the key.
 *
 * @param panel what stands above the button; may be empty
 * @param key where the money goes
 * @param merchantName who gets it
 * @param total how much
 * @param referenceId the sender's own name for the payment
 * @param items what it is for; may be empty
 */
public record PixContent(Panel panel, Key key, String merchantName, Amount total, String referenceId, List<Item> items)
        implements InteractiveContent {
    /** What a key is. */
    public enum KeyType {
        PHONE,
        EMAIL,
        /** A person's tax number. */
        CPF,
        /** A company's tax number. */
        CNPJ,
        /** A random key. */
        EVP
    }

    /** Where the money goes. */
    public record Key(KeyType type, String value) {
        /** Never prints the key. */
        @Override
        public String toString() {
            return "Key[" + type + "]";
        }
    }

    /**
     * A sum of money: {@code value / offset} of the currency, such as 1050 / 100 for 10.50.
     *
     * @param currency three letters
     * @param value the number of parts
     * @param offset how many parts are one, at least 1
     */
    public record Amount(String currency, long value, int offset) {
        public Amount {
            if (!currency.matches("[A-Z]{3}") || value < 0 || offset < 1) {
                throw new InvalidContentException("total", "a currency of three letters, a value and an offset");
            }
        }

        private String text() {
            return currency + " "
                    + BigDecimal.valueOf(value)
                            .divide(BigDecimal.valueOf(offset), 2, java.math.RoundingMode.HALF_UP)
                            .toPlainString();
        }
    }

    /**
     * One thing that is paid for.
     *
     * @param name what it is
     * @param value its price, in parts as the total has them
     * @param quantity how many
     */
    public record Item(String name, long value, int quantity) {
        /** Prints nothing of what the message says. */
        @Override
        public String toString() {
            return "Item";
        }
    }

    public PixContent {
        items = List.copyOf(items);
    }

    @Override
    public List<Panel> panels() {
        return List.of(panel);
    }

    @Override
    public PixContent withPanels(List<Panel> others) {
        return new PixContent(others.get(0), key, merchantName, total, referenceId, items);
    }

    @Override
    public String plainText() {
        PlainLines lines = new PlainLines();
        panel.lines(lines);
        lines.gap();
        items.forEach(item -> lines.add("• " + item.quantity() + " × " + item.name()));
        lines.add(merchantName + ": " + total.text());
        lines.add("Pix " + key.type() + ": " + key.value());
        return lines.toString();
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "PixContent";
    }
}
