package org.camelwhatsapp.engine.event;

/**
 * A part of the app state is up to date again, after something was missing.
 *
 * @param collection which part
 * @param version of it
 * @param mutations how many changes were taken over
 * @param complete whether all of it came, whose changes are not told one by one
 */
public record AppStateSynced(String collection, long version, int mutations, boolean complete) implements Event {}
