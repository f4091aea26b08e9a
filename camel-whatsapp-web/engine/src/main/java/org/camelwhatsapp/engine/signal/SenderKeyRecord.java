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
            return record;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new SignalException(SignalException.Reason.INVALID_SESSION, "a stored sender key cannot be read");
        }
    }

    public byte[] serialize() {
        int size = 2;
        for (SenderKeyState state : states) {
            size += state.serializedSize();
        }
        ByteBuffer out = ByteBuffer.allocate(size).put(VERSION).put((byte) states.size());
        states.forEach(state -> state.write(out));
        return out.array();
    }

    public boolean isEmpty() {
        return states.isEmpty();
    }

    void add(SenderKeyState state) {
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
