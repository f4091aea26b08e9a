package org.camelwhatsapp.engine.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * The first reading of a part: which number is which LID. The mappings stand behind the messages, but messages are kept
 * under the LID, so the part is read twice. This reading also proves that the part is whole before any of it is kept.
 */
final class AddressPass {
    private static final int BATCH = 1_000;

    private final HistoryReader reader;

    AddressPass(HistoryReader reader) {
        this.reader = reader;
    }

    /** Two addresses of one user. */
    record Pair(Jid one, Jid other) {}

    /** The next pairs, or null. */
    @Nullable
    List<Pair> next() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        while (pairs.size() < BATCH) {
            HistoryItem item = reader.next();
            if (item == null) {
                return pairs.isEmpty() ? null : pairs;
            }
            if (item instanceof HistoryItem.Mapping mapping) {
                add(mapping.mapping().getPnJid(), mapping.mapping().getLidJid(), pairs);
            } else if (item instanceof HistoryItem.Contact contact) {
                add(contact.contact().getPnJid(), contact.contact().getLidJid(), pairs);
            } else if (item instanceof HistoryItem.Chat chat) {
                add(chat.conversation().getId(), chat.conversation().getLidJid(), pairs);
                add(chat.conversation().getPnJid(), chat.conversation().getId(), pairs);
            }
        }
        return pairs;
    }

    private static void add(String one, String other, List<Pair> pairs) {
        Jid first = HistoricChat.address(one);
        Jid second = HistoricChat.address(other);
        if (first != null && second != null && first.isPhone() && second.isLid()) {
            pairs.add(new Pair(first, second));
        }
    }

    static Set<Jid> users(List<Pair> pairs) {
        Set<Jid> users = new HashSet<>();
        for (Pair pair : pairs) {
            users.add(pair.one());
            users.add(pair.other());
        }
        return users;
    }
}
