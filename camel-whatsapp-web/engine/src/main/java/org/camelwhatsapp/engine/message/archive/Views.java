package org.camelwhatsapp.engine.message.archive;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.Times;
import org.camelwhatsapp.engine.store.ChatRow;
import org.camelwhatsapp.engine.store.MessageExtras;
import org.camelwhatsapp.engine.store.MessageRow;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Rows of the store as callers see them. */
final class Views {
    private Views() {}

    static ArchivedChat chat(ChatRow row, @Nullable Jid alternate, Map<Jid, Map<NameSource, byte[]>> names) {
        Map<NameSource, byte[]> known = names.getOrDefault(row.chat(), Map.of());
        String name = null;
        for (NameSource source : NameSource.values()) {
            name = name == null ? name(known, source) : name;
        }
        long muted = row.flags().mutedUntil() == null ? 0 : row.flags().mutedUntil();
        return new ArchivedChat(
                row.chat(),
                alternate,
                name,
                time(row.lastAt()),
                row.unread(),
                Boolean.TRUE.equals(row.flags().archived()),
                row.flags().pinnedAt() != null && row.flags().pinnedAt() > 0,
                muted != 0,
                muted > 0 ? Times.ofMillis(muted) : null);
    }

    static ArchivedContact contact(Jid user, @Nullable Jid alternate, Map<NameSource, byte[]> names) {
        return new ArchivedContact(
                user,
                alternate,
                name(names, NameSource.ADDRESS_BOOK),
                name(names, NameSource.PUSH),
                name(names, NameSource.BUSINESS));
    }

    private static @Nullable String name(Map<NameSource, byte[]> names, NameSource source) {
        byte[] name = names.get(source);
        return name == null ? null : new String(name, StandardCharsets.UTF_8);
    }

    /** @param extras null leaves the details out */
    static ArchivedMessage message(MessageRow row, @Nullable MessageExtras extras) {
        byte[] body = row.body();
        return new ArchivedMessage(
                row.key(),
                Times.ofMillis(row.at()),
                row.kind(),
                row.status(),
                time(row.editedAt()),
                time(row.revokedAt()),
                row.starred(),
                body == null ? null : content(body),
                extras == null ? null : details(extras));
    }

    private static ArchivedMessage.Details details(MessageExtras extras) {
        return new ArchivedMessage.Details(
                extras.versions().stream()
                        .map(version ->
                                new ArchivedMessage.Version(Times.ofMillis(version.at()), content(version.body())))
                        .toList(),
                extras.reactions().stream()
                        .map(reaction -> new ArchivedMessage.Reaction(
                                reaction.reactor(),
                                Times.ofMillis(reaction.at()),
                                new String(reaction.body(), StandardCharsets.UTF_8)))
                        .toList());
    }

    private static MessageContent content(byte[] body) {
        try {
            return ContentCodec.fromProto(Message.parseFrom(body));
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "an archived message cannot be read", e);
        }
    }

    private static @Nullable Instant time(long millis) {
        return millis == 0 ? null : Times.ofMillis(millis);
    }
}
