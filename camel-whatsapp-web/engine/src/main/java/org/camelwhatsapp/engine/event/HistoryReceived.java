package org.camelwhatsapp.engine.event;

import org.jspecify.annotations.Nullable;

/**
 * A part of the phone's history has been taken in and is durable.
 *
 * @param type what the part is for, see {@link HistoryProgress#type}
 * @param chunk its number among the parts of its type
 * @param progress how much of this type the phone has sent, 0 to 100; -1 if it does not say
 * @param requestId the request that it answers, or null
 * @param messages how many messages were read
 * @param chats how many chats were spoken of
 * @param names how many names were read
 */
public record HistoryReceived(
        String type, int chunk, int progress, @Nullable String requestId, long messages, long chats, long names)
        implements Event {}
