package org.camelwhatsapp.engine.address;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.message.ProtocolHandler;
import org.camelwhatsapp.engine.message.ProtocolNotice;
import org.camelwhatsapp.engine.mex.MexException;
import org.camelwhatsapp.engine.mex.MexJson;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.LIDMigrationMapping;
import org.camelwhatsapp.proto.LIDMigrationMappingSyncPayload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teaches the address book what comes by itself: stanzas that name a user by both addresses, what the phone shares when it
 * moves to LIDs, and LIDs that change. Answers to questions teach it where they are read. Mailbox only. Source:
 * docs/protocol.md, "Addressing".
 */
public final class AddressSources implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(AddressSources.class);
    private static final String CHANGED = "xwa2_notify_lid_change";
    /** More than any address book holds. */
    private static final int MAX_SHARED = 50_000;

    private final Session session;
    private final AddressBook addresses;

    public AddressSources(Session session, AddressBook addresses) {
        this.session = session;
        this.addresses = addresses;
    }

    private record Pair(Jid one, Jid other) {}

    @Override
    public void register(StanzaRouter router) {
        router.onEvery(this::seen);
        router.onNotification("mex", this::changed);
    }

    private void seen(Node stanza) {
        List<Pair> pairs = new ArrayList<>(2);
        // Who wrote a message is learnt before it is decrypted, many messages at once.
        if (!stanza.is("message")) {
            pair(stanza, "from", "sender_pn", "sender_lid", pairs);
            pair(stanza, "participant", "participant_pn", "participant_lid", pairs);
        }
        pair(stanza, "recipient", "peer_recipient_pn", "peer_recipient_lid", pairs);
        pair(stanza, "recipient", "recipient_pn", "recipient_lid", pairs);
        if (stanza.is("call")) {
            stanza.children().forEach(call -> pair(call, "call-creator", "caller_pn", "caller_lid", pairs));
        }
        if (stanza.is("notification") && stanza.attr("type", "").equals("devices")) {
            pair(stanza, "from", "pn", "lid", pairs);
            stanza.children().forEach(change -> pair(change, "jid", "pn", "lid", pairs));
        }
        if (!pairs.isEmpty()) {
            learn(pairs);
        }
    }

    private static void pair(Node node, String name, String number, String lid, List<Pair> pairs) {
        if (!node.has(name) || !node.has(number) && !node.has(lid)) {
            return;
        }
        Jid one = node.jid(name);
        Jid other = one != null && one.isLid() ? node.jid(number) : node.jid(lid);
        if (one != null && other != null) {
            pairs.add(new Pair(one, other));
        }
    }

    /** What is known already is not written again. */
    private void learn(List<Pair> pairs) {
        Set<Jid> users = new HashSet<>();
        pairs.forEach(pair -> users.add(pair.one()));
        addresses.load(users).thenAccept(v -> {
            StoreTransaction transaction = session.store().transaction();
            pairs.forEach(pair -> addresses.learn(pair.one(), pair.other(), transaction));
            if (!transaction.isEmpty()) {
                session.store().commit(transaction);
            }
        });
    }

    /** What the phone shares when it moves its conversations to LIDs: a {@link ProtocolHandler}. */
    public Runnable shared(ProtocolNotice notice, StoreTransaction transaction) {
        if (!notice.fromPhone()) {
            return ProtocolHandler.NOTHING;
        }
        try {
            LIDMigrationMappingSyncPayload shared = LIDMigrationMappingSyncPayload.parseFrom(
                    notice.message().getLidMigrationMappingSyncMessage().getEncodedMappingPayload());
            List<LIDMigrationMapping> mappings = shared.getPnToLidMappingsList();
            for (LIDMigrationMapping mapping : mappings.subList(0, Math.min(mappings.size(), MAX_SHARED))) {
                long lid = mapping.getLatestLid() != 0 ? mapping.getLatestLid() : mapping.getAssignedLid();
                addresses.learn(
                        Jid.phone(Long.toUnsignedString(mapping.getPn())),
                        Jid.lid(Long.toUnsignedString(lid)),
                        transaction);
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("session {}: the phone's list of LIDs cannot be read", session.name());
        }
        return ProtocolHandler.NOTHING;
    }

    private void changed(Node notification) {
        for (Node update : notification.children("update")) {
            JsonObject change = change(update);
            Jid old = change == null ? null : MexJson.jid(change, "old");
            Jid lid = change == null ? null : MexJson.jid(change, "new");
            if (old != null && lid != null && old.isLid() && lid.isLid()) {
                addresses.load(List.of(old)).thenAccept(v -> {
                    StoreTransaction transaction = session.store().transaction();
                    addresses.replace(old, lid, transaction);
                    session.store().commit(transaction);
                });
            }
        }
    }

    private @Nullable JsonObject change(Node update) {
        try {
            JsonObject data = MexJson.object(MexJson.parse(update.requireBytes()), "data");
            return data.getValue(CHANGED) instanceof JsonObject change ? change : null;
        } catch (MexException e) {
            LOG.debug("session {}: a notification cannot be read: {}", session.name(), e.getMessage());
            return null;
        }
    }
}
