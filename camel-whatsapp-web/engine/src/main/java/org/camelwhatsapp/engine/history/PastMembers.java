package org.camelwhatsapp.engine.history;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.proto.PastParticipant;
import org.camelwhatsapp.proto.PastParticipants;

/**
 * Who had left a group before this device was linked, as the phone said.
 *
 * @param members in the phone's order; empty if it said nothing
 */
public record PastMembers(List<Member> members) {
    public PastMembers {
        members = List.copyOf(members);
    }

    /**
     * One who left.
     *
     * @param removed whether somebody else removed the user
     * @param at when it was
     */
    public record Member(Jid user, boolean removed, Instant at) {}

    /** @throws StoreException with {@code CORRUPT} if the bytes are none */
    static PastMembers decode(byte[] bytes) {
        List<Member> members = new ArrayList<>();
        try {
            for (PastParticipant past : PastParticipants.parseFrom(bytes).getPastParticipantsList()) {
                Jid user = HistoricChat.address(past.getUserJid());
                if (user != null) {
                    long at = Math.max(0, Math.min(past.getLeaveTs(), Integer.MAX_VALUE));
                    members.add(new Member(
                            user,
                            past.getLeaveReason() == PastParticipant.LeaveReason.REMOVED,
                            Instant.ofEpochSecond(at)));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "past members cannot be read", e);
        }
        return new PastMembers(members);
    }
}
