package org.camelwhatsapp.engine.message;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.prekey.PreKeyFeature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.signal.GroupCipher;
import org.camelwhatsapp.engine.signal.PreKeyResult;
import org.camelwhatsapp.engine.signal.SenderKeyRecord;
import org.camelwhatsapp.engine.signal.SessionCipher;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.signal.SignalException;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Opens the ciphertexts of one stanza, in order, with records that are loaded already. Mailbox only. */
final class Decryptor {
    private final Session session;
    private final SignalState state;
    private final PreKeyFeature preKeys;
    private final SessionCipher sessions;
    private final GroupCipher groups;

    Decryptor(Session session, SignalState state, PreKeyFeature preKeys) {
        this.session = session;
        this.state = state;
        this.preKeys = preKeys;
        Curve25519 curve = session.curve();
        RandomSource random = session.environment().random();
        this.sessions = new SessionCipher(curve, random);
        this.groups = new GroupCipher(curve, random);
    }

    /**
     * What the stanza says: the last ciphertext that holds more than a key.
     *
     * @return null when it only held keys
     * @throws SignalException with the reason for a retry receipt, or {@code DUPLICATE}
     */
    @Nullable
    Message decrypt(InboundStanza stanza, SignalState.Changes changes) {
        Message content = null;
        SignalException failure = null;
        for (Node enc : stanza.node().children("enc")) {
            try {
                Message message = decrypt(stanza, enc, changes);
                takeSenderKey(stanza, message, changes);
                content = merge(content, message);
            } catch (SignalException e) {
                // A repeated key must not hide the message behind it; the worst failure is the one that counts.
                if (failure == null || failure.reason() == SignalException.Reason.DUPLICATE) {
                    failure = e;
                }
            }
        }
        if (content == null && failure != null) {
            throw failure;
        }
        if (failure != null && failure.reason() != SignalException.Reason.DUPLICATE) {
            throw failure;
        }
        return content;
    }

    private static Message merge(@Nullable Message earlier, Message message) {
        if (earlier == null || !message.hasSenderKeyDistributionMessage()) {
            return message;
        }
        Message bare = message.toBuilder().clearSenderKeyDistributionMessage().build();
        return bare.getSerializedSize() == 0 ? earlier : message;
    }

    private Message decrypt(InboundStanza stanza, Node enc, SignalState.Changes changes) {
        byte[] bytes = enc.requireBytes();
        SignalAddress address = state.address(stanza.sender());
        byte[] padded = switch (enc.attr("type", "")) {
            case "msg" -> {
                changes.touch(address);
                yield sessions.decrypt(state.session(stanza.sender()), state.self(), bytes);
            }
            case "pkmsg" -> {
                changes.touch(address);
                yield first(stanza, bytes, changes);
            }
            case "skmsg" -> {
                SenderKeyName name = state.senderKeyName(stanza.from(), stanza.sender());
                changes.touch(name);
                yield groups.decrypt(state.senderKey(name), bytes);
            }
            default ->
                throw new SignalException(SignalException.Reason.INVALID_MESSAGE, "an unknown kind of ciphertext");
        };
        byte[] plaintext = enc.intAttr("v", 2) == 3 ? padded : Padding.remove(padded);
        try {
            return Message.parseFrom(plaintext);
        } catch (InvalidProtocolBufferException e) {
            throw new SignalException(SignalException.Reason.INVALID_PLAINTEXT, "the plaintext is no protobuf");
        }
    }

    private byte[] first(InboundStanza stanza, byte[] bytes, SignalState.Changes changes) {
        PreKeyResult result = sessions.decryptPreKey(state.session(stanza.sender()), state.self(), preKeys, bytes);
        if (result.usedPreKeyId() >= 0) {
            preKeys.consume(result.usedPreKeyId(), changes.transaction());
        }
        changes.transaction()
                .put(session.store().identities(), state.address(stanza.sender()), result.remoteIdentityKey());
        return result.plaintext();
    }

    private void takeSenderKey(InboundStanza stanza, Message message, SignalState.Changes changes) {
        if (!message.hasSenderKeyDistributionMessage() || !stanza.isGroup()) {
            return;
        }
        Message.SenderKeyDistributionMessage distribution = message.getSenderKeyDistributionMessage();
        SenderKeyName name = state.senderKeyName(stanza.from(), stanza.sender());
        SenderKeyRecord record = state.senderKey(name);
        byte[] before = record.serialize();
        groups.process(
                record, distribution.getAxolotlSenderKeyDistributionMessage().toByteArray());
        if (!Arrays.equals(before, record.serialize())) {
            changes.touch(name);
        }
    }
}
