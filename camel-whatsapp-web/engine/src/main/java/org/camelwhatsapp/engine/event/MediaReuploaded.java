package org.camelwhatsapp.engine.event;

import org.camelwhatsapp.engine.model.MessageKey;
import org.jspecify.annotations.Nullable;

/**
 * The phone answered a request to upload media again.
 *
 * @param key the message
 * @param directPath the new path, or null when it failed
 * @param result a stable word: {@code success}, {@code not-found}, {@code decryption-error}, {@code error}
 */
public record MediaReuploaded(MessageKey key, @Nullable String directPath, String result) implements Event {}
