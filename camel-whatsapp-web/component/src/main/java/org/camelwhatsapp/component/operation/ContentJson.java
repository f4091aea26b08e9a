package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.MediaSource;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.content.MessageContent;

/**
 * Contents of messages in JSON: an object whose {@code kind} says which, such as {@code text}, {@code image} or {@code poll},
 * with the fields of that kind. A file to send is {@code {"base64": ..., "mimetype": ...}}; one that was received is the
 * object that came, and can be sent on as it is.
 */
public final class ContentJson {
    /** The property that names the kind. */
    public static final String KIND = "kind";

    private static final Map<String, Class<? extends MessageContent>> KINDS = new LinkedHashMap<>();

    static {
        collect(MessageContent.class);
    }

    private ContentJson() {}

    /** The kinds by name. */
    public static Map<String, Class<? extends MessageContent>> kinds() {
        return Map.copyOf(KINDS);
    }

    private static void collect(Class<? extends MessageContent> type) {
        if (!type.isSealed()) {
            String simple = type.getSimpleName().replace("Content", "");
            KINDS.put(simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1), type);
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            collect(permitted.asSubclass(MessageContent.class));
        }
    }

    /** The word for a kind of content. */
    public static String kind(Class<?> type) {
        return KINDS.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    static void register(ObjectMapper mapper, SimpleModule module) {
        mapper.addMixIn(MessageContent.class, Kind.class);
        KINDS.forEach((name, type) -> mapper.registerSubtypes(new NamedType(type, name)));
        module.addDeserializer(Media.class, new MediaReader());
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = KIND, requireTypeIdForSubtypes = OptBoolean.FALSE)
    private interface Kind {}

    private static final class MediaReader extends StdDeserializer<Media> {
        private static final long serialVersionUID = 1L;

        MediaReader() {
            super(Media.class);
        }

        @Override
        public Media deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object embedded = parser.getEmbeddedObject();
            if (embedded instanceof Media known) {
                return known;
            }
            JsonNode node = context.readTree(parser);
            String base64 = node.path("base64").textValue();
            if (base64 == null) {
                return context.readTreeAsValue(node, RemoteMedia.class);
            }
            try {
                String type = node.path("mimetype").textValue();
                return MediaSource.bytes(Base64.getDecoder().decode(base64), type);
            } catch (IllegalArgumentException e) {
                return (Media) context.handleWeirdStringValue(Media.class, "", FileInput.EXPECTED);
            }
        }
    }
}
