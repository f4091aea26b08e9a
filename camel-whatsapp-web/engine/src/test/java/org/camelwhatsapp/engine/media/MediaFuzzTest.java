package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;

/**
 * Invariants: a file from anywhere is either refused with a {@link MediaException}, or it is exactly what encrypting its
 * content gives. The first byte of the input says in which pieces the file comes.
 */
class MediaFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void encryptedFile(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] file = Arrays.copyOfRange(input, 1, input.length);
        RemoteMedia media = new RemoteMedia(MediaKind.IMAGE, null, "/x", Samples.MEDIA_KEY, null, null, 0, null, 0);
        byte[] content;
        try {
            content = Samples.open(media, file, 1 + (input[0] & 0xFF));
        } catch (MediaException expected) {
            return;
        }
        assertThat(Samples.sealByProduct(content, MediaKind.IMAGE)).isEqualTo(file);
    }
}
