package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** Generic types that have no class literal. */
final class Types {
    private Types() {}

    static Type listOf(Class<?> type) {
        return TypeFactory.defaultInstance().constructCollectionType(List.class, type);
    }

    static Type mapOf(Class<?> type) {
        return TypeFactory.defaultInstance().constructMapType(Map.class, String.class, type);
    }
}
