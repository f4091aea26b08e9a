package org.camelwhatsapp.engine.message.content;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A message that asks the reader to choose. Businesses send them; whether a client shows them when an ordinary account
 * does is not promised, so they are sent only when asked for, see
 * {@link org.camelwhatsapp.engine.message.InteractiveMode}. Source: docs/protocol.md, "Interactive messages".
 */
public sealed interface InteractiveContent extends MessageContent, FileHolder
        permits ButtonsContent, ListContent, CarouselContent, PixContent {
    /** What stands above the choices: one, or one for each card. */
    List<Panel> panels();

    /** The same message with other panels, as many and in the same order. */
    InteractiveContent withPanels(List<Panel> others);

    /** The same as a text that every client shows. */
    String plainText();

    @Override
    default List<MediaContent> files() {
        List<MediaContent> files = new ArrayList<>();
        for (Panel panel : panels()) {
            if (panel.header() instanceof MediaContent file) {
                files.add(file);
            } else if (panel.header() instanceof ProductContent product) {
                files.addAll(product.files());
            }
        }
        return files;
    }

    @Override
    default MessageContent withFiles(List<MediaContent> others) {
        Iterator<MediaContent> next = others.iterator();
        List<Panel> panels = new ArrayList<>();
        for (Panel panel : panels()) {
            if (panel.header() instanceof MediaContent) {
                panels.add(panel.withHeader(next.next()));
            } else if (panel.header() instanceof ProductContent product
                    && !product.files().isEmpty()) {
                panels.add(panel.withHeader(product.withFiles(List.of(next.next()))));
            } else {
                panels.add(panel);
            }
        }
        return withPanels(panels);
    }
}
