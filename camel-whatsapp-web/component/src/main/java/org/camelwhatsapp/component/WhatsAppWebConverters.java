package org.camelwhatsapp.component;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.spi.TypeConverterRegistry;
import org.camelwhatsapp.component.operation.OperationJson;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Conversions between the component's types and the common ones: addresses and contents from texts, and every record of
 * the engine (events, contents, answers of operations) to JSON as text, bytes or stream. Stateless.
 */
@Converter(generateLoader = true)
public final class WhatsAppWebConverters {
    private static final String OWN_TYPES = "org.camelwhatsapp.";

    private WhatsAppWebConverters() {}

    /** @throws IllegalArgumentException if the text is no address; the text is not repeated */
    @Converter
    public static Jid toJid(String text) {
        return Jid.parse(text);
    }

    @Converter
    public static String toText(Jid jid) {
        return jid.toString();
    }

    @Converter
    public static TextContent toContent(String text) {
        return new TextContent(text);
    }

    /** The words of a text message, not JSON: what a route means by the text of it. */
    @Converter
    public static String toText(TextContent content) {
        return content.text();
    }

    @Converter
    public static IncomingMessage toMessage(MessageReceived event) {
        return event.message();
    }

    /** Events and records to JSON. Others are left to other converters. */
    @Converter(fallback = true)
    public static @Nullable Object toJson(
            Class<?> wanted, Exchange exchange, Object value, TypeConverterRegistry registry) {
        boolean own = value instanceof Event
                || value instanceof Record && value.getClass().getName().startsWith(OWN_TYPES);
        if (!own) {
            return null;
        }
        String json = wanted == String.class || wanted == byte[].class || wanted == InputStream.class
                ? OperationJson.text(value)
                : null;
        if (json == null || wanted == String.class) {
            return json;
        }
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return wanted == byte[].class ? bytes : new ByteArrayInputStream(bytes);
    }
}
