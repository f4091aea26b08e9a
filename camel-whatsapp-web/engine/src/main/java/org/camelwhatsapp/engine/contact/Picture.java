package org.camelwhatsapp.engine.contact;

import org.jspecify.annotations.Nullable;

/**
 * Where a picture can be downloaded, without any key.
 *
 * @param id names it; a new picture has a new id
 * @param url an HTTPS address, valid for some days
 * @param directPath the path part of it
 * @param preview whether it is the small one
 */
public record Picture(String id, String url, @Nullable String directPath, boolean preview) {}
