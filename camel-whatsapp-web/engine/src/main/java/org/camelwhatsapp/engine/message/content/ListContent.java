package org.camelwhatsapp.engine.message.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message with a list to choose one row from.
 *
 * @param form how it is, or is to be, written
 * @param panel what stands above the button that opens the list
 * @param buttonText what is written on that button
 * @param sections the rows in groups
 */
public record ListContent(Form form, Panel panel, String buttonText, List<Section> sections)
        implements InteractiveContent {
    /** The forms that clients know. */
    public enum Form {
        /** Of today: a button that opens the list. */
        NATIVE_FLOW,
        /** Old: a message of its own kind. */
        LIST,
        /** Old, of businesses: products of their catalogue, whose ids the rows name. */
        PRODUCTS
    }

    /**
     * Rows under a heading.
     *
     * @param title the heading; may be empty
     * @param rows what can be chosen
     */
    public record Section(String title, List<Row> rows) {
        public Section {
            rows = List.copyOf(rows);
        }

        /** Prints nothing of what the message says. */
        @Override
        public String toString() {
            return "Section[" + rows.size() + " rows]";
        }
    }

    /**
     * Something to choose.
     *
     * @param id what comes back
     * @param title what is shown; empty for products
     * @param description a smaller line, or null
     */
    public record Row(String id, String title, @Nullable String description) {
        /** Prints nothing of what the message says. */
        @Override
        public String toString() {
            return "Row";
        }
    }

    public ListContent {
        sections = List.copyOf(sections);
    }

    @Override
    public List<Panel> panels() {
        return List.of(panel);
    }

    @Override
    public ListContent withPanels(List<Panel> others) {
        return new ListContent(form, others.get(0), buttonText, sections);
    }

    @Override
    public String plainText() {
        PlainLines lines = new PlainLines();
        panel.lines(lines);
        for (Section section : sections) {
            lines.gap();
            lines.add(section.title());
            for (Row row : section.rows()) {
                String title = row.title().isEmpty() ? row.id() : row.title();
                lines.add(row.description() == null ? "• " + title : "• " + title + ": " + row.description());
            }
        }
        return lines.toString();
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "ListContent[" + form + ", " + sections.size() + " sections]";
    }
}
