package org.camelwhatsapp.engine.message.content;

/**
 * Announces an album: the pictures and videos follow as messages of their own. It cannot be sent.
 *
 * @param images how many pictures follow
 * @param videos how many videos follow
 */
public record AlbumContent(int images, int videos) implements MessageContent {}
