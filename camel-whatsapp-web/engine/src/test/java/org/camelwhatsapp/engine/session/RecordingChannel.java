package org.camelwhatsapp.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.wire.Node;

/** Keeps what was sent. */
final class RecordingChannel implements StanzaChannel {
    final List<Node> sent = new ArrayList<>();
    private int ids;

    @Override
    public void send(Node stanza) {
        sent.add(stanza);
    }

    @Override
    public CompletionStage<Node> request(Node iq) {
        sent.add(iq);
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Node> sendMessage(Node message) {
        sent.add(message);
        return new CompletableFuture<>();
    }

    @Override
    public String newId() {
        return "id" + ++ids;
    }

    @Override
    public boolean isReady() {
        return true;
    }
}
