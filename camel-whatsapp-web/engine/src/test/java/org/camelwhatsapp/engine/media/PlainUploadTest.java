package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.junit.jupiter.api.Test;

/** Files that go as they are. */
class PlainUploadTest extends MediaTransfers {
    private static final String AREA = "product/image";

    private PlainUpload upload(byte[] content) throws Exception {
        return done(media.uploadPlain(MediaSource.bytes(content, "image/jpeg"), AREA));
    }

    @Test
    void theFileIsSentAsItIsUnderItsHash() throws Exception {
        PlainUpload place = upload(CONTENT);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.sha256(CONTENT));
        assertThat(server.requests.get(0)).contains("/product/image/" + token + "?auth=auth-1&token=" + token);
        assertThat(place.directPath()).contains(token);
        assertThat(place.require("direct_path")).isEqualTo(place.directPath());
        assertThat(server.files.get("/v/" + token + ".enc")).isEqualTo(CONTENT);
    }

    @Test
    void whatTheHostSaysBesidesIsThere() throws Exception {
        server.script.add(request -> request.response()
                .end(new JsonObject()
                        .put("fbid", "77")
                        .put("ts", 5)
                        .put("more", new JsonObject())
                        .encode()));
        PlainUpload place = upload(CONTENT);
        assertThat(place.url()).isNull();
        assertThat(place.details()).containsOnlyKeys("fbid", "ts");
        assertThat(place.require("ts")).isEqualTo("5");
        assertThat(place.toString()).doesNotContain("77");
        assertThatThrownBy(() -> place.require("meta_hmac"))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("meta_hmac");
    }

    @Test
    void aRefusedAuthorisationIsRenewed() throws Exception {
        server.script.add(MediaHostServer.status(401));
        upload(CONTENT);
        assertThat(server.requests.get(1)).contains("auth=auth-2");
    }

    @Test
    void aFileBeyondTheLimitIsNotSent() {
        MediaOptions small =
                new MediaOptions(1_000, directory, 1, Duration.ofMillis(5), 2, Duration.ofSeconds(5), List.of());
        MediaFeature limited = feature(small);
        failing(limited.uploadPlain(MediaSource.bytes(CONTENT, null), AREA)).isInstanceOf(MediaTooLargeException.class);
        MediaSource unknown =
                MediaSource.stream(() -> new ByteArrayInputStream(CONTENT), MediaSource.UNKNOWN_LENGTH, null);
        failing(limited.uploadPlain(unknown, AREA)).isInstanceOf(MediaTooLargeException.class);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void aSourceThatCannotBeReadFails() {
        MediaSource broken = MediaSource.stream(
                () -> {
                    throw new IOException("gone");
                },
                MediaSource.UNKNOWN_LENGTH,
                null);
        failing(media.uploadPlain(broken, AREA)).isInstanceOf(MediaException.class);
        assertThat(server.requests).isEmpty();
    }
}
