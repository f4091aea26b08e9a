package org.camelwhatsapp.engine.message.archive;

/** Whether chats, messages and names are kept, and what becomes of them when people tidy up on another device. */
public enum ArchiveMode {
    /** Nothing is kept. */
    OFF,
    /** What is deleted on another device of the account goes here too. */
    FOLLOW,
    /** Everything stays until it is too old, too much, or erased here. */
    KEEP
}
