package org.camelwhatsapp.engine.store;

/** How far a message of one's own got. The numbers are part of the schema; a status only rises. */
public enum MessageStatus {
    /** Somebody else's message: nothing to tell. */
    NONE(0),
    /** The server refused it. */
    FAILED(1),
    /** Accepted here, not answered by the server yet. */
    PENDING(2),
    SENT(3),
    DELIVERED(4),
    READ(5),
    PLAYED(6);

    private final int number;

    MessageStatus(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The status of this number; an unknown one is {@link #NONE}. */
    public static MessageStatus of(int number) {
        for (MessageStatus status : values()) {
            if (status.number == number) {
                return status;
            }
        }
        return NONE;
    }
}
