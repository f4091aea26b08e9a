package org.camelwhatsapp.engine.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.DeviceDirectory;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.signal.GroupCipher;
import org.camelwhatsapp.engine.signal.SenderKeyRecord;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * Makes the stanza of a message to a group, or of a status: one ciphertext for all, and the sender key for the devices
 * that do not hold it yet. After somebody has left, the key is a new one. Mailbox only. Source: docs/protocol.md, "Sender
 * keys", "Fan-out" and "Status posts".
 */
final class GroupSend {
    private static final int MAX_TO_ROTATE = 10_000;

    private final Session session;
    private final SignalState state;
    private final DeviceDirectory devices;
    private final GroupFeature groups;
    private final StatusRecipients statuses;
    private final PairwiseEncryptor encryptor;
    private final SenderKeyHolders holders;
    private final GroupCipher cipher;
    /** Groups that somebody left, until the next message to them. What is forgotten here the store still knows. */
    private final Map<Jid, Boolean> toRotate;

    /** Where it is known who a message is for. */
    record Recipients(GroupFeature groups, StatusRecipients statuses) {}

    GroupSend(
            Session session,
            SignalState state,
            DeviceDirectory devices,
            Recipients recipients,
            PairwiseEncryptor encryptor) {
        this.session = session;
        this.state = state;
        this.devices = devices;
        this.groups = recipients.groups();
        this.statuses = recipients.statuses();
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
        return audience(group, outgoing.id())
                .thenCompose(audience -> targets(audience).thenCompose(targets -> {
                    SenderKeyName name = ownKey(group);
                    return changes.load(List.of(), List.of(name))
                            .thenCompose(v -> holders.load(group))
                            .thenCompose(
                                    holding -> finish(outgoing, audience, targets, new HashSet<>(holding), changes));
                }));
    }

    private CompletionStage<SharedAudience> audience(Jid chat, String messageId) {
        return chat.isStatus()
                ? statuses.of(messageId).thenApply(SharedAudience::of)
                : groups.info(chat).thenApply(SharedAudience::of);
    }

    SenderKeyName ownKey(Jid group) {
        return state.senderKeyName(group, session.credentials().requireAccount().lid());
    }

    private CompletionStage<List<Jid>> targets(SharedAudience audience) {
        LinkedAccount account = session.credentials().requireAccount();
        List<Jid> users = new ArrayList<>(audience.users());
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
            SharedAudience audience,
            List<Jid> targets,
            Set<String> holding,
            SignalState.Changes changes) {
        Jid group = outgoing.chat();
        SenderKeyRecord record = state.senderKey(ownKey(group));
        List<Jid> without = new ArrayList<>();
        targets.stream().filter(device -> !holding.contains(device.toString())).forEach(without::add);
        boolean heldByMore = targets.size() - without.size() < holding.size();
        boolean left = toRotate.remove(group) != null
                || heldByMore && (audience.isStatus() || heldByFormerMembers(holding, audience));
        boolean rotated = left || record.isEmpty() || holding.isEmpty();
        if (rotated) {
            cipher.rotate(record);
            holding.clear();
        }
        byte[] distribution =
                DirectSend.distribution(group, cipher.create(record).bytes()).toByteArray();
        Map<Jid, byte[]> plaintexts = new LinkedHashMap<>();
        for (Jid device : rotated ? targets : without) {
            plaintexts.put(
                    device, Padding.add(distribution, session.environment().random()));
        }
        return encryptor.prepare(plaintexts.keySet(), changes).thenApply(bundles -> {
            StanzaTraits traits = StanzaTraits.of(outgoing.message());
            PairwiseEncryptor.Envelopes envelopes = encryptor.encrypt(plaintexts, bundles, StanzaTraits.PLAIN, changes);
            if (rotated || !envelopes.nodes().isEmpty()) {
                envelopes
                        .nodes()
                        .forEach(node -> holding.add(node.requireJid("jid").toString()));
                holders.save(group, holding, changes.transaction());
            }
            changes.touch(ownKey(group));
            List<Node> participants = audience.named(targets, envelopes.nodes());
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
                            audience.isStatus()
                                    ? null
                                    : ParticipantHash.of(
                                            targets, session.credentials().requireAccount()))
                    .attr("addressing_mode", audience.addressingMode())
                    .child(
                            participants.isEmpty()
                                    ? null
                                    : Node.builder("participants")
                                            .children(participants)
                                            .build())
                    .child(shared)
                    .child(audience.isStatus() ? audience.meta() : traits.meta())
                    .child(traits.business())
                    .child(audience.isStatus() ? null : reportingToken(outgoing, audience))
                    .child(envelopes.anyPreKey() ? DirectSend.identity(session) : null)
                    .build();
        });
    }

    private @Nullable Node reportingToken(OutgoingMessage outgoing, SharedAudience audience) {
        LinkedAccount account = session.credentials().requireAccount();
        Jid self = "lid".equals(audience.addressingMode()) ? account.lid() : account.jid();
        return ReportingToken.node(
                new ReportingToken.Binding(outgoing.id(), self, outgoing.chat()), outgoing.message());
    }

    /**
     * Whether somebody holds the key who is no member any more. A departure that no notification told of, as while this device
     * was away for long, must not leave the key with the one who left.
     */
    private boolean heldByFormerMembers(Set<String> holding, SharedAudience audience) {
        Set<Jid> members = new HashSet<>();
        audience.users().forEach(member -> members.add(state.user(member)));
        members.add(session.credentials().requireAccount().lid().toUser());
        return holding.stream().anyMatch(holder -> !members.contains(state.user(Jid.parse(holder))));
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
        if (group.isStatus()) {
            return CompletableFuture.completedFuture(null);
        }
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

    /**
     * Makes ready to send a message again to one device.
     *
     * @return what a status says about its recipients, empty for a group; fails if the device's user is no member, or not one
     *     of those who see the status: a former member must not get the present key
     */
    CompletionStage<Optional<Node>> prepareAgain(SentMessage sent, Jid requester, SignalState.Changes changes) {
        return changes.load(List.of(), List.of(ownKey(sent.chat())))
                .thenCompose(v -> audience(sent.chat(), sent.messageId()))
                .thenApply(audience -> {
                    // Addresses that were numbers when the status was posted may be known as LIDs by now.
                    Jid user = state.user(requester);
                    boolean meant = audience.users().stream()
                            .anyMatch(one -> state.user(one).equals(user));
                    if (!meant && !session.credentials().requireAccount().isSelf(user)) {
                        throw new SendFailedException(0, "the message is not for the device that asks for it");
                    }
                    return Optional.ofNullable(audience.meta());
                });
    }
}
