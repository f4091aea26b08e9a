package org.camelwhatsapp.engine.newsletter;

import org.jspecify.annotations.Nullable;

/**
 * Where the picture of a newsletter lies. It is not encrypted.
 *
 * @param id changes with the picture, or null
 * @param url the full address, or null
 * @param directPath the address without host, or null
 */
public record NewsletterPicture(
        @Nullable String id, @Nullable String url, @Nullable String directPath) {}
