package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.Archive;
import org.camelwhatsapp.engine.store.ArchiveCounts;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.ChatRow;
import org.camelwhatsapp.engine.store.MessageExtras;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.MessageRow;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.jspecify.annotations.Nullable;

/** The archive of one session, for reading. Thread-safe. */
final class JdbcArchive implements Archive {
    private static final int MAX_UNREAD = 10_000;
    private static final String CHATS =
            "SELECT c.chat, c.last_at, c.marked_unread, c.archived, c.pinned_at, c.muted_until,"
                    + " c.ephemeral, CASE WHEN c.unread_at > c.read_at THEN c.unread_base ELSE 0 END"
                    + " + (SELECT count(*) FROM (SELECT 1 FROM wa_message m WHERE m.session_id = c.session_id"
                    + " AND m.chat = c.chat AND m.at > CASE WHEN c.unread_at > c.read_at THEN c.unread_at ELSE c.read_at END"
                    + " AND m.author <> 'me' AND m.kind IS NOT NULL LIMIT " + MAX_UNREAD + ") fresh)"
                    + " FROM wa_chat c WHERE c.session_id = ? AND (c.deleted_at = 0 OR EXISTS (SELECT 1 FROM wa_message m"
                    + " WHERE m.session_id = c.session_id AND m.chat = c.chat AND m.at > c.deleted_at"
                    + " AND m.kind IS NOT NULL AND NOT " + ArchiveRemoval.GONE + "))";
    private static final String CHAT = CHATS + " AND c.chat = ?";
    private static final String EXTRA_VERSIONS =
            "SELECT at, record_key, value FROM wa_message_version WHERE message = ? ORDER BY at";
    private static final String EXTRA_REACTIONS =
            "SELECT at, record_key, value, reactor FROM wa_reaction WHERE message = ? ORDER BY at, reactor";
    private static final InList NAMES =
            new InList("SELECT owner, source, record_key, value FROM wa_name WHERE session_id = ? AND owner IN (", ")");
    private static final String CONTACTS = "SELECT DISTINCT owner FROM wa_name WHERE session_id = ? AND owner > ?"
            + " AND source <> 3 ORDER BY owner LIMIT ?";

    private final SessionReads reads;
    private final ArchiveQueries messages;
    private final ArchiveRemoval removal;

    JdbcArchive(SessionReads reads) {
        this.reads = reads;
        messages = new ArchiveQueries(reads);
        removal = new ArchiveRemoval(reads);
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " rows");
        }
    }

    @Override
    public List<ChatRow> chats(@Nullable Boolean archived, @Nullable ChatRow after, int limit) {
        checkLimit(limit);
        String text = CHATS
                + (archived == null ? "" : archived ? " AND c.archived = 1" : " AND COALESCE(c.archived, 0) = 0")
                + (after == null ? "" : " AND (c.last_at, c.chat) < (?, ?)")
                + " ORDER BY c.last_at DESC, c.chat DESC LIMIT ?";
        return reads.read(sql -> {
            PreparedStatement statement = sql.prepare(text);
            int place = 1;
            statement.setLong(place++, reads.owner().id());
            if (after != null) {
                statement.setLong(place++, after.lastAt());
                statement.setString(place++, ArchiveSealer.text(after.chat()));
            }
            statement.setInt(place, limit);
            return chats(statement);
        });
    }

    private static List<ChatRow> chats(PreparedStatement statement) throws SQLException {
        List<ChatRow> chats = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ChatChange.Flags flags = new ChatChange.Flags(
                        flag(rows, 3), flag(rows, 4), number(rows, 5), number(rows, 6), seconds(rows, 7));
                chats.add(new ChatRow(Jid.parse(rows.getString(1)), rows.getLong(2), rows.getInt(8), flags));
            }
        }
        return chats;
    }

    private static @Nullable Long number(ResultSet rows, int column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? null : value;
    }

    private static @Nullable Boolean flag(ResultSet rows, int column) throws SQLException {
        Long value = number(rows, column);
        return value == null ? null : value != 0;
    }

    private static @Nullable Integer seconds(ResultSet rows, int column) throws SQLException {
        Long value = number(rows, column);
        return value == null ? null : Math.toIntExact(value);
    }

    @Override
    public @Nullable ChatRow chat(Jid chat) {
        List<ChatRow> found = reads.read(sql -> {
            PreparedStatement statement = sql.prepare(CHAT);
            statement.setLong(1, reads.owner().id());
            statement.setString(2, ArchiveSealer.text(chat));
            return chats(statement);
        });
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public List<MessageRow> messages(MessageFilter filter, int limit) {
        checkLimit(limit);
        return messages.find(filter, limit);
    }

    @Override
    public @Nullable MessageRow message(MessageKey key) {
        return messages.find(key);
    }

    @Override
    public @Nullable MessageRow oldest(Jid chat) {
        return messages.oldest(chat);
    }

    /** One sealed value with its time; {@code who} is empty for versions. */
    private record Raw(long at, byte[] key, byte[] value, String who) {}

    @Override
    public MessageExtras extras(MessageRow message) {
        List<MessageExtras.Version> versions = new ArrayList<>();
        List<MessageExtras.Reaction> reactions = new ArrayList<>();
        ArchiveSealer ciphers = reads.ciphers().archive();
        for (Raw raw : raw(EXTRA_VERSIONS, message.id(), false)) {
            versions.add(new MessageExtras.Version(raw.at(), ciphers.openMessage(raw.key(), raw.value())));
        }
        for (Raw raw : raw(EXTRA_REACTIONS, message.id(), true)) {
            reactions.add(new MessageExtras.Reaction(
                    Jid.parse(raw.who()), raw.at(), ciphers.openReaction(raw.key(), raw.value())));
        }
        return new MessageExtras(List.copyOf(versions), List.copyOf(reactions));
    }

    private List<Raw> raw(String text, long message, boolean who) {
        return reads.read(sql -> {
            PreparedStatement statement = sql.prepare(text);
            statement.setLong(1, message);
            List<Raw> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            new Raw(rows.getLong(1), rows.getBytes(2), rows.getBytes(3), who ? rows.getString(4) : ""));
                }
            }
            return found;
        });
    }

    /** One sealed name. */
    private record RawName(String owner, int source, byte[] key, byte[] value) {}

    @Override
    public Map<Jid, Map<NameSource, byte[]>> names(Collection<Jid> owners) {
        List<String> asked = owners.stream().map(ArchiveSealer::text).distinct().toList();
        Map<Jid, Map<NameSource, byte[]>> names = new LinkedHashMap<>();
        for (int from = 0; from < asked.size(); from += InList.MAX) {
            for (RawName row : rawNames(asked.subList(from, Math.min(asked.size(), from + InList.MAX)))) {
                open(row, names);
            }
        }
        return names;
    }

    private List<RawName> rawNames(List<String> owners) {
        return reads.read(sql -> {
            PreparedStatement statement = sql.prepare(NAMES.text(owners.size()));
            statement.setLong(1, reads.owner().id());
            for (int place = 0; place < InList.places(owners.size()); place++) {
                statement.setString(place + 2, InList.at(owners, place));
            }
            List<RawName> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new RawName(rows.getString(1), rows.getInt(2), rows.getBytes(3), rows.getBytes(4)));
                }
            }
            return found;
        });
    }

    private void open(RawName row, Map<Jid, Map<NameSource, byte[]>> names) {
        try {
            byte[] name = reads.ciphers().archive().openName(row.key(), row.value());
            names.computeIfAbsent(Jid.parse(row.owner()), any -> new EnumMap<>(NameSource.class))
                    .put(NameSource.of(row.source()), name);
        } catch (StoreException e) {
            reads.damaged(ArchiveSealer.NAME, e);
        }
    }

    @Override
    public List<Jid> contacts(@Nullable Jid after, int limit) {
        checkLimit(limit);
        return reads.read(sql -> {
            PreparedStatement statement = sql.prepare(CONTACTS);
            statement.setLong(1, reads.owner().id());
            statement.setString(2, after == null ? "" : ArchiveSealer.text(after));
            statement.setInt(3, limit);
            List<Jid> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(Jid.parse(rows.getString(1)));
                }
            }
            return found;
        });
    }

    @Override
    public ArchiveCounts counts() {
        return new ArchiveCounts(
                reads.count("SELECT count(*) FROM wa_chat WHERE session_id = ?"),
                reads.count("SELECT count(*) FROM wa_message WHERE session_id = ? AND kind IS NOT NULL"),
                reads.count("SELECT count(*) FROM wa_name WHERE session_id = ?"));
    }

    @Override
    public int purge(long before, int maxPerChat, int limit) {
        return removal.purge(before, maxPerChat, limit);
    }

    @Override
    public int erase(Collection<Jid> who, int limit) {
        return removal.erase(who, limit);
    }
}
