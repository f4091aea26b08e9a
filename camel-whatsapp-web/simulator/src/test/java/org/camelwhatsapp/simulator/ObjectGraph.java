package org.camelwhatsapp.simulator;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The growing collections that an object of the engine holds, directly and through other objects of the engine. Values such
 * as ratchets are left out: their limits are held by tests of their own.
 */
final class ObjectGraph {
    private static final String ENGINE = "org.camelwhatsapp.engine.";
    private static final String MODELS = ".*\\.(model|event|wire|crypto|noise|signal|socket|store)\\..*";

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private final Map<String, Object> collections = new TreeMap<>();

    private ObjectGraph() {}

    /** By class and field, such as {@code RequestTracker.pending}. Immutable ones are left out. */
    static Map<String, Object> collections(Object root) {
        ObjectGraph graph = new ObjectGraph();
        graph.visit(root);
        while (!graph.open.isEmpty()) {
            graph.fieldsOf(graph.open.remove());
        }
        return graph.collections;
    }

    private void visit(Object value) {
        String type = value.getClass().getName();
        boolean ours = type.startsWith(ENGINE) && !type.matches(MODELS);
        if (ours && !value.getClass().isEnum() && seen.add(value)) {
            open.add(value);
        }
    }

    private void fieldsOf(Object object) {
        for (Class<?> type = object.getClass(); type.getName().startsWith(ENGINE); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    take(type.getSimpleName() + "." + field.getName(), read(field, object));
                }
            }
        }
    }

    private void take(String name, Object value) {
        if (value == null) {
            return;
        }
        visit(value);
        if (value instanceof Collection<?> collection) {
            collection.forEach(element -> visit(element == null ? name : element));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(element -> visit(element == null ? name : element));
        } else {
            return;
        }
        if (!value.getClass().getName().contains("ImmutableCollections") && !name.contains("$$Lambda")) {
            collections.put(name, value);
        }
    }

    private static Object read(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
