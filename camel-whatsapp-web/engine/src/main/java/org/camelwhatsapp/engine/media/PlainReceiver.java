package org.camelwhatsapp.engine.media;

import java.io.IOException;
import java.security.MessageDigest;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.jspecify.annotations.Nullable;

/** Takes a file that is not encrypted, as in newsletters; its hash is all that proves it. Not thread-safe. */
final class PlainReceiver implements MediaReceiver {
    private final byte[] expectedHash;
    private final long maxBytes;
    private final MediaSink.Transfer target;
    private final MessageDigest hash = Hashes.newSha256();
    private long length;

    PlainReceiver(byte @Nullable [] expectedHash, long maxBytes, MediaSink.Transfer target) {
        if (expectedHash == null) {
            throw new MediaIntegrityException("a file without key and hash cannot be verified");
        }
        this.expectedHash = expectedHash;
        this.maxBytes = maxBytes;
        this.target = target;
    }

    @Override
    public void update(byte[] bytes, int offset, int count) throws IOException {
        length += count;
        if (length > maxBytes) {
            throw new MediaTooLargeException(maxBytes);
        }
        hash.update(bytes, offset, count);
        target.write(bytes, offset, count);
    }

    @Override
    public void finish() {
        if (!MessageDigest.isEqual(expectedHash, hash.digest())) {
            throw new MediaIntegrityException("the hash of the content is wrong");
        }
    }
}
