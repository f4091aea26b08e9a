package org.camelwhatsapp.simulator.control;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/** The fields of a command that was asked for, checked against what it needs. */
final class ControlRequest {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    private final Simulator simulator;
    private final JsonObject fields;

    /** @throws ControlException if a field is missing, unknown or of the wrong type */
    ControlRequest(Simulator simulator, ControlCommand command, JsonObject fields) {
        this.simulator = simulator;
        // A field that is null is one that is missing.
        this.fields = fields.copy();
        this.fields.fieldNames().removeIf(name -> fields.getValue(name) == null);
        for (String name : fields.fieldNames()) {
            if (command.fields().stream().noneMatch(field -> field.name().equals(name))) {
                throw new ControlException(name + ": " + command.name() + " has no such field");
            }
        }
        command.fields().forEach(this::check);
    }

    private void check(ControlField field) {
        Object value = fields.getValue(field.name());
        if (value == null) {
            if (field.required()) {
                throw new ControlException(field.name() + ": missing, expected " + field.type());
            }
            return;
        }
        boolean fits = switch (field.type()) {
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "boolean" -> value instanceof Boolean;
            default -> value instanceof JsonArray array && array.stream().allMatch(String.class::isInstance);
        };
        if (!fits) {
            throw new ControlException(field.name() + ": expected " + field.type());
        }
        if (!field.words().isEmpty() && !field.words().contains(value.toString())) {
            throw new ControlException(field.name() + ": expected one of " + field.words());
        }
    }

    String text(String name) {
        return fields.getString(name);
    }

    String text(String name, String otherwise) {
        return fields.getString(name, otherwise);
    }

    @Nullable
    String textOrNull(String name) {
        return fields.getString(name);
    }

    long number(String name, long otherwise) {
        return fields.getLong(name, otherwise);
    }

    /** @throws ControlException if it is larger than an int */
    int integer(String name, int otherwise) {
        long value = number(name, otherwise);
        if (value != (int) value) {
            throw new ControlException(name + ": the number is too large");
        }
        return (int) value;
    }

    boolean flag(String name) {
        return flag(name, false);
    }

    boolean flag(String name, boolean otherwise) {
        return fields.getBoolean(name, otherwise);
    }

    List<String> list(String name) {
        List<String> list = new ArrayList<>();
        JsonArray array = fields.getJsonArray(name);
        if (array != null) {
            array.forEach(item -> list.add((String) item));
        }
        return list;
    }

    /** @throws ControlException if there is no such account */
    Phone phone(String name) {
        Phone phone = simulator.phone(text(name));
        if (phone == null) {
            throw new ControlException(name + ": no account has this number");
        }
        return phone;
    }

    /**
     * A message that a phone shows.
     *
     * @throws ControlException if it shows none of this id
     */
    ReceivedMessage shown(Phone phone, String name) {
        return phone.inbox().stream()
                .filter(message -> message.id().equals(text(name)))
                .findFirst()
                .orElseThrow(() -> new ControlException(name + ": the phone shows no such message"));
    }

    /** A number in digits, or any JID. */
    Jid jid(String name) {
        return jid(name, text(name));
    }

    static Jid jid(String name, String text) {
        try {
            Jid jid = text.contains("@") ? Jid.parse(text) : Jid.phone(text);
            if (text.contains("@")
                    ? !jid.user().isEmpty()
                    : DIGITS.matcher(text).matches()) {
                return jid;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new ControlException(name + ": expected a number in digits or a JID");
    }

    Jid[] jids(String name) {
        return list(name).stream().map(text -> jid(name, text)).toArray(Jid[]::new);
    }
}
