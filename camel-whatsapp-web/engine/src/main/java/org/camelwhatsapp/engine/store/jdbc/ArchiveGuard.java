package org.camelwhatsapp.engine.store.jdbc;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;

/** Refuses what a database would refuse, before it is part of a commit: a failed commit stops the session. */
final class ArchiveGuard {
    private static final int MAX_KIND = 32;
    private static final int MAX_ADDRESS = 256;

    private ArchiveGuard() {}

    /** @throws IllegalArgumentException if an address, id or kind cannot be a key */
    static void check(ArchiveWrite change) {
        if (change instanceof ArchiveWrite.PutMessage put) {
            check(put.key());
            if (put.kind().isEmpty() || put.kind().length() > MAX_KIND) {
                throw new IllegalArgumentException("a kind has 1 to " + MAX_KIND + " characters");
            }
        } else if (change instanceof ArchiveWrite.EditMessage edit) {
            check(edit.key());
        } else if (change instanceof ArchiveWrite.RevokeMessage revoke) {
            check(revoke.key());
            check(revoke.by());
        } else if (change instanceof ArchiveWrite.PutReaction reaction) {
            check(reaction.key());
            check(reaction.reactor());
        } else if (change instanceof ArchiveWrite.RaiseStatus raise) {
            check(raise.key());
        } else if (change instanceof ArchiveWrite.StarMessage star) {
            check(star.key());
        } else if (change instanceof ArchiveWrite.RemoveMessage remove) {
            check(remove.key());
        } else if (change instanceof ArchiveWrite.ClearChat clear) {
            check(clear.chat());
        } else if (change instanceof ArchiveWrite.TouchChat touch) {
            check(touch.change().chat());
        } else if (change instanceof ArchiveWrite.JoinAddresses join) {
            check(join.from());
            check(join.to());
        } else if (change instanceof ArchiveWrite.PutName name) {
            check(name.owner());
        }
    }

    private static void check(MessageKey key) {
        check(key.chat());
        if (key.sender() != null) {
            check(key.sender());
        }
        ArchiveSealer.key(key.id());
    }

    /** What {@link Jid#parse} does not read again would stand in the way of every page it is on. */
    private static void check(Jid jid) {
        String text = ArchiveSealer.text(jid);
        boolean oneServer = text.indexOf('@') == text.lastIndexOf('@');
        if (!oneServer || text.length() > MAX_ADDRESS || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an address that cannot be kept");
        }
        ArchiveSealer.key(text);
    }
}
