package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.OrderContent;
import org.camelwhatsapp.engine.message.content.ProductContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Products and orders in conversations. The catalogue itself is another matter. */
final class CommerceOperations implements OperationGroup {
    record Product(
            @JsonPropertyDescription("The conversation.") Jid chat,

            @JsonPropertyDescription("Whose catalogue it is in.")
            Jid business,

            @JsonPropertyDescription("Its id there.") String productId,
            @JsonPropertyDescription("Its name.") String title,

            @Nullable @JsonPropertyDescription("What it is.")
            String description,

            @JsonPropertyDescription("An object with currency and amount1000, in thousandths.")
            ProductContent.@Nullable Price price,

            @Nullable @JsonPropertyDescription("A link to it.")
            String url,

            @Nullable @JsonPropertyDescription("A picture.") FileInput file,

            @Nullable @JsonPropertyDescription("A text of the message.")
            String text,

            @Nullable @JsonPropertyDescription("A small line below it.")
            String footer,

            @Flat Sending sending)
            implements Contents.Sent {
        ProductContent content() {
            ImageContent image = file == null ? null : new ImageContent(file.media(null, "image/"), null);
            return new ProductContent(business, productId, title, description, price, url, image, text, footer);
        }
    }

    record Order(
            @JsonPropertyDescription("The conversation.") Jid chat,
            @JsonPropertyDescription("The order.") String orderId,

            @JsonPropertyDescription("What opens the order.")
            String token,

            @JsonPropertyDescription("The business.") Jid seller,

            @JsonPropertyDescription("A name of the order.") String title,

            @JsonPropertyDescription("How many things.") Integer itemCount,

            @JsonPropertyDescription("The sum: an object with currency and amount1000, in thousandths.")
            ProductContent.@Nullable Price total,

            @Nullable @JsonPropertyDescription("What is added to it.")
            String text,

            @JsonPropertyDescription("INQUIRY unless given, or ACCEPTED or DECLINED.")
            OrderContent.@Nullable Status status,

            @Flat Sending sending)
            implements Contents.Sent {
        OrderContent content() {
            return new OrderContent(
                    orderId,
                    token,
                    seller,
                    title,
                    itemCount,
                    total,
                    text,
                    status == null ? OrderContent.Status.INQUIRY : status);
        }
    }

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Contents.operation(
                        Operation.named("message.product", Product.class)
                                .describedAs("Sends a product of a business's catalogue."),
                        Product::content),
                Contents.operation(
                        Operation.named("message.order", Order.class)
                                .describedAs("Sends an order that the service knows, by its id and token."),
                        Order::content));
    }
}
