package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;

class MediaServersTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @Test
    void fallbackHostsComeLast() {
        Node node = conn("60")
                .child(host("fallback.example", "fallback"))
                .child(host("first.example:8443", null))
                .child(host("second.example", "primary"))
                .build();
        MediaServers servers = MediaServers.parse(node, NOW);
        assertThat(servers.hosts()).containsExactly("first.example:8443", "second.example", "fallback.example");
        assertThat(servers.auth()).isEqualTo("secret");
        assertThat(servers.validUntil()).isEqualTo(NOW.plusSeconds(60));
        assertThat(servers.toString()).doesNotContain("secret");
    }

    @Test
    void aLargeLifeTimeIsAnAbsoluteOne() {
        Node node = conn("1700000100").child(host("a.example", null)).build();
        assertThat(MediaServers.parse(node, NOW).validUntil()).isEqualTo(NOW.plusSeconds(100));
    }

    @Test
    void namesThatAreNoHostsAreLeftOut() {
        Node node = conn("60")
                .child(host("a.example/path", null))
                .child(host("user@a.example", null))
                .child(host("", null))
                .child(host("good.example", null))
                .build();
        assertThat(MediaServers.parse(node, NOW).hosts()).containsExactly("good.example");
    }

    @Test
    void anAnswerWithoutHostOrRightIsMalformed() {
        assertThatThrownBy(() -> MediaServers.parse(conn("60").build(), NOW))
                .isInstanceOf(MalformedNodeException.class);
        Node noAuth = Node.builder("media_conn").child(host("a.example", null)).build();
        assertThatThrownBy(() -> MediaServers.parse(noAuth, NOW)).isInstanceOf(MalformedNodeException.class);
    }

    @Test
    void noMoreThanSixteenHostsAreKept() {
        Node.Builder node = conn("60");
        for (int i = 0; i < 100; i++) {
            node.child(host("h" + i + ".example", null));
        }
        assertThat(MediaServers.parse(node.build(), NOW).hosts()).hasSize(16);
    }

    private static Node.Builder conn(String ttl) {
        return Node.builder("media_conn").attr("auth", "secret").attr("ttl", ttl);
    }

    private static Node host(String name, String type) {
        return Node.builder("host").attr("hostname", name).attr("type", type).build();
    }
}
