package org.camelwhatsapp.engine.message.content;

/**
 * What a member of a group calls itself there, shown to the others beside its name.
 *
 * @param label at most 30 characters; empty takes it away
 */
public record MemberLabelContent(String label) implements MessageContent {
    static final int MAX_LABEL = 30;

    public MemberLabelContent {
        if (label.length() > MAX_LABEL) {
            throw new InvalidContentException("label", "at most " + MAX_LABEL + " characters");
        }
    }

    /** Never prints the label. */
    @Override
    public String toString() {
        return "MemberLabelContent";
    }
}
