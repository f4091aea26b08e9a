package org.camelwhatsapp.component.operation;

import java.util.concurrent.CompletionStage;

/** {@code session.pair}: Asks for a code to be typed on the phone whose number is the body. The answer is the code. */
final class SessionPairOperation implements Operation {
    @Override
    public String name() {
        return "session.pair";
    }

    @Override
    public String description() {
        return "Asks for a code to be typed on the phone whose number is the body. The answer is the code.";
    }

    @Override
    public CompletionStage<?> perform(OperationContext context) {
        return context.client().requestPairingCode(context.text(), null);
    }
}
