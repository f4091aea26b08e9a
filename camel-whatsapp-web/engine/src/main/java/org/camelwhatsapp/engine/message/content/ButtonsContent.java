package org.camelwhatsapp.engine.message.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message with buttons.
 *
 * @param form how it is, or is to be, written
 * @param panel what stands above the buttons
 * @param buttons at least one
 * @param params the JSON object of the whole message in {@link Form#NATIVE_FLOW}, as text, or null for the usual one
 */
public record ButtonsContent(
        Form form,
        Panel panel,
        List<Button> buttons,
        @Nullable String params) implements InteractiveContent {
    /** The forms that clients know. */
    public enum Form {
        /** Of today: any kind of button. */
        NATIVE_FLOW,
        /** Old: one to three replies. */
        BUTTONS,
        /** Old, of businesses: replies, links and calls. */
        TEMPLATE
    }

    public ButtonsContent {
        buttons = List.copyOf(buttons);
    }

    /** Buttons in the form of today. */
    public static ButtonsContent of(Panel panel, List<Button> buttons) {
        return new ButtonsContent(Form.NATIVE_FLOW, panel, buttons, null);
    }

    @Override
    public List<Panel> panels() {
        return List.of(panel);
    }

    @Override
    public ButtonsContent withPanels(List<Panel> others) {
        return new ButtonsContent(form, others.get(0), buttons, params);
    }

    @Override
    public String plainText() {
        PlainLines lines = new PlainLines();
        panel.lines(lines);
        lines.gap();
        buttons.forEach(button -> lines.add(button.line()));
        return lines.toString();
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "ButtonsContent[" + form + ", " + buttons.size() + " buttons]";
    }
}
