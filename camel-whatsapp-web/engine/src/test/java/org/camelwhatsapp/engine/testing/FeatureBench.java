package org.camelwhatsapp.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.call.CallFeature;
import org.camelwhatsapp.engine.community.CommunityFeature;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.DeviceDirectory;
import org.camelwhatsapp.engine.contact.PictureFeature;
import org.camelwhatsapp.engine.contact.UserFeature;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.group.GroupInviteFeature;
import org.camelwhatsapp.engine.group.GroupRequestFeature;
import org.camelwhatsapp.engine.group.GroupSettingsFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.presence.PresenceFeature;
import org.camelwhatsapp.engine.privacy.BlocklistFeature;
import org.camelwhatsapp.engine.privacy.PrivacyFeature;
import org.camelwhatsapp.engine.privacy.PrivacyListFeature;
import org.camelwhatsapp.engine.receipt.ReceiptFeature;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.StanzaHandler;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;

/**
 * The features for groups, contacts, presence, privacy, receipts and calls of one session without a network, for hostile
 * stanzas and answers. What they throw is let through, except what the router takes from them.
 */
public final class FeatureBench {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long BASE_BYTES = 4L << 20;
    private static final long BYTES_PER_BYTE = 4_096;

    public final ScriptedSession scripted = new ScriptedSession();
    public final GroupFeature groups;
    public final GroupSettingsFeature settings;
    public final GroupInviteFeature invites;
    public final GroupRequestFeature requests;
    public final CommunityFeature communities;
    public final UserFeature users;
    public final PictureFeature pictures;
    public final DeviceDirectory devices;
    public final PrivacyFeature privacy;
    public final PrivacyListFeature privacyLists;
    public final BlocklistFeature blocklist;

    private final Map<String, List<StanzaHandler>> handlers = new HashMap<>();

    public FeatureBench() {
        scripted.credentials = scripted.credentials.withAccount(new LinkedAccount(
                Jid.parse("15550009000:3@s.whatsapp.net"),
                Jid.lid("777000").withDevice(3),
                new byte[1],
                new byte[32],
                null,
                null,
                null));
        AddressBook addresses = new AddressBook(scripted.session);
        devices = add(new DeviceDirectory(scripted.session, addresses));
        groups = add(new GroupFeature(scripted.session, addresses, new NoTokens()));
        settings = add(new GroupSettingsFeature(scripted.session, groups));
        invites = add(new GroupInviteFeature(scripted.session, groups));
        requests = add(new GroupRequestFeature(scripted.session, groups));
        communities = add(new CommunityFeature(scripted.session, groups));
        users = add(new UserFeature(scripted.session, addresses, new NoTokens()));
        pictures = add(new PictureFeature(scripted.session, new NoTokens()));
        privacy = add(new PrivacyFeature(scripted.session));
        blocklist = add(new BlocklistFeature(scripted.session, users));
        privacyLists = add(new PrivacyListFeature(scripted.session, users));
        add(new PresenceFeature(scripted.session, new NoTokens()));
        add(new CallFeature(scripted.session));
        add(new ReceiptFeature(scripted.session, retry -> {}, receipt -> {}));
    }

    private <F extends Feature> F add(F feature) {
        feature.register(MemoryStore.proxy(
                StanzaRouter.class,
                (method, arguments) -> handlers.computeIfAbsent(method + " " + arguments[0], key -> new ArrayList<>())
                        .add((StanzaHandler) arguments[1])));
        return feature;
    }

    /** A stanza comes, and goes to whoever the router would give it to. */
    public void receive(Node stanza) {
        String key = stanza.is("notification") ? "onNotification " + stanza.attr("type") : "onTag " + stanza.tag();
        for (StanzaHandler handler : handlers.getOrDefault(key, List.of())) {
            scripted.run(() -> {
                try {
                    handler.handle(stanza);
                } catch (MalformedNodeException expected) {
                    assertThat(expected.code()).isEqualTo("malformed-stanza");
                }
            });
        }
    }

    /** Makes a call on the mailbox. */
    public <T> CompletableFuture<T> call(Supplier<CompletionStage<T>> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        scripted.run(() -> call.get().whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        return result;
    }

    /**
     * Fails when the task takes memory out of all proportion to the input. The first run may have classes to load; then the
     * task is run once more, from a bench of its own.
     */
    public static void cheap(int inputBytes, Runnable task) {
        long most = BASE_BYTES + BYTES_PER_BYTE * inputBytes;
        if (allocated(task) > most) {
            assertThat(allocated(task))
                    .as("bytes allocated for %d bytes", inputBytes)
                    .isLessThanOrEqualTo(most);
        }
    }

    private static long allocated(Runnable task) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        task.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
