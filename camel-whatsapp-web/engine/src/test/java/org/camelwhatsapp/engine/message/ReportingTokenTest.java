package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.MessageContextInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values were made with zapo-js 1.x; Baileys gives the same where it makes any. */
class ReportingTokenTest {
    private static final String SECRET = "9a02221a20000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final ReportingToken.Binding BINDING =
            new ReportingToken.Binding("3EB0AABB", Jid.parse("100001:7@lid"), Jid.parse("200002@lid"));

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "text,0a0568656c6c6f,0a0568656c6c6f,6aa2aee639a6794d3021c2a26e65b6b8",
        "link,32400a177365652068747470733a2f2f6578616d706c652e6f7267121368747470733a2f2f6578616d706c652e6f72673201748a"
                + "01090a0158a80103b00101f00101,"
                + "32250a177365652068747470733a2f2f6578616d706c652e6f72678a0106a80103b00101f00101,"
                + "3968513d3661b533dc1f04ff6ddaefb4",
        "poll,820422120657686963683f1a090a03726564120261611a060a04626c756520012a03b00101,"
                + "820420120657686963683f1a090a03726564120261611a060a04626c75652a03b00101,"
                + "4ba16110ce88879ab3319f1b1d302fb1",
        "view once,ba03290a271a250a0968747470733a2f2f781209696d6167652f706e671a016322030102034201044a020506,"
                + "ba03150a131a111209696d6167652f706e671a0163420104,abc952f8181f3993ada7f9844a16f6f7",
        "document,aa032a0a283a260a0175120f6170706c69636174696f6e2f7064661a01542201073a0109420166a20103636170,"
                + "aa031e0a1c3a1a120f6170706c69636174696f6e2f7064663a0109a20103636170,29fe250c82f76150fd876789cde89f38"
    })
    void makesTheTokensThatOtherClientsMake(String name, String message, String content, String token)
            throws Exception {
        byte[] bytes = hex(message + SECRET);
        assertThat(HexFormat.of().formatHex(ReportingToken.content(bytes))).isEqualTo(content);
        assertThat(ReportingToken.of(BINDING, Message.parseFrom(bytes))).isEqualTo(hex(token));
    }

    @Test
    void standsInANodeOfItsOwn() throws Exception {
        Node node =
                Objects.requireNonNull(ReportingToken.node(BINDING, Message.parseFrom(hex("0a0568656c6c6f" + SECRET))));
        Node token = Objects.requireNonNull(node.child("reporting_token"));
        assertThat(node.tag()).isEqualTo("reporting");
        assertThat(token.attr("v")).isEqualTo("2");
        assertThat(token.requireBytes()).isEqualTo(hex("6aa2aee639a6794d3021c2a26e65b6b8"));
    }

    private static Message.Builder withSecret(int bytes) {
        return Message.newBuilder()
                .setMessageContextInfo(
                        MessageContextInfo.newBuilder().setMessageSecret(ByteString.copyFrom(new byte[bytes])));
    }

    @Test
    void isNotMadeWithoutASecretOrForAnswersOrForKindsThatCannotBeReported() {
        assertThat(ReportingToken.of(
                        BINDING, withSecret(31).setConversation("x").build()))
                .isNull();
        assertThat(ReportingToken.of(
                        BINDING, Message.newBuilder().setConversation("x").build()))
                .isNull();
        assertThat(ReportingToken.of(
                        BINDING,
                        withSecret(32)
                                .setConversation("x")
                                .setPollUpdateMessage(Message.PollUpdateMessage.getDefaultInstance())
                                .build()))
                .isNull();
        assertThat(ReportingToken.of(
                        BINDING,
                        withSecret(32)
                                .setEventMessage(
                                        Message.EventMessage.newBuilder().setName("x"))
                                .build()))
                .isNull();
    }

    @Test
    void stopsAtMessagesNestedTooDeep() {
        Message message = Message.newBuilder().setConversation("deep").build();
        for (int i = 0; i < 40; i++) {
            message = Message.newBuilder()
                    .setViewOnceMessage(Message.FutureProofMessage.newBuilder().setMessage(message))
                    .build();
        }
        assertThat(ReportingToken.content(message.toByteArray())).isEmpty();
    }

    @Property(tries = 300)
    void neverFailsOtherwiseThanItSays(@ForAll byte[] bytes) {
        try {
            assertThat(ReportingToken.content(bytes).length).isLessThanOrEqualTo(bytes.length + 16);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessage("no serialised message");
        }
    }

    @Test
    void refusesBytesThatAreNoMessage() {
        assertThatThrownBy(() -> ReportingToken.content(new byte[] {10, 100}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
