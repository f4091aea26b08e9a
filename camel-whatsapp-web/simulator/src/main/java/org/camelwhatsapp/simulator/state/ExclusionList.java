package org.camelwhatsapp.simulator.state;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is left out of one privacy setting, and which state the list is in. */
public final class ExclusionList {
    private final Set<Account> users = new LinkedHashSet<>();
    private int changes;

    public Set<Account> users() {
        return users;
    }

    /** Leaves somebody out, or no longer. */
    public void change(Account user, boolean add) {
        if (add) {
            users.add(user);
        } else {
            users.remove(user);
        }
        changes++;
    }

    /** What names the state, or null for a list that was never written. */
    public @Nullable String state() {
        return changes == 0 ? null : "state-" + changes;
    }
}
