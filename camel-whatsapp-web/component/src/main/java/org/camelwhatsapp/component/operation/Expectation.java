package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.model.Jid;

/** What a field expects, in words for people. */
final class Expectation {
    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            Map.entry(String.class, "a text"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(int.class, "a whole number"),
            Map.entry(Integer.class, "a whole number"),
            Map.entry(long.class, "a whole number"),
            Map.entry(Long.class, "a whole number"),
            Map.entry(double.class, "a number"),
            Map.entry(Double.class, "a number"),
            Map.entry(Instant.class, "a time such as 2026-01-31T12:00:00Z"),
            Map.entry(Duration.class, "a number of seconds"),
            Map.entry(Jid.class, Jids.EXPECTED),
            Map.entry(FileInput.class, FileInput.EXPECTED),
            Map.entry(byte[].class, "bytes, in JSON as base64"));

    private Expectation() {}

    static String of(Type type) {
        JavaType java = OperationJson.mapper().constructType(type);
        Class<?> raw = java.getRawClass();
        if (java.isCollectionLikeType()) {
            return "a list, each " + of(java.getContentType());
        }
        if (raw.isEnum()) {
            return "one of "
                    + Arrays.stream(raw.getEnumConstants())
                            .map(word -> OperationJson.mapper().convertValue(word, String.class))
                            .toList();
        }
        if (raw == MessageContent.class) {
            return "an object whose " + ContentJson.KIND + " is one of "
                    + new TreeSet<>(ContentJson.kinds().keySet());
        }
        if (raw.isRecord() && !isSimple(raw)) {
            return "an object with the fields "
                    + Arrays.stream(raw.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList();
        }
        return WORDS.getOrDefault(raw, "a " + raw.getSimpleName());
    }

    /** Whether JSON has one value for it, although it may be a record. */
    static boolean isSimple(Class<?> type) {
        return WORDS.containsKey(type);
    }
}
