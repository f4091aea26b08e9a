package org.camelwhatsapp.component.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code session.status}: Tells where the session stands. */
final class SessionStatusOperation implements Operation {
    @Override
    public String name() {
        return "session.status";
    }

    @Override
    public String description() {
        return "Tells where the session stands.";
    }

    @Override
    public CompletionStage<?> perform(OperationContext context) {
        var account = context.client().account();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("session", context.client().name());
        status.put("state", context.client().state().name());
        status.put("paired", account != null);
        status.put("jid", account == null ? null : account.jid().toString());
        return CompletableFuture.completedFuture(status);
    }
}
