package org.camelwhatsapp.engine.store;

import java.util.Set;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;

/**
 * One change of the archive. Every change may be made again without harm, and changes that speak of a message which is
 * not there yet are kept for it. Bodies are opaque to the store and encrypted by it; words become keyed hashes. Times are
 * milliseconds since 1970.
 */
public sealed interface ArchiveWrite {
    /**
     * Adds a message. One that is there stays as it is, but its status may rise.
     *
     * @param kind a short word such as {@code text}, at most 32 characters
     * @param words what it is found by, in the form the reader asks with
     */
    record PutMessage(MessageKey key, long at, String kind, MessageStatus status, byte[] body, Set<String> words)
            implements ArchiveWrite {}

    /** Adds a later version of a message; the earlier ones stay. */
    record EditMessage(MessageKey key, long at, byte[] body, Set<String> words) implements ArchiveWrite {}

    /**
     * Marks a message as taken back, and drops its content and its earlier versions.
     *
     * @param by who did it
     */
    record RevokeMessage(MessageKey key, long at, Jid by) implements ArchiveWrite {}

    /** Keeps somebody's reaction in place of an earlier one; an empty body takes it back. */
    record PutReaction(MessageKey key, Jid reactor, long at, byte[] body) implements ArchiveWrite {}

    /** The status rises to this one; {@code FAILED} only replaces {@code PENDING}. Nothing is kept for an unknown message. */
    record RaiseStatus(MessageKey key, MessageStatus status) implements ArchiveWrite {}

    /** Puts a star on a message, or takes it away. */
    record StarMessage(MessageKey key, long at, boolean starred) implements ArchiveWrite {}

    /** Removes a message with its versions and reactions. Nothing is kept for an unknown message. */
    record RemoveMessage(MessageKey key) implements ArchiveWrite {}

    /**
     * The messages of a chat up to a time are gone, those too that come later and are older.
     *
     * @param starredToo whether those with a star are gone as well
     * @param chatToo whether the chat is not listed any more until something new is there
     */
    record ClearChat(Jid chat, long upTo, boolean starredToo, boolean chatToo) implements ArchiveWrite {}

    record TouchChat(ChatChange change) implements ArchiveWrite {}

    /**
     * Two addresses turned out to be one user: what stands under the first is joined with what stands under the second.
     * Messages that are under both, and names and settings that the second has, stay as the second has them.
     */
    record JoinAddresses(Jid from, Jid to) implements ArchiveWrite {}

    /** Keeps a name in place of an earlier one of the same source; an empty body removes it. */
    record PutName(Jid owner, NameSource source, byte[] body) implements ArchiveWrite {}
}
