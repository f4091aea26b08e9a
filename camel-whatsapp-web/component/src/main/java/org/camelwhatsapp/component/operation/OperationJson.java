package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.util.Base64;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.model.Jid;

/**
 * How requests and answers look in JSON: addresses as texts, times as ISO 8601, durations in seconds, bytes in base64.
 * Nesting, names and texts are bounded. Thread-safe.
 */
public final class OperationJson {
    /** The attribute under which the reader finds the session that {@code self} means. */
    static final String CLIENT = "client";

    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 32 * 1024 * 1024;
    private static final ObjectMapper MAPPER = build();

    private OperationJson() {}

    /** The one mapper. Do not reconfigure it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * The JSON text of one of the component's types.
     *
     * @throws IllegalStateException if the type cannot be written, which a test excludes for those in the catalogue
     */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    private static ObjectMapper build() {
        SimpleModule module = new SimpleModule("whatsapp-web");
        module.addSerializer(Jid.class, new ToStringSerializer(Jid.class));
        module.addKeySerializer(Jid.class, new JidKeys());
        module.addSerializer(MessageLite.class, new ProtobufBytes());
        module.addDeserializer(Jid.class, new JidReader());
        module.addDeserializer(FileInput.class, new FileReader());
        ObjectMapper mapper = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .build();
        ContentJson.register(mapper, module);
        mapper.registerModule(module);
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_TEXT)
                        .build());
        return mapper;
    }

    private static final class JidReader extends StdDeserializer<Jid> {
        private static final long serialVersionUID = 1L;

        JidReader() {
            super(Jid.class);
        }

        @Override
        public Jid deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object embedded = parser.getEmbeddedObject();
            if (embedded instanceof Jid known) {
                return known;
            }
            String text = parser.getValueAsString();
            Object client = context.getAttribute(CLIENT);
            try {
                if (text != null && client instanceof WhatsAppClient session) {
                    return Jids.parse(text, session);
                }
                if (text != null) {
                    return Jid.parse(text);
                }
            } catch (IllegalArgumentException e) {
                return (Jid) context.handleWeirdStringValue(Jid.class, "", Jids.EXPECTED);
            }
            return (Jid) context.handleUnexpectedToken(Jid.class, parser);
        }
    }

    private static final class FileReader extends StdDeserializer<FileInput> {
        private static final long serialVersionUID = 1L;

        FileReader() {
            super(FileInput.class);
        }

        @Override
        public FileInput deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object embedded = parser.getEmbeddedObject();
            if (FileInput.accepts(embedded)) {
                return FileInput.of(embedded);
            }
            String base64 = context.readTree(parser).path("base64").textValue();
            try {
                if (base64 != null) {
                    return FileInput.of(Base64.getDecoder().decode(base64));
                }
            } catch (IllegalArgumentException e) {
                return (FileInput) context.handleWeirdStringValue(FileInput.class, "", FileInput.EXPECTED);
            }
            return (FileInput) context.handleWeirdStringValue(FileInput.class, "", FileInput.EXPECTED);
        }
    }

    private static final class JidKeys extends StdSerializer<Jid> {
        private static final long serialVersionUID = 1L;

        JidKeys() {
            super(Jid.class);
        }

        @Override
        public void serialize(Jid jid, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeFieldName(jid.toString());
        }
    }

    /** A protobuf in an answer: its bytes, which any client can parse. */
    private static final class ProtobufBytes extends StdSerializer<MessageLite> {
        private static final long serialVersionUID = 1L;

        ProtobufBytes() {
            super(MessageLite.class);
        }

        @Override
        public void serialize(MessageLite message, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeBinary(message.toByteArray());
        }
    }
}
