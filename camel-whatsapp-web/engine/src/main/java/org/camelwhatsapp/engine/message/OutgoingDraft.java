package org.camelwhatsapp.engine.message;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way out, before its turn in the chat has come.
 *
 * @param id fixed from the start
 * @param chat where it goes, as the caller named it
 * @param message makes what it says, when its turn has come: only then is the chat's timer known for sure
 * @param givenId whether the caller chose the id, so that it may have been sent before
 * @param mediaHandle by what the server knows the file of a newsletter's post, or null
 */
record OutgoingDraft(
        String id,
        Jid chat,
        Supplier<CompletionStage<Message>> message,
        boolean givenId,
        @Nullable String mediaHandle) {
    OutgoingDraft(String id, Jid chat, Supplier<CompletionStage<Message>> message, boolean givenId) {
        this(id, chat, message, givenId, null);
    }
}
