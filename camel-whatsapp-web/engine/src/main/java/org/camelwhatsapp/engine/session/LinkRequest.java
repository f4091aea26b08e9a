package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.crypto.KeyPair;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to open a link.
 *
 * @param noiseKey own static key
 * @param clientPayload the serialised client payload
 * @param serverStaticKey the server's key of an earlier handshake, to resume it, or null for a full one
 * @param routingInfo edge-routing bytes, or null
 */
public record LinkRequest(
        KeyPair noiseKey, byte[] clientPayload, byte @Nullable [] serverStaticKey, byte @Nullable [] routingInfo) {}
