package org.camelwhatsapp.engine.business;

import org.camelwhatsapp.engine.wire.Node;

/** Short ways to write stanzas down. */
final class Trees {
    private Trees() {}

    static Node leaf(String tag, String text) {
        return Node.builder(tag).text(text).build();
    }

    /** @param attributes names and values in turn */
    static Node.Builder node(String tag, String... attributes) {
        Node.Builder node = Node.builder(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            node.attr(attributes[i], attributes[i + 1]);
        }
        return node;
    }
}
