package org.camelwhatsapp.engine.appstate;

import org.camelwhatsapp.engine.event.AppStateFailed;
import org.jspecify.annotations.Nullable;

/**
 * How one collection of the app state came out of a comparison with the server.
 *
 * @param collection which, by the wire's word
 * @param code why it could not be read, one of the documented error codes; null when it is up to date
 * @param step what is done about it, or null
 */
public record SyncResult(String collection, @Nullable String code, AppStateFailed.@Nullable Step step) {}
