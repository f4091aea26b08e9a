package org.camelwhatsapp.simulator.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.crypto.Hmac;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** What an account shows of itself, and whom it has blocked. */
public final class Profile {
    private static final int MAX_NOTICES = 100;

    private String about = "";
    private long aboutSeconds;
    private byte @Nullable [] picture;
    private @Nullable String pictureId;
    private @Nullable String businessName;
    private long disappearingSeconds;
    private boolean available;
    private long lastSeenSeconds;
    private String statusList = "contacts";
    private final Set<Account> statusUsers = new LinkedHashSet<>();
    private final Map<String, ExclusionList> exclusions = new HashMap<>();
    private final Map<Account, byte[]> trusted = new HashMap<>();
    private byte @Nullable [] strangerSalt;
    private boolean restricted;
    private final Restrictions restrictions = new Restrictions();
    private final Set<Account> blocked = new LinkedHashSet<>();
    private final Set<String> acceptedNotices = new LinkedHashSet<>();

    public String about() {
        return about;
    }

    public long aboutSeconds() {
        return aboutSeconds;
    }

    public void setAbout(String text, long seconds) {
        about = text;
        aboutSeconds = seconds;
    }

    public byte @Nullable [] picture() {
        return picture;
    }

    public @Nullable String pictureId() {
        return pictureId;
    }

    /** Null for both takes the picture away. */
    public void setPicture(byte @Nullable [] jpeg, @Nullable String id) {
        picture = jpeg;
        pictureId = id;
    }

    /** The verified name of a business, or null for a person. */
    public @Nullable String businessName() {
        return businessName;
    }

    public void setBusinessName(@Nullable String name) {
        businessName = name;
    }

    /** The timer of new chats, 0 for none. */
    public long disappearingSeconds() {
        return disappearingSeconds;
    }

    public void setDisappearingSeconds(long seconds) {
        disappearingSeconds = seconds;
    }

    public boolean isAvailable() {
        return available;
    }

    public long lastSeenSeconds() {
        return lastSeenSeconds;
    }

    public void setAvailable(boolean there, long seconds) {
        available = there;
        lastSeenSeconds = seconds;
    }

    /** Remembers that terms of service were accepted; of the last 100 only. */
    public void acceptNotice(String number) {
        if (acceptedNotices.size() >= MAX_NOTICES) {
            acceptedNotices.remove(acceptedNotices.iterator().next());
        }
        acceptedNotices.add(number);
    }

    /** Terms of service that were accepted, by number. */
    public Set<String> acceptedNotices() {
        return acceptedNotices;
    }

    /** Which list of status posts is in use: contacts, whitelist or blacklist. */
    public String statusList() {
        return statusList;
    }

    public void setStatusList(String type) {
        statusList = type;
    }

    /** Who is on that list. */
    public Set<Account> statusUsers() {
        return statusUsers;
    }

    /** Who is left out of a privacy setting. */
    public ExclusionList exclusions(String name) {
        return exclusions.computeIfAbsent(name, n -> new ExclusionList());
    }

    /** What was given to those who may reach this account although it is restricted. */
    public Map<Account, byte[]> trusted() {
        return trusted;
    }

    /** Whether only those with a token reach this account. */
    public boolean isRestricted() {
        return restricted;
    }

    public void setRestricted(boolean now) {
        restricted = now;
    }

    /** What the service keeps this account from. */
    public Restrictions restrictions() {
        return restrictions;
    }

    /** Whether somebody is kept out. */
    public boolean refuses(Account asking, @Nullable Node token) {
        byte[] given = trusted.get(asking);
        return restricted && (token == null || given == null || !Arrays.equals(given, token.bytes()));
    }

    /**
     * Whether somebody is kept out who shows no token.
     *
     * @param own of this account
     * @param mark what the message shows to strangers, or null
     */
    public boolean refuses(Account asking, Account own, @Nullable Node token, @Nullable Node mark) {
        byte[] salt = asking.profile().strangerSalt;
        byte[] lid = own.lid().toString().getBytes(StandardCharsets.UTF_8);
        boolean marked = salt != null && mark != null && Arrays.equals(Hmac.sha256(salt, lid), mark.bytes());
        return !marked && refuses(asking, token);
    }

    /** With what this account's devices make the mark that they show to strangers; null when they must not. */
    public void setStrangerSalt(byte @Nullable [] salt) {
        strangerSalt = salt;
    }

    /** Those whose messages do not arrive. */
    public Set<Account> blocked() {
        return blocked;
    }
}
