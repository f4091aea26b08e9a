package org.camelwhatsapp.engine.media;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a file after it was encrypted.
 *
 * @param fileSha256 the hash of the content
 * @param fileEncSha256 the hash of the encrypted file
 * @param fileLength the length of the content in bytes
 * @param encryptedLength the length of the encrypted file in bytes
 * @param streamingSidecar see {@link StreamingSidecar}; null when none was asked for
 */
record SealedMedia(
        byte[] fileSha256,
        byte[] fileEncSha256,
        long fileLength,
        long encryptedLength,
        byte @Nullable [] streamingSidecar) {}
