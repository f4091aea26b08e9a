package org.camelwhatsapp.component.operation;

import java.util.concurrent.CompletionStage;

/** {@code session.logout}: Unlinks this device from the account. */
final class SessionLogoutOperation implements Operation {
    @Override
    public String name() {
        return "session.logout";
    }

    @Override
    public String description() {
        return "Unlinks this device from the account.";
    }

    @Override
    public CompletionStage<?> perform(OperationContext context) {
        return context.client().logout();
    }
}
