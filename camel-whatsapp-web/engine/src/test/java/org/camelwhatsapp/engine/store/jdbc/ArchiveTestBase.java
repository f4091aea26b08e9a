package org.camelwhatsapp.engine.store.jdbc;

import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.Archive;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatRow;
import org.camelwhatsapp.engine.store.MessageExtras;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.MessageRow;

/** A store with one session whose archive is written and asked. */
abstract class ArchiveTestBase extends StoreTestBase {
    static final Jid ANN = StoreFixture.CHAT;
    static final Jid BOB = ArchiveContract.BOB;
    static final Jid GROUP = ArchiveContract.GROUP;

    static MessageKey inGroup(String id, Jid author) {
        return new MessageKey(GROUP, id, false, author);
    }

    /** Each change in a transaction of its own would give the same; here they share one. */
    void write(ArchiveWrite... changes) {
        commit(device, t -> List.of(changes).forEach(t::archive));
    }

    Archive archive() {
        return device.archive();
    }

    MessageRow message(MessageKey key) {
        return Objects.requireNonNull(archive().message(key), "the message is not there");
    }

    ChatRow chat(Jid chat) {
        return Objects.requireNonNull(archive().chat(chat), "the chat is not there");
    }

    /** The ids of the messages that are found, in their order. */
    List<String> find(MessageFilter filter) {
        return archive().messages(filter, 100).stream()
                .map(row -> row.key().id())
                .toList();
    }

    List<String> findWord(String word) {
        return find(MessageFilter.ALL.with(List.of(new MessageFilter.Term(word, false))));
    }

    /** Time and text of each earlier version. */
    List<String> versions(MessageKey key) {
        return archive().extras(message(key)).versions().stream()
                .map(version -> version.at() + " " + utf8(version.body()))
                .toList();
    }

    /** Who, when and what of each reaction. */
    List<String> reactions(MessageKey key) {
        return archive().extras(message(key)).reactions().stream()
                .map(ArchiveTestBase::reaction)
                .toList();
    }

    private static String reaction(MessageExtras.Reaction reaction) {
        return reaction.reactor() + " " + reaction.at() + " " + utf8(reaction.body());
    }

    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** How many rows stand in these tables together. */
    long rows(String... tables) throws Exception {
        long all = 0;
        for (String table : tables) {
            all += number("SELECT count(*) FROM " + table);
        }
        return all;
    }

    /** The one number that a statement gives, read past the store. */
    long number(String sql) throws Exception {
        try (Connection connection = foreign();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
