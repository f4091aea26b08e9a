package org.camelwhatsapp.engine.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of chats, messages and names of one session, read page by page. It is changed through {@link
 * StoreTransaction#archive}. A page continues behind the last row of the one before, so it neither skips nor repeats
 * anything that was there, whatever is added meanwhile. All methods block.
 */
public interface Archive {
    /** The largest page. */
    int MAX_PAGE = 500;

    /** How many letters the beginning of a word needs to be searched for. */
    int MIN_PREFIX = 3;

    /**
     * Chats by their latest message, newest first.
     *
     * @param archived only archived ones or only others, or null for all
     * @param after the last chat of the page before, or null
     * @param limit 1 to 500
     */
    List<ChatRow> chats(@Nullable Boolean archived, @Nullable ChatRow after, int limit);

    @Nullable
    ChatRow chat(Jid chat);

    /** @param limit 1 to 500 */
    List<MessageRow> messages(MessageFilter filter, int limit);

    @Nullable
    MessageRow message(MessageKey key);

    /** The oldest message of a chat, or null. */
    @Nullable
    MessageRow oldest(Jid chat);

    MessageExtras extras(MessageRow message);

    /** The names of these users and groups, by source. Who has none is left out. */
    Map<Jid, Map<NameSource, byte[]>> names(Collection<Jid> owners);

    /**
     * Users with a name, in the order of their addresses.
     *
     * @param after the last one of the page before, or null
     * @param limit 1 to 500
     */
    List<Jid> contacts(@Nullable Jid after, int limit);

    ArchiveCounts counts();

    /**
     * Drops what is too old or too much.
     *
     * @param before messages older than this go, milliseconds since 1970
     * @param maxPerChat the oldest beyond this many in one chat go
     * @param limit how many at most in this call
     * @return how many it were
     */
    int purge(long before, int maxPerChat, int limit);

    /**
     * Removes everything of a user, or of a group: the chat, its messages, what the user wrote and reacted elsewhere, the
     * names, and what was kept of messages sent there to answer retries. Call it until it returns 0.
     *
     * @param who every address of the user
     * @param limit how many messages at most in this call
     * @return how many rows it were
     */
    int erase(Collection<Jid> who, int limit);
}
