package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.store.DeviceStore;

/**
 * What a session is made of.
 *
 * @param environment time, randomness, threads
 * @param curve the curve
 * @param store what is kept; owned by the session
 * @param options the settings
 * @param links how connections are opened
 * @param credentials as stored, or fresh ones already stored
 */
public record SessionParts(
        Environment environment,
        Curve25519 curve,
        DeviceStore store,
        SessionOptions options,
        LinkFactory links,
        Credentials credentials) {}
