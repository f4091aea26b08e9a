package org.camelwhatsapp.component.operation;

import java.util.concurrent.CompletionStage;

/** One thing the producer can do. Stateless and thread-safe; listed once, in {@link Operations}. */
public interface Operation {
    /** The name used in options and headers, such as {@code message.send}. */
    String name();

    /** One sentence for the documentation. */
    String description();

    /**
     * Does it.
     *
     * @return the new body of the exchange
     * @throws InvalidRequestException if the exchange lacks something, naming it
     */
    CompletionStage<?> perform(OperationContext context);
}
