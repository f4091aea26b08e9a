package org.camelwhatsapp.engine.signal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sender keys of one device in one group, newest first, up to five: messages under an older key may still arrive
 * after a new one. Mutable, not thread-safe.
 */
public final class SenderKeyRecord {
    private static final byte VERSION = 1;

    final List<SenderKeyState> states = new ArrayList<>();

    /** Sends that the bytes last handed out cover already. */
    private int leased;

    /** No key yet. */
    public SenderKeyRecord() {}

    /** @throws SignalException with {@code INVALID_SESSION} if the bytes are no record */
    public static SenderKeyRecord parse(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (in.get() != VERSION) {
                throw new IllegalArgumentException("unknown version");
            }
            int count = in.get();
            if (count < 0 || count > SignalLimits.MAX_SENDER_KEY_STATES) {
                throw new IllegalArgumentException("too many keys");
            }
            SenderKeyRecord record = new SenderKeyRecord();
            for (int i = 0; i < count; i++) {
                record.states.add(SenderKeyState.read(in));
            }
            Stored.requireEnd(in);
            return record;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new SignalException(SignalException.Reason.INVALID_SESSION, "a stored sender key cannot be read");
        }
    }

    /** The record exactly as it is. Ends a lease, because these bytes cover no send to come. */
    public byte[] serialize() {
        return serialize(0);
    }

    /**
     * The record as it will be this many sends later, so that one write covers a block of them: see
     * {@link SessionRecord#lease}.
     *
     * @param sends 1 to 1,000; 64 is usual
     * @throws SignalException with {@code NO_SESSION} if there is no own key
     */
    public byte[] lease(int sends) {
        requireOwn();
        SignalLimits.checkLease(sends);
        return serialize(sends);
    }

    /** How many more messages may be sent before the record has to be stored again. */
    public int leased() {
        return leased;
    }

    private byte[] serialize(int ahead) {
        leased = ahead;
        int size = 2;
        for (SenderKeyState state : states) {
            size += state.serializedSize();
        }
        ByteBuffer out = ByteBuffer.allocate(size).put(VERSION).put((byte) states.size());
        for (int i = 0; i < states.size(); i++) {
            states.get(i).write(out, i == 0 ? ahead : 0);
        }
        return out.array();
    }

    /** The own key: the newest one, of which the private half is there. */
    SenderKeyState requireOwn() {
        if (!hasOwn()) {
            throw new SignalException(SignalException.Reason.NO_SESSION, "no own sender key for this group");
        }
        return states.get(0);
    }

    boolean hasOwn() {
        return !states.isEmpty() && states.get(0).signingPrivateKey != null;
    }

    /** One message was encrypted with the own key. */
    void sent() {
        leased = Math.max(0, leased - 1);
    }

    public boolean isEmpty() {
        return states.isEmpty();
    }

    void add(SenderKeyState state) {
        leased = 0;
        states.add(0, state);
        if (states.size() > SignalLimits.MAX_SENDER_KEY_STATES) {
            states.remove(states.size() - 1);
        }
    }

    @Nullable
    SenderKeyState find(int keyId) {
        for (SenderKeyState state : states) {
            if (state.keyId == keyId) {
                return state;
            }
        }
        return null;
    }
}
