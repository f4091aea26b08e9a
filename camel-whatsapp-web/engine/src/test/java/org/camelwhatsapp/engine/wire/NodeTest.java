package org.camelwhatsapp.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camelwhatsapp.engine.model.Jid;
import org.junit.jupiter.api.Test;

class NodeTest {
    private final Node node = Node.builder("message")
            .attr("from", new Jid("15550001234", 3, Jid.PN_SERVER))
            .attr("t", 1700000001)
            .attr("id", "ABC")
            .attr("missing", (String) null)
            .attr("empty", "")
            .child(Node.of("enc", new byte[] {1}))
            .child(null)
            .child(Node.of("enc", new byte[] {2}))
            .build();

    @Test
    void givesAttributesAsTextNumberAndAddress() {
        assertThat(node.attr("from")).isEqualTo("15550001234:3@s.whatsapp.net");
        assertThat(node.requireJid("from").device()).isEqualTo(3);
        assertThat(node.longAttr("t", 0)).isEqualTo(1700000001L);
        assertThat(node.intAttr("absent", 7)).isEqualTo(7);
        assertThat(node.attr("absent", "other")).isEqualTo("other");
    }

    @Test
    void leavesOutAttributesWithoutValue() {
        assertThat(node.attributeCount()).isEqualTo(3);
        assertThat(node.has("missing")).isFalse();
        assertThat(node.has("empty")).isFalse();
    }

    @Test
    void saysWhatIsMissingOrWrong() {
        assertThatThrownBy(() -> node.requireAttr("absent"))
                .isInstanceOf(MalformedNodeException.class)
                .hasMessage("<message> has no attribute 'absent'");
        assertThatThrownBy(() -> node.requireJid("absent")).isInstanceOf(MalformedNodeException.class);
        assertThatThrownBy(() -> node.longAttr("id", 0)).isInstanceOf(MalformedNodeException.class);
        assertThatThrownBy(() -> Node.builder("a").attr("n", 1L << 40).build().intAttr("n", 0))
                .isInstanceOf(MalformedNodeException.class);
        assertThatThrownBy(() -> Node.builder("a").attr("j", "a@b@c").build().jid("j"))
                .isInstanceOf(MalformedNodeException.class);
        assertThatThrownBy(() -> node.requireChild("absent")).isInstanceOf(MalformedNodeException.class);
        assertThatThrownBy(node::requireBytes).isInstanceOf(MalformedNodeException.class);
        assertThatThrownBy(() -> node.requireChild("enc").requireBytes(32)).isInstanceOf(MalformedNodeException.class);
    }

    @Test
    void findsChildrenByTag() {
        assertThat(node.children("enc")).hasSize(2);
        assertThat(node.requireChild("enc").requireBytes(1)).containsExactly(1);
        assertThat(node.child("absent")).isNull();
        assertThat(node.children().get(0).children()).isEmpty();
    }

    @Test
    void replacesAnAttributeThatIsSetAgain() {
        Node changed = node.toBuilder().attr("id", "DEF").build();
        assertThat(changed.attr("id")).isEqualTo("DEF");
        assertThat(changed.attributeCount()).isEqualTo(3);
        assertThat(node.attr("id")).isEqualTo("ABC");
    }

    @Test
    void aBuilderMadeFromANodeDoesNotChangeIt() {
        Node longer = node.toBuilder().child(Node.of("x")).build();
        assertThat(longer.children()).hasSize(3);
        assertThat(node.children()).hasSize(2);
    }

    @Test
    void textIsItsUtf8Bytes() {
        assertThat(Node.builder("a").text("Zoë").build().text()).isEqualTo("Zoë");
        assertThat(Node.of("a").text()).isEmpty();
    }

    @Test
    void equalityIsByTagAttributesAndContent() {
        assertThat(node.toBuilder().build()).isEqualTo(node).hasSameHashCodeAs(node);
        assertThat(Node.of("a", new byte[] {1}))
                .isEqualTo(Node.of("a", new byte[] {1}))
                .isNotEqualTo(Node.of("a", new byte[] {2}))
                .isNotEqualTo(Node.of("b", new byte[] {1}))
                .isNotEqualTo(Node.of("a"));
        assertThat(Node.of("a", Node.of("b"))).isNotEqualTo(Node.of("a", Node.of("c")));
    }

    @Test
    void printsItsShapeAndNoValues() {
        assertThat(node).hasToString("<message from t id><enc>1 bytes</enc><enc>1 bytes</enc></message>");
        assertThat(Node.of("a")).hasToString("<a/>");
    }
}
