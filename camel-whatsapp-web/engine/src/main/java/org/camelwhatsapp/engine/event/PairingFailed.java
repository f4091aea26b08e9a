package org.camelwhatsapp.engine.event;

/**
 * Pairing ended without a link. Nothing was stored.
 *
 * @param code stable, see docs/errors.md: {@code pairing-expired}, {@code pairing-rejected}, ...
 * @param reason a sentence for people
 */
public record PairingFailed(String code, String reason) implements Event {}
