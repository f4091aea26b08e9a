package org.camelwhatsapp.engine.store.jdbc;

import java.util.concurrent.CompletableFuture;

/** A commit on its way through a lane. */
record Commit(OwnedSession owner, WriteSet writes, CompletableFuture<Void> stage) {}
