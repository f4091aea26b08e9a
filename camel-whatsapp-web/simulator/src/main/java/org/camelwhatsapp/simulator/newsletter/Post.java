package org.camelwhatsapp.simulator.newsletter;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.state.Account;
import org.jspecify.annotations.Nullable;

/** One post, and what followers did with it. Event loop only. */
public final class Post {
    private final long serverId;
    private final String id;
    private final String type;
    private final Account author;
    private final long seconds;
    private final @Nullable Node meta;
    private final @Nullable String mediaHandle;
    private Node plaintext;
    private long editedMillis;
    private boolean deleted;
    private final Map<Account, String> reactions = new LinkedHashMap<>();
    private final Map<Account, List<String>> votes = new LinkedHashMap<>();
    private final Set<Account> viewers = new LinkedHashSet<>();

    Post(long serverId, Node message, Account author, long seconds) {
        this.serverId = serverId;
        this.id = message.requireAttr("id");
        this.type = message.attr("type", "text");
        this.author = author;
        this.seconds = seconds;
        this.meta = message.child("meta");
        this.mediaHandle = message.attr("media_id");
        this.plaintext = message.requireChild("plaintext");
    }

    public long serverId() {
        return serverId;
    }

    public String id() {
        return id;
    }

    /** The wire's word: text, media or poll. */
    public String type() {
        return type;
    }

    public Account author() {
        return author;
    }

    long seconds() {
        return seconds;
    }

    @Nullable
    Node meta() {
        return meta;
    }

    /** By what the author named the file, or null. */
    public @Nullable String mediaHandle() {
        return mediaHandle;
    }

    /** What it says now. */
    public Node plaintext() {
        return plaintext;
    }

    public long editedMillis() {
        return editedMillis;
    }

    public boolean isDeleted() {
        return deleted;
    }

    void edit(Node newPlaintext, long millis) {
        plaintext = newPlaintext;
        editedMillis = millis;
    }

    void delete(long millis) {
        plaintext = Node.of("plaintext");
        editedMillis = millis;
        deleted = true;
    }

    /** The emoji of each account. */
    public Map<Account, String> reactions() {
        return reactions;
    }

    /** The answers that each account chose, as hashes in hex. */
    public Map<Account, List<String>> votes() {
        return votes;
    }

    public Set<Account> viewers() {
        return viewers;
    }
}
