package org.camelwhatsapp.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.camelwhatsapp.gateway.notify.NotifyException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON object of a request. What is not quite right is refused, not guessed: another content type, bytes that
 * are not UTF-8, a name twice, anything after the object, nesting deeper than 32.
 */
final class JsonBody {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonBody() {}

    /** @throws NotifyException with 400 or 415 */
    static Map<String, Object> read(Exchange exchange) {
        checkType(exchange.getIn().getHeader(Exchange.CONTENT_TYPE, String.class));
        byte[] body = exchange.getIn().getBody(byte[].class);
        try {
            // Decoded here, as the parser would also take UTF-16 and UTF-32.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body == null ? new byte[0] : body))
                    .toString();
            Map<String, Object> parsed = JSON.readValue(text, OBJECT);
            if (parsed == null) {
                throw NotifyException.badBody();
            }
            return parsed;
        } catch (CharacterCodingException | JsonProcessingException e) {
            throw NotifyException.badBody();
        }
    }

    private static void checkType(@Nullable String type) {
        if (!isJson(type)) {
            throw NotifyException.badContentType();
        }
    }

    /** Whether a content type is that of JSON; nothing counts as JSON too. */
    static boolean isJson(@Nullable String type) {
        return type == null
                || type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
