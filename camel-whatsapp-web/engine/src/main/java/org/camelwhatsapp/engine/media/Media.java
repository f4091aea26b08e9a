package org.camelwhatsapp.engine.media;

/** A file of a message: one to be uploaded, or one that lies on the media hosts. */
public sealed interface Media permits MediaSource, RemoteMedia {}
