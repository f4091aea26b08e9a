package org.camelwhatsapp.engine.message.content;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.message.content.PixContent.Amount;
import org.camelwhatsapp.engine.message.content.PixContent.Item;
import org.camelwhatsapp.engine.message.content.PixContent.Key;
import org.camelwhatsapp.engine.message.content.PixContent.KeyType;
import org.jspecify.annotations.Nullable;

/** Payments by Pix as the JSON of their button. Source: docs/protocol.md, "Interactive messages". */
final class PixCodec {
    static final String NAME = "payment_info";
    private static final String SETTING = "pix_static_code";
    private static final int MAX_OFFSET = 1_000_000;

    private PixCodec() {}

    /** The payment, or null if it is to be paid in another way. */
    static @Nullable PixContent read(Panel panel, FlowJson json) {
        FlowJson pix = json.objects("payment_settings").stream()
                .filter(setting -> SETTING.equals(setting.text("type")))
                .map(setting -> setting.object(SETTING))
                .findFirst()
                .orElse(null);
        if (pix == null) {
            return null;
        }
        KeyType type = Arrays.stream(KeyType.values())
                .filter(known -> known.name().equals(pix.text("key_type")))
                .findFirst()
                .orElse(null);
        String key = pix.text("key");
        String currency = json.anyText("currency");
        if (type == null || key == null || !currency.matches("[A-Z]{3}")) {
            return null;
        }
        FlowJson total = json.object("total_amount");
        int offset = (int) Math.min(MAX_OFFSET, Math.max(1, total.number("offset", 1)));
        List<Item> items = new ArrayList<>();
        for (FlowJson item : json.object("order").objects("items")) {
            if (!item.anyText("name").isEmpty()) {
                items.add(new Item(item.anyText("name"), item.object("amount").number("value", 0), (int)
                        Math.min(Integer.MAX_VALUE, Math.max(0, item.number("quantity", 1)))));
            }
        }
        return new PixContent(
                panel,
                new Key(type, key),
                pix.anyText("merchant_name"),
                new Amount(currency, Math.max(0, total.number("value", 0)), offset),
                json.anyText("reference_id"),
                items);
    }

    static String write(PixContent content) {
        int offset = content.total().offset();
        JsonArray items = new JsonArray();
        for (Item item : content.items()) {
            items.add(new JsonObject()
                    .put("name", item.name())
                    .put("amount", amount(item.value(), offset))
                    .put("quantity", item.quantity())
                    .put("sale_amount", amount(0, offset)));
        }
        if (items.isEmpty()) {
            items.add(new JsonObject()
                    .put("name", "")
                    .put("amount", amount(0, offset))
                    .put("quantity", 0)
                    .put("sale_amount", amount(0, offset)));
        }
        JsonObject total = amount(content.total().value(), offset);
        JsonObject pix = new JsonObject()
                .put("merchant_name", content.merchantName())
                .put("key", content.key().value())
                .put("key_type", content.key().type().name());
        return new JsonObject()
                .put("currency", content.total().currency())
                .put("total_amount", total)
                .put("reference_id", content.referenceId())
                .put("type", "physical-goods")
                .put(
                        "order",
                        new JsonObject()
                                .put("status", "pending")
                                .put("subtotal", total.copy())
                                .put("order_type", "ORDER")
                                .put("items", items))
                .put(
                        "payment_settings",
                        new JsonArray()
                                .add(new JsonObject().put("type", SETTING).put(SETTING, pix)))
                .put("share_payment_status", false)
                .encode();
    }

    private static JsonObject amount(long value, int offset) {
        return new JsonObject().put("value", value).put("offset", offset);
    }
}
