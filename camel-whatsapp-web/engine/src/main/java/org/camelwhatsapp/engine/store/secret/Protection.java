package org.camelwhatsapp.engine.store.secret;

import java.util.List;

/** The header of a store and its wrapped data keys, as they are stored together. */
public record Protection(StoreHeader header, List<WrappedKey> keys) {}
