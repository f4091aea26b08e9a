package org.camelwhatsapp.engine.event;

import org.camelwhatsapp.engine.restriction.AccountRestriction;

/** The service keeps the account from something, or does so no longer. */
public record AccountRestricted(AccountRestriction restriction) implements Event {}
