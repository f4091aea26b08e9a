package org.camelwhatsapp.engine.message.content;

import com.google.protobuf.ByteString;
import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.Times;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Invitations into groups, to events, and to run newsletters. */
final class InviteFamily implements ContentFamily {
    @Override
    public @Nullable MessageContent read(Message message) {
        if (message.hasEventInviteMessage()) {
            Message.EventInviteMessage invite = message.getEventInviteMessage();
            return new EventInviteContent(
                    invite.getEventId(),
                    invite.getEventTitle(),
                    Times.ofSeconds(invite.getStartTime()),
                    invite.getEndTime() == 0 ? null : Times.ofSeconds(invite.getEndTime()),
                    invite.hasCaption() ? invite.getCaption() : null,
                    invite.hasCallLink() ? invite.getCallLink() : null,
                    invite.getIsCanceled());
        }
        if (message.hasNewsletterAdminInviteMessage()) {
            return newsletter(message.getNewsletterAdminInviteMessage());
        }
        if (!message.hasGroupInviteMessage()) {
            return null;
        }
        Message.GroupInviteMessage invite = message.getGroupInviteMessage();
        return new GroupInviteContent(
                Jid.parse(invite.getGroupJid()),
                invite.getInviteCode(),
                Times.ofSeconds(invite.getInviteExpiration()),
                invite.getGroupName(),
                invite.hasCaption() ? invite.getCaption() : null);
    }

    private static NewsletterInviteContent newsletter(Message.NewsletterAdminInviteMessage invite) {
        return new NewsletterInviteContent(
                Jid.parse(invite.getNewsletterJid()),
                invite.getNewsletterName(),
                Times.ofSeconds(invite.getInviteExpiration()),
                invite.hasCaption() ? invite.getCaption() : null,
                invite.hasJpegThumbnail() ? invite.getJpegThumbnail().toByteArray() : null);
    }

    private static void write(NewsletterInviteContent invite, Message.Builder message) {
        Message.NewsletterAdminInviteMessage.Builder builder = message.getNewsletterAdminInviteMessageBuilder()
                .setNewsletterJid(invite.newsletter().toString())
                .setNewsletterName(invite.newsletterName())
                .setInviteExpiration(invite.expiration().getEpochSecond());
        if (invite.caption() != null) {
            builder.setCaption(invite.caption());
        }
        if (invite.thumbnail() != null) {
            builder.setJpegThumbnail(ByteString.copyFrom(invite.thumbnail()));
        }
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (content instanceof EventInviteContent event) {
            write(event, message.getEventInviteMessageBuilder());
            return true;
        }
        if (content instanceof NewsletterInviteContent invite) {
            write(invite, message);
            return true;
        }
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

    private static void write(EventInviteContent invite, Message.EventInviteMessage.Builder message) {
        message.setEventId(invite.eventId())
                .setEventTitle(invite.title())
                .setStartTime(invite.start().getEpochSecond())
                .setIsCanceled(invite.canceled());
        Instant end = invite.end();
        if (end != null) {
            message.setEndTime(end.getEpochSecond());
        }
        String caption = invite.caption();
        if (caption != null) {
            message.setCaption(caption);
        }
        String link = invite.callLink();
        if (link != null) {
            message.setCallLink(link);
        }
    }
}
