package org.camelwhatsapp.component.catalog;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.google.protobuf.MessageLite;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.camelwhatsapp.component.operation.ContentJson;
import org.camelwhatsapp.component.operation.FileInput;
import org.camelwhatsapp.component.operation.Operation;
import org.camelwhatsapp.component.operation.OperationJson;
import org.camelwhatsapp.component.operation.RequestType;
import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of requests, answers and events, as {@link OperationJson} reads and writes them. Types that occur more than
 * once are collected under {@code components/schemas}. Not thread-safe.
 */
final class Schemas {
    private static final Map<Class<?>, String[]> SIMPLE = Map.of(
            Jid.class, new String[] {"string", "jid", "A JID, a phone number, or self."},
            Instant.class, new String[] {"string", "date-time", ""},
            Duration.class, new String[] {"number", "", "Seconds."},
            byte[].class, new String[] {"string", "byte", ""},
            MessageLite.class, new String[] {"string", "byte", "A protobuf."});

    private final SchemaBuilder builder;

    Schemas() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        OperationJson.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.PLAIN_DEFINITION_KEYS)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forFields().withRequiredCheck(field -> !isNullable(field)).withNullableCheck(field -> false);
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(Schemas::custom)
                .withTypeAttributeOverride((node, scope, context) -> {
                    Class<?> type = scope.getType().getErasedType();
                    if (MessageContent.class.isAssignableFrom(type)
                            && node.path("properties") instanceof ObjectNode fields) {
                        fields.putObject(ContentJson.KIND).put("const", ContentJson.kind(type));
                        node.withArray("required").add(ContentJson.KIND);
                    }
                });
        SchemaGeneratorConfig built = config.build();
        builder = new SchemaGenerator(built).buildMultipleSchemaDefinitions();
    }

    private static boolean isNullable(FieldScope field) {
        AnnotatedType type = field.getRawMember().getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class);
    }

    private static @Nullable CustomDefinition custom(ResolvedType type, SchemaGenerationContext context) {
        for (Map.Entry<Class<?>, String[]> simple : SIMPLE.entrySet()) {
            if (simple.getKey().isAssignableFrom(type.getErasedType())) {
                return inline(context, simple.getValue());
            }
        }
        if (type.getErasedType() == MessageContent.class) {
            ObjectNode any = context.getGeneratorConfig().createObjectNode();
            ArrayNode kinds = any.putArray("oneOf");
            new TreeMap<>(ContentJson.kinds())
                    .values()
                    .forEach(kind -> kinds.add(context.createDefinitionReference(
                            context.getTypeContext().resolve(kind))));
            return new CustomDefinition(any);
        }
        if (type.getErasedType() == FileInput.class) {
            return new CustomDefinition(
                    file(context), CustomDefinition.INLINE_DEFINITION, CustomDefinition.EXCLUDING_ATTRIBUTES);
        }
        if (type.getErasedType() == Media.class) {
            ObjectNode toSend = file(context);
            ((ObjectNode) toSend.get("properties")).putObject("mimetype").put("type", "string");
            ObjectNode any = context.getGeneratorConfig().createObjectNode();
            any.putArray("anyOf")
                    .add(toSend)
                    .add(context.createDefinitionReference(
                            context.getTypeContext().resolve(RemoteMedia.class)));
            return new CustomDefinition(any);
        }
        return null;
    }

    /** The bytes of a file to send. */
    private static ObjectNode file(SchemaGenerationContext context) {
        ObjectNode file = context.getGeneratorConfig().createObjectNode().put("type", "object");
        file.putObject("properties").putObject("base64").put("type", "string").put("format", "byte");
        file.putArray("required").add("base64");
        return file;
    }

    private static CustomDefinition inline(SchemaGenerationContext context, String[] words) {
        ObjectNode schema = context.getGeneratorConfig().createObjectNode().put("type", words[0]);
        if (!words[1].isEmpty()) {
            schema.put("format", words[1]);
        }
        if (!words[2].isEmpty()) {
            schema.put("description", words[2]);
        }
        return new CustomDefinition(schema, CustomDefinition.INLINE_DEFINITION, CustomDefinition.INCLUDING_ATTRIBUTES);
    }

    /** The object with all fields of a request; fields that only Java can fill are left out. */
    ObjectNode request(Operation<?> operation) {
        ObjectNode schema = OperationJson.mapper().createObjectNode();
        schema.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = OperationJson.mapper().createArrayNode();
        for (RequestType.Field field : operation.request().fields()) {
            if (isJavaOnly(field.type())) {
                continue;
            }
            ObjectNode property = reference(field.type());
            if (!field.description().isEmpty()) {
                property.put("description", field.description());
            }
            properties.set(field.name(), property);
            if (field.required()) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    /** An interface that is no collection: there is no telling what JSON would mean. */
    static boolean isJavaOnly(Type type) {
        JavaType java = OperationJson.mapper().constructType(type);
        return java.isInterface()
                && !java.isContainerType()
                && java.getRawClass() != MessageContent.class
                && java.getRawClass() != Media.class;
    }

    ObjectNode reference(Type type) {
        JavaType java = OperationJson.mapper().constructType(type);
        if (java.getRawClass() != byte[].class && java.isContainerType()) {
            ObjectNode container = OperationJson.mapper().createObjectNode();
            boolean map = java.isMapLikeType();
            container.put("type", map ? "object" : "array");
            container.set(map ? "additionalProperties" : "items", reference(java.getContentType()));
            return container;
        }
        return builder.createSchemaReference(java.getRawClass());
    }

    /** Everything that was referred to, by name. */
    Map<String, JsonNode> definitions() {
        Map<String, JsonNode> definitions = new LinkedHashMap<>();
        builder.collectDefinitions("components/schemas").properties().forEach(entry -> {
            definitions.put(entry.getKey(), entry.getValue());
        });
        return definitions;
    }
}
