package org.camelwhatsapp.simulator;

import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.state.Account;
import org.jspecify.annotations.Nullable;

/**
 * What a person shows and hides, on the phone: profile, privacy, presence, and calls. Thread-safe; calls block until the
 * simulator has done them.
 */
public final class PhoneProfile {
    private final Simulator simulator;
    private final Account account;

    PhoneProfile(Simulator simulator, Account account) {
        this.simulator = simulator;
        this.account = account;
    }

    /** The text about this person, as the server has it. */
    public String about() {
        return simulator.call(() -> account.profile().about());
    }

    /** Changes the text; others are told. */
    public void setAbout(String text) {
        simulator.call(() -> {
            simulator.profiles().setAbout(account, text);
            return true;
        });
    }

    /** The picture, as the server has it, or null. */
    public byte @Nullable [] picture() {
        return simulator.call(() -> account.profile().picture());
    }

    /** Gives this person a picture, without telling anybody. */
    public void setPicture(byte[] jpeg) {
        simulator.call(() -> {
            account.profile().setPicture(jpeg, "1");
            return true;
        });
    }

    /** Makes this a business with a verified name. */
    public void setBusinessName(String name) {
        simulator.call(() -> {
            account.profile().setBusinessName(name);
            return true;
        });
    }

    /** The privacy settings that were changed, by the wire's names. */
    public Map<String, String> privacy() {
        return simulator.call(() -> Map.copyOf(account.privacy()));
    }

    /** Changes a privacy setting; linked devices are told. */
    public void setPrivacy(String name, String value) {
        simulator.call(() -> {
            account.privacy().put(name, value);
            Node category = Node.builder("category")
                    .attr("name", name)
                    .attr("value", value)
                    .build();
            simulator.world().router().accountChanged(account, 0, Node.of("privacy", category));
            return true;
        });
    }

    /** The numbers of those who are left out of a privacy setting. */
    public List<String> excluded(String name) {
        return simulator.call(() -> account.profile().exclusions(name).users().stream()
                .map(other -> other.phoneJid().user())
                .toList());
    }

    /** Leaves somebody out of a privacy setting on the phone; linked devices hear of it late, so they are not told. */
    public void exclude(String name, Jid user) {
        simulator.call(() -> {
            account.profile().exclusions(name).change(other(user), true);
            return true;
        });
    }

    /** Only those with a token reach this person from now on, or everybody again. */
    public void setRestricted(boolean restricted) {
        simulator.call(() -> {
            account.profile().setRestricted(restricted);
            return true;
        });
    }

    /**
     * With what this person's devices mark messages to those who gave no token, so that these take them; null for no mark. The
     * devices learn it from the app state ({@code nct_salt_sync}) or the history.
     */
    public void setStrangerSalt(byte @Nullable [] salt) {
        simulator.call(() -> {
            account.profile().setStrangerSalt(salt);
            return true;
        });
    }

    /** The service keeps this person from writing to strangers for some seconds, or 0 for no longer. */
    public void restrictStrangers(long seconds) {
        simulator.call(() -> {
            long until = seconds == 0 ? 0 : simulator.world().nowSeconds() + seconds;
            simulator.restrictions().restrictStrangers(account, until);
            return true;
        });
    }

    /** The service caps how many new chats this person may begin, or 0 for no cap. */
    public void capNewChats(long used, long total) {
        simulator.call(() -> {
            simulator.restrictions().capNewChats(account, used, total);
            return true;
        });
    }

    /** Gives somebody a token, as the phone does when it writes to a contact. */
    public void trust(Jid user) {
        simulator.call(() -> {
            simulator.tokens().give(account, other(user), simulator.world().nowSeconds());
            return true;
        });
    }

    /** The numbers of those who are blocked. */
    public List<String> blocked() {
        return simulator.call(() -> account.profile().blocked().stream()
                .map(other -> other.phoneJid().user())
                .toList());
    }

    /** Blocks somebody on the phone; linked devices are told. */
    public void block(Jid user) {
        simulator.call(() -> {
            Account other = other(user);
            account.profile().blocked().add(other);
            Node item = Node.builder("item")
                    .attr("jid", other.lid())
                    .attr("action", "block")
                    .build();
            simulator.world().router().accountChanged(account, 0, Node.of("blocklist", item));
            return true;
        });
    }

    /** The timer of new chats in seconds, 0 for none. */
    public long disappearingSeconds() {
        return simulator.call(() -> account.profile().disappearingSeconds());
    }

    /** Changes the timer on the phone; linked devices are told. */
    public void setDisappearing(long seconds) {
        simulator.call(() -> {
            account.profile().setDisappearingSeconds(seconds);
            Node mode = Node.builder("disappearing_mode")
                    .attr("duration", seconds)
                    .attr("t", simulator.world().nowSeconds())
                    .build();
            simulator.world().router().accountChanged(account, 0, mode);
            return true;
        });
    }

    /** Comes or goes; those who asked are told. */
    public void setAvailable(boolean there) {
        simulator.call(() -> {
            simulator.presences().changed(account, there);
            return true;
        });
    }

    /** Whether others see this person as there. */
    public boolean isAvailable() {
        return simulator.call(() -> account.profile().isAvailable());
    }

    /** Shows in a chat what the person does, such as {@code <composing/>}. */
    public void showState(Jid chat, Node state) {
        simulator.call(() -> {
            simulator.presences().onChatState(account, chat, state);
            return true;
        });
    }

    /** Calls somebody; returns the call's id. */
    public String call(Jid user, boolean video) {
        return simulator.call(() -> {
            String id = simulator.world().newId();
            Node.Builder offer = callNode("offer", id)
                    .attr("caller_pn", account.phoneJid())
                    .child(Node.builder("audio")
                            .attr("enc", "opus")
                            .attr("rate", 16_000)
                            .build());
            offer.child(video ? Node.of("video") : null);
            simulator.calls().bring(account, account.lid(), other(user), offer.build());
            return id;
        });
    }

    /** Ends a call. */
    public void hangUp(Jid user, String callId, String reason) {
        simulator.call(() -> {
            Node end = callNode("terminate", callId).attr("reason", reason).build();
            simulator.calls().bring(account, account.lid(), other(user), end);
            return true;
        });
    }

    private Node.Builder callNode(String tag, String callId) {
        return Node.builder(tag).attr("call-id", callId).attr("call-creator", account.lid());
    }

    private Account other(Jid user) {
        Account other = simulator.world().directory().account(user);
        if (other == null) {
            throw new IllegalArgumentException("no account " + user);
        }
        return other;
    }
}
