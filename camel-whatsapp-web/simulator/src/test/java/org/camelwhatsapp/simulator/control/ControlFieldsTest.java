package org.camelwhatsapp.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of all commands, and what is said about those that are missing or wrong. */
class ControlFieldsTest {
    private static final Map<String, Object> SAMPLES =
            Map.of("string", "text", "integer", 7, "boolean", true, "array", new JsonArray().add("one"));

    private final Simulator simulator = Simulator.start();
    private final Map<String, ControlCommand> commands = ControlCommands.of(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private ControlRequest request(ControlField field, Object value) {
        ControlCommand command = new ControlCommand("test", "Tests.", List.of(field), q -> null);
        return new ControlRequest(simulator, command, new JsonObject().put(field.name(), value));
    }

    /** Something the field takes. */
    private static Object sample(ControlField field) {
        return field.words().isEmpty()
                ? SAMPLES.get(field.type())
                : field.words().get(0);
    }

    private static JsonObject complete(ControlCommand command) {
        JsonObject fields = new JsonObject();
        command.fields().forEach(field -> fields.put(field.name(), sample(field)));
        return fields;
    }

    private String refusal(ControlCommand command, JsonObject fields) {
        try {
            new ControlRequest(simulator, command, fields);
            return "taken";
        } catch (ControlException e) {
            return e.getMessage();
        }
    }

    @Test
    void everyCommandTakesAllItsFieldsAndEachFieldHasATypeAndASentence() {
        for (ControlCommand command : commands.values()) {
            assertThat(refusal(command, complete(command))).as(command.name()).isEqualTo("taken");
            for (ControlField field : command.fields()) {
                assertThat(SAMPLES).as(command.name() + "." + field.name()).containsKey(field.type());
                assertThat(field.description()).as(command.name()).endsWith(".");
            }
        }
    }

    @Test
    void everyRequiredFieldThatIsMissingIsNamedWithItsType() {
        List<String> refused = new ArrayList<>();
        for (ControlCommand command : commands.values()) {
            for (ControlField field : command.fields()) {
                JsonObject without = complete(command);
                without.remove(field.name());
                String expected = field.required() ? field.name() + ": missing, expected " + field.type() : "taken";
                assertThat(refusal(command, without))
                        .as(command.name() + " without " + field.name())
                        .isEqualTo(expected);
                if (field.required()) {
                    refused.add(field.name());
                }
            }
        }
        assertThat(refused).contains("phone", "text", "step", "effect");
    }

    @Test
    void everyFieldOfAnotherTypeIsNamedWithItsOwn() {
        for (ControlCommand command : commands.values()) {
            for (ControlField field : command.fields()) {
                for (Map.Entry<String, Object> other : SAMPLES.entrySet()) {
                    JsonObject wrong = complete(command).put(field.name(), other.getValue());
                    if (!other.getKey().equals(field.type())) {
                        assertThat(refusal(command, wrong))
                                .as(command.name() + " with " + other.getKey() + " as " + field.name())
                                .isEqualTo(field.name() + ": expected " + field.type());
                    }
                }
            }
        }
    }

    @Test
    void everyFieldWithWordsTakesThoseOnly() {
        List<String> worded = new ArrayList<>();
        for (ControlCommand command : commands.values()) {
            for (ControlField field : command.fields()) {
                if (!field.words().isEmpty()) {
                    worded.add(command.name());
                    field.words()
                            .forEach(word -> assertThat(
                                            refusal(command, complete(command).put(field.name(), word)))
                                    .isEqualTo("taken"));
                    assertThat(refusal(command, complete(command).put(field.name(), "no such word")))
                            .isEqualTo(field.name() + ": expected one of " + field.words());
                }
            }
        }
        assertThat(worded).contains("addFault", "scan");
    }

    @Test
    void everyCommandRefusesAFieldThatItDoesNotHave() {
        for (ControlCommand command : commands.values()) {
            assertThat(refusal(command, complete(command).put("surprise", 1)))
                    .isEqualTo("surprise: " + command.name() + " has no such field");
        }
    }

    @Test
    void aListHasTextsOnly() {
        ControlField list = ControlField.list("members", "Who.");
        assertThat(request(list, new JsonArray().add("a").add("b")).list("members"))
                .containsExactly("a", "b");
        assertThatThrownBy(() -> request(list, new JsonArray().add("a").add(1)))
                .isInstanceOf(ControlException.class)
                .hasMessage("members: expected array");
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MIN_VALUE, 0, Integer.MAX_VALUE})
    void aNumberMayBeAsLargeAsAnInt(long value) {
        assertThat(request(ControlField.number("n", "A number."), value).integer("n", 1))
                .isEqualTo((int) value);
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MIN_VALUE - 1L, Integer.MAX_VALUE + 1L})
    void aLargerNumberIsNotCutOff(long value) {
        ControlRequest request = request(ControlField.number("n", "A number."), value);
        assertThat(request.number("n", 1)).isEqualTo(value);
        assertThatThrownBy(() -> request.integer("n", 1))
                .isInstanceOf(ControlException.class)
                .hasMessage("n: the number is too large");
    }

    @Test
    void anOptionalFieldThatIsNullHasItsDefault() {
        ControlField other = ControlField.number("other", "Not asked.").optional();
        ControlRequest request = request(other, null);
        assertThat(request.number("other", 5)).isEqualTo(5);
        assertThat(request.text("other", "x")).isEqualTo("x");
        assertThat(request.textOrNull("other")).isNull();
        assertThat(request.flag("other", true)).isTrue();
        assertThat(request.flag("other")).isFalse();
        assertThat(request.list("other")).isEmpty();
    }

    @ParameterizedTest
    // What is given for a chat, and the JID it means.
    @CsvSource({
        "1, 1@s.whatsapp.net", // the shortest number
        "123456789012345, 123456789012345@s.whatsapp.net", // the longest
        "77@lid, 77@lid",
        "120363000000000001@g.us, 120363000000000001@g.us",
        "status@broadcast, status@broadcast",
    })
    void aChatIsANumberOrAJid(String text, String jid) {
        assertThat(ControlRequest.jid("chat", text)).isEqualTo(Jid.parse(jid));
    }

    @ParameterizedTest
    // Nothing, one digit too many, a plus sign, letters, no user.
    @ValueSource(strings = {"", "1234567890123456", "+15550001", "anna", "@lid", "1 5"})
    void whatIsNeitherIsNamed(String text) {
        assertThatThrownBy(() -> ControlRequest.jid("chat", text))
                .isInstanceOf(ControlException.class)
                .hasMessage("chat: expected a number in digits or a JID");
    }

    @Test
    void aPhoneOrAMessageThatIsNotThereIsNamed() {
        simulator.addAccount("15550001001", "A");
        ControlRequest known = request(ControlField.text("phone", "Whose."), "15550001001");
        assertThat(known.phone("phone").phoneJid()).isEqualTo(Jid.phone("15550001001"));
        assertThatThrownBy(() -> known.shown(known.phone("phone"), "phone"))
                .isInstanceOf(ControlException.class)
                .hasMessage("phone: the phone shows no such message");
        ControlRequest unknown = request(ControlField.text("phone", "Whose."), "15550001002");
        assertThatThrownBy(() -> unknown.phone("phone"))
                .isInstanceOf(ControlException.class)
                .hasMessage("phone: no account has this number");
    }
}
