package org.camelwhatsapp.engine.message.content;

import java.util.ArrayList;
import java.util.List;

/**
 * Cards side by side, each with buttons of its own.
 *
 * @param body the text above the cards; may be empty
 * @param cards at least one
 */
public record CarouselContent(String body, List<Card> cards) implements InteractiveContent {
    /**
     * One card.
     *
     * @param panel what is on it, usually with a picture on top
     * @param buttons what can be done with it
     */
    public record Card(Panel panel, List<Button> buttons) {
        public Card {
            buttons = List.copyOf(buttons);
        }
    }

    public CarouselContent {
        cards = List.copyOf(cards);
    }

    @Override
    public List<Panel> panels() {
        return cards.stream().map(Card::panel).toList();
    }

    @Override
    public CarouselContent withPanels(List<Panel> others) {
        List<Card> changed = new ArrayList<>();
        for (int i = 0; i < cards.size(); i++) {
            changed.add(new Card(others.get(i), cards.get(i).buttons()));
        }
        return new CarouselContent(body, changed);
    }

    @Override
    public String plainText() {
        PlainLines lines = new PlainLines();
        lines.add(body);
        for (Card card : cards) {
            lines.gap();
            card.panel().lines(lines);
            card.buttons().forEach(button -> lines.add(button.line()));
        }
        return lines.toString();
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "CarouselContent[" + cards.size() + " cards]";
    }
}
