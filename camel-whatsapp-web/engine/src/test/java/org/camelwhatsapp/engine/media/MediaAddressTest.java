package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaAddressTest {
    @Test
    void thePathIsExtendedByHashAndKind() {
        RemoteMedia media = at(null, "/v/t62/name.enc?oh=x&oe=y", new byte[] {(byte) 0xFB, (byte) 0xFF, 1});
        assertThat(MediaAddress.pathOf(media))
                .isEqualTo("/v/t62/name.enc?oh=x&oe=y&hash=-_8B&mms-type=image&__wa-mms=");
    }

    @Test
    void aPathWithoutQueryGetsOne() {
        assertThat(MediaAddress.pathOf(at(null, "/name", null))).isEqualTo("/name?mms-type=image&__wa-mms=");
    }

    @Test
    void ofAUrlOnlyThePathIsUsed() {
        RemoteMedia media = at("https://internal.example:9999/v/name.enc?oh=x", null, null);
        assertThat(MediaAddress.pathOf(media)).isEqualTo("/v/name.enc?oh=x&mms-type=image&__wa-mms=");
    }

    @Test
    void theDirectPathGoesBeforeTheUrl() {
        RemoteMedia media = at("https://a.example/old", "/new", null);
        assertThat(MediaAddress.pathOf(media)).startsWith("/new?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@evil.example/x", "evil.example", ":80/x", "/a b", "/a\r\nHost: x", "/a#b", "/\u00e9"})
    void pathsThatCouldLeadElsewhereAreRefused(String path) {
        assertThatThrownBy(() -> MediaAddress.pathOf(at(null, path, null))).isInstanceOf(MediaIntegrityException.class);
    }

    @Test
    void withoutAnyAddressThereIsNoDownload() {
        assertThatThrownBy(() -> MediaAddress.pathOf(at(null, null, null))).isInstanceOf(MediaIntegrityException.class);
        assertThatThrownBy(() -> MediaAddress.pathOf(at("not a url", null, null)))
                .isInstanceOf(MediaIntegrityException.class);
        assertThatThrownBy(() -> MediaAddress.pathOf(at("mailto:x", null, null)))
                .isInstanceOf(MediaIntegrityException.class);
        assertThatThrownBy(() -> MediaAddress.pathOf(at(null, "/" + "x".repeat(5000), null)))
                .isInstanceOf(MediaIntegrityException.class);
    }

    private static RemoteMedia at(String url, String directPath, byte[] hash) {
        return new RemoteMedia(MediaKind.IMAGE, url, directPath, new byte[32], null, hash, 0, null, 0);
    }
}
