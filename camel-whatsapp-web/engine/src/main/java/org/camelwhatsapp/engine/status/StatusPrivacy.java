package org.camelwhatsapp.engine.status;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;

/**
 * Who sees one's status posts, as it is set on the phone. Source: docs/protocol.md, "Status posts".
 *
 * @param mode how they are chosen
 * @param users who is left out, or who alone sees them; empty for all contacts
 */
public record StatusPrivacy(Mode mode, List<Jid> users) {
    private static final int MAX_USERS = 20_000;

    public StatusPrivacy {
        users = List.copyOf(users);
    }

    /** How recipients are chosen. */
    public enum Mode {
        /** Everybody in the address book. */
        CONTACTS("contacts", "contacts"),
        /** The address book without the users. */
        CONTACTS_EXCEPT("blacklist", "denylist"),
        /** The users and nobody else. */
        ONLY_WITH("whitelist", "allowlist");

        private final String list;
        private final String setting;

        Mode(String list, String setting) {
            this.list = list;
            this.setting = setting;
        }

        /** The word that a post carries. */
        String setting() {
            return setting;
        }
    }

    static final StatusPrivacy DEFAULT = new StatusPrivacy(Mode.CONTACTS, List.of());

    /** Reads the server's answer: several lists, of which one is in use. */
    static StatusPrivacy read(Node privacy) {
        List<Node> lists = privacy.children("list");
        for (Node list : lists) {
            if (lists.size() == 1 || list.attr("default", "").equals("true")) {
                return of(list);
            }
        }
        return DEFAULT;
    }

    private static StatusPrivacy of(Node list) {
        for (Mode mode : Mode.values()) {
            if (mode != Mode.CONTACTS && mode.list.equals(list.attr("type"))) {
                List<Jid> users = list.children("user").stream()
                        .limit(MAX_USERS)
                        .map(user -> user.requireJid("jid").toUser())
                        .toList();
                return new StatusPrivacy(mode, users);
            }
        }
        return DEFAULT;
    }
}
