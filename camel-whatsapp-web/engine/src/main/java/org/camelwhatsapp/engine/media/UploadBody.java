package org.camelwhatsapp.engine.media;

import java.nio.file.Path;

/**
 * The part of a file that a request carries.
 *
 * @param offset the first byte
 * @param length how many bytes; 0 for a request without body
 */
record UploadBody(Path file, long offset, long length) {}
