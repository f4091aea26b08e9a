package org.camelwhatsapp.simulator.newsletter;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.jspecify.annotations.Nullable;

/** One newsletter. Event loop only. */
public final class Newsletter {
    private static final int MAX_POSTS = 10_000;

    private final Jid jid;
    private final String invite;
    private final long createdSeconds;
    private String name;
    private String description = "";
    private String reactionCodes = "ALL";
    private @Nullable String pictureId;
    private @Nullable String pictureUrl;
    private final Map<Account, Role> members = new LinkedHashMap<>();
    private final Map<Account, Long> sinceSeconds = new HashMap<>();
    private final Map<Account, Set<String>> settings = new HashMap<>();
    private final Map<Account, Long> invited = new LinkedHashMap<>();
    private final LinkedHashMap<Long, Post> posts = new LinkedHashMap<>();
    private final Map<Device, Long> watchers = new HashMap<>();
    private final Set<Long> pinned = new TreeSet<>();
    private long lastServerId = 99;

    Newsletter(Jid jid, String invite, String name, long createdSeconds) {
        this.jid = jid;
        this.invite = invite;
        this.name = name;
        this.createdSeconds = createdSeconds;
    }

    public Jid jid() {
        return jid;
    }

    /** The server ids of the posts that are kept at the top. */
    public Set<Long> pinned() {
        return pinned;
    }

    /** The code of its link. */
    public String invite() {
        return invite;
    }

    long createdSeconds() {
        return createdSeconds;
    }

    public String name() {
        return name;
    }

    void setName(String newName) {
        name = newName;
    }

    public String description() {
        return description;
    }

    void setDescription(String text) {
        description = text;
    }

    /** Which reactions are allowed, by the wire's word. */
    public String reactionCodes() {
        return reactionCodes;
    }

    void setReactionCodes(String word) {
        reactionCodes = word;
    }

    public @Nullable String pictureId() {
        return pictureId;
    }

    public @Nullable String pictureUrl() {
        return pictureUrl;
    }

    void setPicture(@Nullable String id, @Nullable String url) {
        pictureId = id;
        pictureUrl = url;
    }

    /** Those who run or follow it. */
    public Map<Account, Role> members() {
        return members;
    }

    public Role role(Account account) {
        return members.getOrDefault(account, Role.GUEST);
    }

    void join(Account account, Role role, long seconds) {
        members.put(account, role);
        sinceSeconds.putIfAbsent(account, seconds);
    }

    void leave(Account account) {
        members.remove(account);
        sinceSeconds.remove(account);
        settings.remove(account);
    }

    long since(Account account) {
        return sinceSeconds.getOrDefault(account, createdSeconds);
    }

    /** What an account switched on, by the wire's words. */
    public Set<String> settings(Account account) {
        return settings.computeIfAbsent(account, a -> new HashSet<>());
    }

    /** Those who were asked to run it, and until when they can accept. */
    public Map<Account, Long> invited() {
        return invited;
    }

    /** The last 10,000, oldest first. */
    public Collection<Post> posts() {
        return posts.values();
    }

    public @Nullable Post post(long serverId) {
        return posts.get(serverId);
    }

    @Nullable
    Post post(String id) {
        return posts.values().stream()
                .filter(post -> post.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    Post add(Node message, Account author, long seconds) {
        Post post = new Post(++lastServerId, message, author, seconds);
        if (posts.size() >= MAX_POSTS) {
            posts.remove(posts.keySet().iterator().next());
        }
        posts.put(post.serverId(), post);
        return post;
    }

    /** Devices that are told what followers do, and until when. */
    public Map<Device, Long> watchers() {
        return watchers;
    }
}
