package org.camelwhatsapp.engine.socket;

import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.session.FatalLinkException;
import org.camelwhatsapp.engine.session.Link;
import org.camelwhatsapp.engine.session.LinkFactory;
import org.camelwhatsapp.engine.session.LinkInfo;
import org.camelwhatsapp.engine.session.LinkListener;
import org.camelwhatsapp.engine.session.LinkRequest;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * Opens links over WebSocket and Noise. Thread-safe.
 *
 * <p>Routing bytes are an optimisation that may be out of date: a try with them that fails before the handshake is complete
 * is followed by one without them, and only that one's outcome is reported. Source: docs/protocol.md, "Frames".
 */
public final class NoiseLinkFactory implements LinkFactory {
    private final SocketOptions options;
    private final TransportFactory transports;
    private final Environment environment;
    private final Curve25519 curve;

    /** @param transports shared by many sessions: each kind of TLS trust is then set up once for all of them */
    public NoiseLinkFactory(
            TransportFactory transports, SocketOptions options, Curve25519 curve, Environment environment) {
        this.options = options;
        this.transports = transports;
        this.curve = curve;
        this.environment = environment;
    }

    @Override
    public Scheduling.Cancellable open(LinkRequest request, LinkListener listener) {
        byte[] routingInfo = request.routingInfo();
        if (routingInfo == null) {
            return start(new LinkAttempt(options, curve, request, null), listener)::close;
        }
        Unrouted tries = new Unrouted(request, listener);
        tries.begin(routingInfo);
        return tries;
    }

    private NoiseLink start(LinkAttempt attempt, LinkListener listener) {
        NoiseLink link = new NoiseLink(attempt, environment, listener);
        link.start(transports);
        return link;
    }

    /** Tries once more without routing bytes when the first try does not open. */
    private final class Unrouted implements LinkListener, Scheduling.Cancellable {
        private final LinkRequest request;
        private final LinkListener listener;
        private boolean opened;
        private boolean secondTry;
        private volatile boolean cancelled;
        private volatile @Nullable NoiseLink present;

        Unrouted(LinkRequest request, LinkListener listener) {
            this.request = request;
            this.listener = listener;
        }

        void begin(byte @Nullable [] routingInfo) {
            NoiseLink link = new NoiseLink(new LinkAttempt(options, curve, request, routingInfo), environment, this);
            present = link;
            link.start(transports);
            if (cancelled) {
                link.close();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            NoiseLink link = present;
            if (link != null) {
                link.close();
            }
        }

        @Override
        public void onOpen(Link link, LinkInfo info) {
            opened = true;
            listener.onOpen(link, info);
        }

        @Override
        public void onStanza(Node stanza) {
            listener.onStanza(stanza);
        }

        @Override
        public void onClosed(@Nullable Throwable cause) {
            if (opened || cancelled || secondTry || cause == null || cause instanceof FatalLinkException) {
                listener.onClosed(cause);
            } else {
                secondTry = true;
                begin(null);
            }
        }
    }
}
