package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.model.MessageKey;

/**
 * Says that a picture or video belongs to an album.
 *
 * @param album the message that announced the album
 * @param index its place among the parts, from 0
 */
public record AlbumPart(MessageKey album, int index) {}
