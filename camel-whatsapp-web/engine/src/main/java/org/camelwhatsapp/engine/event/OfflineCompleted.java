package org.camelwhatsapp.engine.event;

/** Everything that waited on the server while this device was away has been handed over. */
public record OfflineCompleted(int count) implements Event {}
