package org.camelwhatsapp.engine.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.DeviceDirectory;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.signal.GroupCipher;
import org.camelwhatsapp.engine.signal.SenderKeyRecord;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;

/**
 * Makes the stanza of a message to a group: one ciphertext for all, and the sender key for the devices that do not hold
 * it yet. After somebody has left, the key is a new one. Mailbox only. Source: docs/protocol.md, "Sender keys" and
 * "Fan-out".
 */
final class GroupSend {
    private static final int MAX_TO_ROTATE = 10_000;

    private final Session session;
    private final SignalState state;
    private final DeviceDirectory devices;
    private final GroupFeature groups;
    private final PairwiseEncryptor encryptor;
    private final SenderKeyHolders holders;
    private final GroupCipher cipher;
    /** Groups that somebody left, until the next message to them. What is forgotten here the store still knows. */
    private final Map<Jid, Boolean> toRotate;

    GroupSend(
            Session session,
            SignalState state,
            DeviceDirectory devices,
            GroupFeature groups,
            PairwiseEncryptor encryptor) {
        this.session = session;
        this.state = state;
        this.devices = devices;
        this.groups = groups;
        this.encryptor = encryptor;
        this.holders = new SenderKeyHolders(session);
        this.cipher = new GroupCipher(session.curve(), session.environment().random());
        this.toRotate = new BoundedMap<>(session.gauges(), "message.keysToRotate", MAX_TO_ROTATE);
        groups.listen(this::onMembersLeft);
    }

    /** The next message to the group makes a new key, also after a restart: nobody holds the present one any more. */
    private void onMembersLeft(Jid group) {
        toRotate.put(group, true);
        StoreTransaction transaction = session.store().transaction();
        holders.clear(group, transaction);
        session.store().commit(transaction);
    }

    CompletionStage<Node> prepare(OutgoingMessage outgoing, SignalState.Changes changes) {
        Jid group = outgoing.chat();
        return groups.info(group)
                .thenCompose(info -> targets(info).thenCompose(targets -> {
                    SenderKeyName name = ownKey(group);
                    return state.load(List.of(), List.of(name))
                            .thenCompose(v -> holders.load(group))
                            .thenCompose(holding -> finish(outgoing, info, targets, new HashSet<>(holding), changes));
                }));
    }

    SenderKeyName ownKey(Jid group) {
        return state.senderKeyName(group, session.credentials().requireAccount().lid());
    }

    private CompletionStage<List<Jid>> targets(GroupInfo info) {
        LinkedAccount account = session.credentials().requireAccount();
        List<Jid> users = new ArrayList<>();
        info.members().forEach(member -> users.add(member.jid()));
        users.add(account.lid());
        return devices.devices(users).thenApply(found -> {
            Set<Jid> all = new java.util.LinkedHashSet<>();
            found.values()
                    .forEach(list -> list.forEach(device -> {
                        if (!account.isThisDevice(device)) {
                            all.add(device);
                        }
                    }));
            return List.copyOf(all);
        });
    }

    private CompletionStage<Node> finish(
            OutgoingMessage outgoing,
            GroupInfo info,
            List<Jid> targets,
            Set<String> holding,
            SignalState.Changes changes) {
        Jid group = outgoing.chat();
        SenderKeyRecord record = state.senderKey(ownKey(group));
        if (toRotate.remove(group) != null || record.isEmpty() || holding.isEmpty()) {
            cipher.rotate(record);
            holding.clear();
        }
        byte[] distribution =
                DirectSend.distribution(group, cipher.create(record).bytes()).toByteArray();
        Map<Jid, byte[]> plaintexts = new LinkedHashMap<>();
        for (Jid device : targets) {
            if (!holding.contains(device.toString())) {
                plaintexts.put(
                        device, Padding.add(distribution, session.environment().random()));
            }
        }
        return encryptor.prepare(plaintexts.keySet()).thenApply(bundles -> {
            StanzaTraits traits = StanzaTraits.of(outgoing.message());
            PairwiseEncryptor.Envelopes envelopes = encryptor.encrypt(plaintexts, bundles, StanzaTraits.PLAIN, changes);
            envelopes.nodes().forEach(node -> holding.add(node.requireJid("jid").toString()));
            holders.save(group, holding, changes.transaction());
            changes.touch(ownKey(group));
            byte[] padded = Padding.add(
                    outgoing.message().toByteArray(), session.environment().random());
            Node shared = Node.builder("enc")
                    .attr("v", 2)
                    .attr("type", "skmsg")
                    .attr("mediatype", traits.mediaType())
                    .attr("decrypt-fail", traits.hideFailure() ? "hide" : null)
                    .bytes(cipher.encrypt(record, padded))
                    .build();
            return Node.builder("message")
                    .attr("to", group)
                    .attr("id", outgoing.id())
                    .attr("type", traits.type())
                    .attr("edit", traits.edit())
                    .attr(
                            "phash",
                            ParticipantHash.of(targets, session.credentials().requireAccount()))
                    .attr("addressing_mode", info.lidAddressed() ? "lid" : "pn")
                    .child(
                            envelopes.nodes().isEmpty()
                                    ? null
                                    : Node.builder("participants")
                                            .children(envelopes.nodes())
                                            .build())
                    .child(shared)
                    .child(traits.meta())
                    .child(traits.business())
                    .child(ReportingToken.node(
                            new ReportingToken.Binding(outgoing.id(), self(info), group), outgoing.message()))
                    .child(envelopes.anyPreKey() ? DirectSend.identity(session) : null)
                    .build();
        });
    }

    private Jid self(GroupInfo info) {
        LinkedAccount account = session.credentials().requireAccount();
        return info.lidAddressed() ? account.lid() : account.jid();
    }

    /** A device could not read the group: it gets the key again, with the next message at the latest. */
    void forgetHolder(Jid group, Jid device) {
        holders.load(group).thenAccept(holding -> holding.remove(device.toString()));
    }

    /** The server refused a message: the keys it carried have reached nobody. */
    CompletionStage<Void> onRefused(Node stanza) {
        Node participants = stanza.child("participants");
        if (participants == null) {
            return CompletableFuture.completedFuture(null);
        }
        Jid group = stanza.requireJid("to");
        return holders.load(group).thenCompose(holding -> {
            participants
                    .children("to")
                    .forEach(to -> holding.remove(to.requireJid("jid").toString()));
            StoreTransaction transaction = session.store().transaction();
            holders.save(group, holding, transaction);
            return Futures.on(session.mailbox(), session.store().commit(transaction));
        });
    }

    /** Forgets who is in a group and with which devices. */
    CompletionStage<Void> refresh(Jid group) {
        return groups.info(group).thenAccept(info -> {
            info.members().forEach(member -> devices.forget(member.jid()));
            groups.forget(group);
        });
    }

    /** These devices hold no key of ours any more, in no group. */
    CompletionStage<Void> forgetHolders(Set<Jid> devices) {
        return holders.forget(devices);
    }

    /** The own key as it is now, for a device that asks for a message again. */
    byte[] distribution(Jid group) {
        return DirectSend.distribution(
                        group, cipher.create(state.senderKey(ownKey(group))).bytes())
                .toByteArray();
    }

    CompletionStage<Void> loadKey(Jid group) {
        return state.load(List.of(), List.of(ownKey(group)));
    }
}
