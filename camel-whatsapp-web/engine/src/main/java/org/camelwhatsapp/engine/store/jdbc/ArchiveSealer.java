package org.camelwhatsapp.engine.store.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.secret.KeyRing;
import org.camelwhatsapp.engine.store.secret.RecordCipher;
import org.camelwhatsapp.engine.store.secret.WordHashes;
import org.jspecify.annotations.Nullable;

/** Encrypts what goes into the archive of one session and opens what comes out. Thread-safe. */
final class ArchiveSealer {
    static final String CHAT = "wa_chat";
    static final String MESSAGE = "wa_message";
    static final String VERSION = "wa_message_version";
    static final String REACTION = "wa_reaction";
    static final String NAME = "wa_name";
    static final String TOKEN = "wa_message_token";

    static final List<String> TABLES = List.of(CHAT, MESSAGE, VERSION, REACTION, NAME, TOKEN);

    /** Which beginnings of a word are indexed, in letters; each is a row of the index. Part of the schema. */
    private static final int[] PREFIXES = {3, 5};

    private static final int ROW_BYTES = 200;
    private static final int TOKEN_BYTES = 48;

    private final RecordCipher messages;
    private final RecordCipher reactions;
    private final RecordCipher names;
    private volatile @Nullable WordHashes hashes;

    ArchiveSealer(KeyRing ring, RandomSource random, String session) {
        messages = new RecordCipher(ring, random, MESSAGE, session);
        reactions = new RecordCipher(ring, random, REACTION, session);
        names = new RecordCipher(ring, random, NAME, session);
    }

    /** Before anything is sealed or asked for. */
    void useWords(WordHashes opened) {
        hashes = opened;
    }

    private long hash(String word) {
        return Objects.requireNonNull(hashes, "the key for words").hash(word);
    }

    /**
     * A change with its body sealed and its words hashed.
     *
     * @param change never with words
     * @param bytes roughly what it takes in memory
     */
    record Sealed(ArchiveWrite change, long[] tokens, long bytes) {}

    List<Sealed> seal(List<ArchiveWrite> changes) {
        List<Sealed> sealed = new ArrayList<>(changes.size());
        changes.forEach(change -> sealed.add(seal(change)));
        return sealed;
    }

    private Sealed seal(ArchiveWrite change) {
        if (change instanceof ArchiveWrite.PutMessage put) {
            byte[] body = messages.seal(key(put.key().id()), put.body());
            long[] tokens = tokens(put.words());
            return sealed(
                    new ArchiveWrite.PutMessage(put.key(), put.at(), put.kind(), put.status(), body, Set.of()),
                    tokens,
                    body.length);
        }
        if (change instanceof ArchiveWrite.EditMessage edit) {
            byte[] body = messages.seal(key(edit.key().id()), edit.body());
            long[] tokens = tokens(edit.words());
            return sealed(new ArchiveWrite.EditMessage(edit.key(), edit.at(), body, Set.of()), tokens, body.length);
        }
        if (change instanceof ArchiveWrite.PutReaction put && put.body().length > 0) {
            byte[] body = reactions.seal(key(put.key().id()), put.body());
            return sealed(
                    new ArchiveWrite.PutReaction(put.key(), put.reactor(), put.at(), body), new long[0], body.length);
        }
        if (change instanceof ArchiveWrite.PutName put && put.body().length > 0) {
            byte[] body = names.seal(key(put.owner().toString()), put.body());
            return sealed(new ArchiveWrite.PutName(put.owner(), put.source(), body), new long[0], body.length);
        }
        return sealed(change, new long[0], 0);
    }

    private static Sealed sealed(ArchiveWrite change, long[] tokens, int body) {
        return new Sealed(change, tokens, ROW_BYTES + body + (long) TOKEN_BYTES * tokens.length);
    }

    private long[] tokens(Set<String> words) {
        Set<Long> tokens = new LinkedHashSet<>();
        for (String word : words) {
            tokens.add(token(word, false));
            for (int letters : PREFIXES) {
                if (word.length() >= letters) {
                    tokens.add(hash("^" + word.substring(0, letters)));
                }
            }
        }
        return tokens.stream().mapToLong(Long::longValue).toArray();
    }

    /** What a word, or the longest indexed beginning of it, is found by. */
    long token(String word, boolean prefix) {
        if (!prefix) {
            return hash("=" + word);
        }
        int longest = PREFIXES[0];
        for (int letters : PREFIXES) {
            if (word.length() >= letters) {
                longest = letters;
            }
        }
        return hash("^" + word.substring(0, longest));
    }

    byte[] openMessage(byte[] recordKey, byte[] value) {
        return messages.open(recordKey, value);
    }

    byte[] openReaction(byte[] recordKey, byte[] value) {
        return reactions.open(recordKey, value);
    }

    byte[] openName(byte[] recordKey, byte[] value) {
        return names.open(recordKey, value);
    }

    static byte[] key(String text) {
        return KeyCodec.TEXT.encode(text);
    }

    /** The address as the tables have it. */
    static String text(Jid jid) {
        return jid.toString();
    }
}
