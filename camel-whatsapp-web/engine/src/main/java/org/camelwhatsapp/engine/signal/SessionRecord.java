package org.camelwhatsapp.engine.signal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything shared with one device: the session in use and up to 40 older ones, which late messages may still need.
 * Mutable, not thread-safe: belongs to the mailbox of its session.
 */
public final class SessionRecord {
    private static final byte VERSION = 1;

    @Nullable
    SessionState current;
    /** Newest first. */
    final List<SessionState> archived = new ArrayList<>();

    /** Sends that the bytes last handed out cover already. */
    private int leased;

    /** No session yet. */
    public SessionRecord() {}

    /** @throws SignalException with {@code INVALID_SESSION} if the bytes are no record */
    public static SessionRecord parse(byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (in.get() != VERSION) {
                throw new IllegalArgumentException("unknown version");
            }
            SessionRecord record = new SessionRecord();
            if (Stored.flag(in)) {
                record.current = SessionState.read(in);
            }
            int count = in.get();
            if (count < 0 || count > SignalLimits.MAX_ARCHIVED) {
                throw new IllegalArgumentException("too many sessions");
            }
            for (int i = 0; i < count; i++) {
                record.archived.add(SessionState.read(in));
            }
            Stored.requireEnd(in);
            return record;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new SignalException(SignalException.Reason.INVALID_SESSION, "a stored session cannot be read");
        }
    }

    /** The record exactly as it is. Ends a lease, because these bytes cover no send to come. */
    public byte[] serialize() {
        return serialize(0);
    }

    /**
     * The record as it will be this many sends later. Once these bytes are durable, so many messages may be encrypted
     * and sent without storing the record again. After a crash the sender goes on behind the block: no counter and no
     * key is used twice, and the peer sees a jump, which it accepts. Everything but a send ends the lease: the record
     * has then to be stored anyway.
     *
     * @param sends 1 to 1,000; 64 is usual
     * @throws SignalException with {@code NO_SESSION} if there is no session
     */
    public byte[] lease(int sends) {
        requireCurrent();
        SignalLimits.checkLease(sends);
        return serialize(sends);
    }

    /** How many more messages may be sent before the record has to be stored again. */
    public int leased() {
        return leased;
    }

    private byte[] serialize(int ahead) {
        leased = ahead;
        SessionState active = current;
        int size = 3 + (active == null ? 0 : active.serializedSize());
        for (SessionState state : archived) {
            size += state.serializedSize();
        }
        ByteBuffer out = ByteBuffer.allocate(size).put(VERSION).put((byte) (active == null ? 0 : 1));
        if (active != null) {
            active.write(out, ahead);
        }
        out.put((byte) archived.size());
        archived.forEach(state -> state.write(out, 0));
        return out.array();
    }

    /** Whether there is no session to encrypt with. */
    public boolean isEmpty() {
        return current == null;
    }

    private SessionState requireCurrent() {
        SessionState active = current;
        if (active == null) {
            throw new SignalException(SignalException.Reason.NO_SESSION, "no session with this device");
        }
        return active;
    }

    public int remoteRegistrationId() {
        return requireCurrent().remoteRegistrationId;
    }

    /** The peer's identity, 32 bytes. */
    public byte[] remoteIdentityKey() {
        return requireCurrent().remoteIdentity;
    }

    /** The base key that names the session in use, 32 bytes. */
    public byte[] baseKey() {
        return requireCurrent().baseKey;
    }

    /** Whether the peer has not answered yet, so that messages still carry the pre-key header. */
    public boolean hasPendingPreKey() {
        return requireCurrent().pending != null;
    }

    /** Puts the session in use aside. */
    public void archive() {
        leased = 0;
        if (current != null) {
            push(current);
            current = null;
        }
    }

    /** One message was encrypted with the session in use. */
    void sent() {
        leased = Math.max(0, leased - 1);
    }

    /** This session was made, or read a message: it is the one in use from now on. */
    void received(SessionState state) {
        leased = 0;
        promote(state);
    }

    private void push(SessionState state) {
        archived.add(0, state);
        if (archived.size() > SignalLimits.MAX_ARCHIVED) {
            archived.remove(archived.size() - 1);
        }
        int kept = 0;
        for (SessionState older : archived) {
            kept += older.skippedCount();
            if (kept > SignalLimits.MAX_ARCHIVED_SKIPPED) {
                older.dropSkipped();
            }
        }
    }

    /** Makes this the session in use; the one before is put aside. */
    private void promote(SessionState state) {
        if (state == current) {
            return;
        }
        archived.remove(state);
        archive();
        current = state;
    }

    /** The session that this base key started, or null. */
    @Nullable
    SessionState findByBaseKey(byte[] baseKey) {
        if (current != null && Arrays.equals(current.baseKey, baseKey)) {
            return current;
        }
        for (SessionState state : archived) {
            if (Arrays.equals(state.baseKey, baseKey)) {
                return state;
            }
        }
        return null;
    }

    /** The session in use first, then the older ones. */
    List<SessionState> candidates() {
        List<SessionState> all = new ArrayList<>(1 + archived.size());
        if (current != null) {
            all.add(current);
        }
        all.addAll(archived);
        return all;
    }
}
