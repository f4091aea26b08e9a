package org.camelwhatsapp.engine.business;

/**
 * What a business does.
 *
 * @param id names it to the service
 * @param name in the language of the account
 */
public record BusinessCategory(String id, String name) {}
