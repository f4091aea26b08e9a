package org.camelwhatsapp.engine.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the own business account pays for changed.
 *
 * @param subscriptions each as the service tells it, such as {@code id}, {@code status}, {@code subscription_tier}
 * @param features each as the service tells it, such as {@code name}, {@code enabled}, {@code expiration_time}
 * @param timestamp when
 */
public record BusinessFeaturesChanged(
        List<Map<String, String>> subscriptions, List<Map<String, String>> features, Instant timestamp)
        implements Event {}
