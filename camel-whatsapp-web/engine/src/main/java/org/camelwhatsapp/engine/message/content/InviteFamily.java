package org.camelwhatsapp.engine.message.content;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Invitations into groups. */
final class InviteFamily implements ContentFamily {
    @Override
    public @Nullable MessageContent read(Message message) {
        if (!message.hasGroupInviteMessage()) {
            return null;
        }
        Message.GroupInviteMessage invite = message.getGroupInviteMessage();
        return new GroupInviteContent(
                Jid.parse(invite.getGroupJid()),
                invite.getInviteCode(),
                Instant.ofEpochSecond(invite.getInviteExpiration()),
                invite.getGroupName(),
                invite.hasCaption() ? invite.getCaption() : null);
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (!(content instanceof GroupInviteContent invite)) {
            return false;
        }
        Message.GroupInviteMessage.Builder builder = message.getGroupInviteMessageBuilder()
                .setGroupJid(invite.group().toString())
                .setInviteCode(invite.code())
                .setInviteExpiration(invite.expiration().getEpochSecond())
                .setGroupName(invite.groupName());
        String caption = invite.caption();
        if (caption != null) {
            builder.setCaption(caption);
        }
        return true;
    }
}
