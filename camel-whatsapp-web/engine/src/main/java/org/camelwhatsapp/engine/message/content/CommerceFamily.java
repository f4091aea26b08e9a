package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Products and orders. Source: docs/protocol.md, "Interactive messages". */
final class CommerceFamily implements ContentFamily {
    private static final int ORDER_VERSION = 1;

    @Override
    public @Nullable MessageContent read(Message message) {
        if (message.hasProductMessage()) {
            return product(message.getProductMessage());
        }
        return message.hasOrderMessage() ? order(message.getOrderMessage()) : null;
    }

    private static @Nullable ProductContent product(Message.ProductMessage message) {
        if (!message.hasProduct()) {
            return null;
        }
        Message.ProductMessage.ProductSnapshot product = message.getProduct();
        MessageContent image = product.hasProductImage()
                ? PanelCodec.header(Message.newBuilder()
                        .setImageMessage(product.getProductImage())
                        .build())
                : null;
        return new ProductContent(
                Jid.parse(message.getBusinessOwnerJid()),
                product.getProductId(),
                product.getTitle(),
                product.hasDescription() ? product.getDescription() : null,
                product.hasCurrencyCode()
                        ? new ProductContent.Price(product.getCurrencyCode(), product.getPriceAmount1000())
                        : null,
                product.hasUrl() ? product.getUrl() : null,
                image instanceof ImageContent shown ? shown : null,
                message.hasBody() ? message.getBody() : null,
                message.hasFooter() ? message.getFooter() : null);
    }

    private static OrderContent order(Message.OrderMessage message) {
        return new OrderContent(
                message.getOrderId(),
                message.getToken(),
                Jid.parse(message.getSellerJid()),
                message.getOrderTitle(),
                message.getItemCount(),
                message.hasTotalCurrencyCode()
                        ? new ProductContent.Price(message.getTotalCurrencyCode(), message.getTotalAmount1000())
                        : null,
                message.hasMessage() ? message.getMessage() : null,
                OrderContent.Status.valueOf(message.getStatus().name()));
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (content instanceof ProductContent product) {
            write(product, message.getProductMessageBuilder());
        } else if (content instanceof OrderContent order) {
            write(order, message.getOrderMessageBuilder());
        } else {
            return false;
        }
        return true;
    }

    private static void write(ProductContent content, Message.ProductMessage.Builder message) {
        message.setBusinessOwnerJid(content.business().toString());
        Message.ProductMessage.ProductSnapshot.Builder product =
                message.getProductBuilder().setProductId(content.productId()).setTitle(content.title());
        ImageContent image = content.image();
        if (image != null) {
            product.setProductImage(ContentCodec.toProto(image, 0).getImageMessage())
                    .setProductImageCount(1);
        }
        String description = content.description();
        if (description != null) {
            product.setDescription(description);
        }
        ProductContent.Price price = content.price();
        if (price != null) {
            product.setCurrencyCode(price.currency()).setPriceAmount1000(price.amount1000());
        }
        String url = content.url();
        if (url != null) {
            product.setUrl(url);
        }
        String body = content.body();
        if (body != null) {
            message.setBody(body);
        }
        String footer = content.footer();
        if (footer != null) {
            message.setFooter(footer);
        }
    }

    private static void write(OrderContent content, Message.OrderMessage.Builder message) {
        message.setOrderId(content.orderId())
                .setToken(content.token())
                .setSellerJid(content.seller().toString())
                .setOrderTitle(content.title())
                .setItemCount(content.itemCount())
                .setStatus(Message.OrderMessage.OrderStatus.valueOf(
                        content.status().name()))
                .setSurface(Message.OrderMessage.OrderSurface.CATALOG)
                .setMessageVersion(ORDER_VERSION);
        ProductContent.Price total = content.total();
        if (total != null) {
            message.setTotalCurrencyCode(total.currency()).setTotalAmount1000(total.amount1000());
        }
        String text = content.message();
        if (text != null) {
            message.setMessage(text);
        }
    }
}
