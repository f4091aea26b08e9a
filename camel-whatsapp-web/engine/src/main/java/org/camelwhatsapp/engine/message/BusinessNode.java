package org.camelwhatsapp.engine.message;

import java.util.Locale;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.InteractiveMessage.NativeFlowMessage;
import org.jspecify.annotations.Nullable;

/**
 * What the outside of a stanza says about buttons inside, once for all recipients; without it clients do not show them.
 * Source: docs/protocol.md, "Interactive messages".
 */
final class BusinessNode {
    private BusinessNode() {}

    /** The {@code <biz>} of a message without its wrappers, or null if it needs none. */
    static @Nullable Node of(Message inner) {
        if (inner.hasListMessage()) {
            return business(Node.builder("list")
                    .attr(
                            "type",
                            Message.ListMessage.ListType.PRODUCT_LIST.name().toLowerCase(Locale.ROOT))
                    .attr("v", 2)
                    .build());
        }
        if (inner.hasButtonsMessage()) {
            return flow("mixed");
        }
        if (!inner.hasInteractiveMessage()) {
            return null;
        }
        NativeFlowMessage flow = inner.getInteractiveMessage().getNativeFlowMessage();
        String first = flow.getButtonsCount() == 0 ? "" : flow.getButtons(0).getName();
        return switch (first) {
            case "payment_info" -> flow("payment_info");
            case "review_and_pay" -> flow("order_details");
            default -> flow("mixed");
        };
    }

    private static Node flow(String name) {
        Node.Builder inner = Node.builder("native_flow").attr("name", name);
        if (name.equals("mixed")) {
            inner.attr("v", 9);
        }
        return business(Node.builder("interactive")
                .attr("type", "native_flow")
                .attr("v", 1)
                .child(inner.build())
                .build());
    }

    private static Node business(Node child) {
        return Node.builder("biz").child(child).build();
    }
}
