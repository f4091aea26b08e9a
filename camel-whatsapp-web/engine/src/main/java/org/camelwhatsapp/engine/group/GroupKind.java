package org.camelwhatsapp.engine.group;

/** What a group is within a community. Source: docs/protocol.md, "Communities". */
public enum GroupKind {
    /** No part of a community. */
    STANDALONE,
    /** The community itself; nobody writes into it. */
    COMMUNITY,
    /** Where a community's admins write to all its members. */
    ANNOUNCEMENT,
    /** A community's group for everything. */
    GENERAL,
    /** An ordinary group of a community. */
    SUB_GROUP,
    /** A group of a community that only its members see. */
    HIDDEN
}
