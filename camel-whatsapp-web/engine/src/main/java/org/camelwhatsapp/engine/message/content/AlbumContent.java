package org.camelwhatsapp.engine.message.content;

/**
 * Announces an album: the pictures and videos follow as messages of their own. Sent with its parts by {@link
 * org.camelwhatsapp.engine.message.AlbumFeature}.
 *
 * @param images how many pictures follow
 * @param videos how many videos follow
 */
public record AlbumContent(int images, int videos) implements MessageContent {}
