package org.camelwhatsapp.engine.session;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.wire.Node;

/** Links in memory: keeps what the session sends, and the test speaks for the server. */
final class ScriptedLinks implements LinkFactory {
    final List<ScriptedLink> opened = new ArrayList<>();

    static final class ScriptedLink implements Link {
        final LinkRequest request;
        final LinkListener listener;
        final List<Node> sent = new ArrayList<>();
        boolean paused;
        boolean closed;
        int pauses;

        ScriptedLink(LinkRequest request, LinkListener listener) {
            this.request = request;
            this.listener = listener;
        }

        void complete(boolean resumed) {
            listener.onOpen(this, new LinkInfo(new byte[32], resumed));
        }

        @Override
        public void send(Node stanza) {
            sent.add(stanza);
        }

        @Override
        public void pause() {
            paused = true;
            pauses++;
        }

        @Override
        public void resume() {
            paused = false;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                listener.onClosed(null);
            }
        }
    }

    @Override
    public Scheduling.Cancellable open(LinkRequest request, LinkListener listener) {
        ScriptedLink link = new ScriptedLink(request, listener);
        opened.add(link);
        return link::close;
    }

    ScriptedLink last() {
        return opened.get(opened.size() - 1);
    }
}
