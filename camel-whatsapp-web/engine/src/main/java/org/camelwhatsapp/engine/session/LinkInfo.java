package org.camelwhatsapp.engine.session;

/**
 * What the handshake taught.
 *
 * @param serverStaticKey the server's Noise key, to be stored for a resumed handshake
 * @param resumed whether the short handshake was accepted
 */
public record LinkInfo(byte[] serverStaticKey, boolean resumed) {}
