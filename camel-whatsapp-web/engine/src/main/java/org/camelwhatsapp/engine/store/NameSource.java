package org.camelwhatsapp.engine.store;

/** Where a name comes from, best first. The numbers are part of the schema. */
public enum NameSource {
    /** The account's own address book. */
    ADDRESS_BOOK(0),
    /** What the person calls itself. */
    PUSH(1),
    /** The certificate of a business. */
    BUSINESS(2),
    /** The subject of a group. */
    SUBJECT(3);

    private final int number;

    NameSource(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** @throws IllegalArgumentException if no source has this number */
    public static NameSource of(int number) {
        for (NameSource source : values()) {
            if (source.number == number) {
                return source;
            }
        }
        throw new IllegalArgumentException("no source of names has the number " + number);
    }
}
