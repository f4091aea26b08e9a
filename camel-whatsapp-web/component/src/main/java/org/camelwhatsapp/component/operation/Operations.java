package org.camelwhatsapp.component.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of operations: what the producer, its documentation and the routes know comes from here. */
public final class Operations {
    private static final Map<String, Operation> ALL = new LinkedHashMap<>();

    static {
        for (Operation operation : List.of(
                new SendOperation(),
                new EditOperation(),
                new RevokeOperation(),
                new ReactOperation(),
                new MarkReadOperation(),
                new SessionPairOperation(),
                new SessionStatusOperation(),
                new SessionLogoutOperation(),
                new GroupCreateOperation(),
                new GroupInfoOperation())) {
            ALL.put(operation.name(), operation);
        }
        MediaOperation.all().forEach(operation -> ALL.put(operation.name(), operation));
    }

    private Operations() {}

    public static Map<String, Operation> all() {
        return Map.copyOf(ALL);
    }

    /** @throws InvalidRequestException if there is no such operation */
    public static Operation require(String name) {
        Operation operation = ALL.get(name);
        if (operation == null) {
            throw new InvalidRequestException("'" + name + "' is none of the operations " + ALL.keySet());
        }
        return operation;
    }
}
