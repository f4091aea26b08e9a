package org.camelwhatsapp.engine.mex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MexAnswerTest {
    private static final MexQuery QUERY = new MexQuery("1", "root");

    private static MexAnswer parse(String json) {
        return MexAnswer.parse("root", json.getBytes(StandardCharsets.UTF_8));
    }

    private static void failsWith(String code, String json) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOfSatisfying(
                        MexException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void findsWhatStandsUnderTheRoot() {
        assertThat(parse("{\"data\":{\"root\":{\"a\":1}}}").object().getInteger("a"))
                .isEqualTo(1);
        assertThat(parse("{\"data\":{\"root\":[{\"a\":1},2,{\"a\":3}]}}").objects())
                .hasSize(2);
        assertThat(parse("{\"data\":{\"root\":null}}").value()).isNull();
        assertThat(parse("{\"data\":{}}").value()).isNull();
        assertThatThrownBy(() -> parse("{\"data\":{\"root\":7}}").object()).isInstanceOf(MexException.class);
    }

    @Test
    void tellsWhyTheServerRefused() {
        String refusal = "{\"data\":{\"root\":null},\"errors\":[{\"message\":\"no\",\"path\":[\"root\"],"
                + "\"extensions\":{\"error_code\":%s,\"is_retryable\":%s,\"severity\":\"CRITICAL\"}}]}";
        assertThatThrownBy(() -> parse(refusal.formatted("403", "false")))
                .isInstanceOfSatisfying(MexException.class, e -> {
                    assertThat(e.code()).isEqualTo("mex-403");
                    assertThat(e.serverCode()).isEqualTo(403);
                    assertThat(e.isRetryable()).isFalse();
                });
        assertThatThrownBy(() -> parse(refusal.formatted("\"503\"", "true")))
                .isInstanceOfSatisfying(MexException.class, e -> {
                    assertThat(e.code()).isEqualTo("mex-503");
                    assertThat(e.isRetryable()).isTrue();
                });
        failsWith("mex-400", "{\"errors\":[{\"message\":\"no\"}]}");
    }

    @Test
    void usesDataThatCameWithErrors() {
        assertThat(parse("{\"data\":{\"root\":{}},\"errors\":[{\"message\":\"in part\"}]}")
                        .object()
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "7", "[]", "{", "{\"data\":", "\u0000", "{\"data\":{\"root\":{}}} x{"})
    void refusesWhatIsNoObject(String json) {
        failsWith("mex-malformed", json);
    }

    @Test
    void refusesAnswersThatAreNestedTooDeep() {
        failsWith("mex-malformed", "{\"data\":" + "[".repeat(5_000));
    }

    @Test
    void readsTheNodeOfAnAnswer() {
        byte[] json = "{\"data\":{\"root\":{\"a\":1}}}".getBytes(StandardCharsets.UTF_8);
        assertThat(MexAnswer.of(QUERY, Node.of("iq", Node.of("result", json)))
                        .object()
                        .getInteger("a"))
                .isEqualTo(1);
        Node argo = Node.builder("result").attr("format", "argo").bytes(json).build();
        assertThatThrownBy(() -> MexAnswer.of(QUERY, Node.of("iq", argo))).isInstanceOf(MexException.class);
        assertThatThrownBy(() -> MexAnswer.of(QUERY, Node.of("iq"))).isInstanceOf(MalformedNodeException.class);
    }

    @Test
    void takesWhatIsOfAnotherTypeForAbsent() {
        JsonObject json = new JsonObject(
                "{\"n\":\"12\",\"m\":13,\"f\":1.5,\"long\":\"1234567890123456789\",\"t\":7,\"w\":\"Active\","
                        + "\"o\":[],\"j\":\"a@b@c\",\"ts\":[1,\"x\",null]}");
        assertThat(MexJson.number(json, "n", -1)).isEqualTo(12);
        assertThat(MexJson.number(json, "m", -1)).isEqualTo(13);
        assertThat(MexJson.number(json, "f", -1)).isEqualTo(-1);
        assertThat(MexJson.number(json, "long", -1)).isEqualTo(-1);
        assertThat(MexJson.number(json, "w", -1)).isEqualTo(-1);
        assertThat(MexJson.text(json, "t")).isNull();
        assertThat(MexJson.word(json, "w")).isEqualTo("ACTIVE");
        assertThat(MexJson.object(json, "o").isEmpty()).isTrue();
        assertThat(MexJson.objects(json, "w")).isEmpty();
        assertThat(MexJson.jid(json, "j")).isNull();
        assertThat(MexJson.jid(new JsonObject().put("j", "1@lid"), "j")).isEqualTo(Jid.lid("1"));
        assertThat(MexJson.texts(json, "ts")).containsExactly("x");
        assertThatThrownBy(() -> MexJson.requireJid(json, "absent")).isInstanceOf(MexException.class);
    }
}
