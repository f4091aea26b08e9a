package org.camelwhatsapp.simulator.newsletter;

/** What an account is in a newsletter; those that are not there at all are guests. */
public enum Role {
    OWNER,
    ADMIN,
    SUBSCRIBER,
    GUEST;

    boolean runsIt() {
        return this == OWNER || this == ADMIN;
    }
}
