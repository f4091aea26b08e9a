package org.camelwhatsapp.engine.signal;

import org.camelwhatsapp.engine.crypto.KeyPair;

/** This device as others see it. */
public record LocalIdentity(KeyPair identityKey, int registrationId) {}
