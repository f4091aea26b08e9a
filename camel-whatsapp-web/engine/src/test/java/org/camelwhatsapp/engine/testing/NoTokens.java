package org.camelwhatsapp.engine.testing;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.ContactTokens;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;

/** Nobody has given a token. */
public class NoTokens implements ContactTokens {
    @Override
    public CompletionStage<Map<Jid, Node>> of(Collection<Jid> users) {
        return CompletableFuture.completedFuture(Map.of());
    }

    @Override
    public CompletionStage<Optional<Node>> forMessage(Jid user) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public void written(Jid user) {
        // No token is due.
    }
}
