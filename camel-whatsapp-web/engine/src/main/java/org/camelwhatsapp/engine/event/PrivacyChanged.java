package org.camelwhatsapp.engine.event;

import java.util.Map;

/**
 * Another device of the account changed privacy settings.
 *
 * @param settings those that changed, by the server's names; empty when they have to be asked for
 */
public record PrivacyChanged(Map<String, String> settings) implements Event {}
