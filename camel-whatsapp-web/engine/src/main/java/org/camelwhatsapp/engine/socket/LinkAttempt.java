package org.camelwhatsapp.engine.socket;

import java.time.Duration;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.noise.HandshakeParameters;
import org.camelwhatsapp.engine.noise.NoiseHandshake;
import org.camelwhatsapp.engine.session.LinkRequest;
import org.jspecify.annotations.Nullable;

/**
 * What one try to connect consists of.
 *
 * @param options where and whom to trust
 * @param curve the curve
 * @param request what the session gave
 * @param routingInfo the routing bytes to present this time, or null
 */
record LinkAttempt(SocketOptions options, Curve25519 curve, LinkRequest request, byte @Nullable [] routingInfo) {

    TransportRequest transportRequest() {
        return new TransportRequest(options, routingInfo);
    }

    Duration handshakeTimeout() {
        return options.connectTimeout();
    }

    byte[] intro() {
        return FrameFormat.intro(routingInfo);
    }

    NoiseHandshake begin(Environment environment) {
        HandshakeParameters parameters = new HandshakeParameters(
                curve,
                environment.random(),
                options.root(),
                environment.time().instant(),
                request.noiseKey(),
                request.clientPayload());
        byte[] known = request.serverStaticKey();
        return known == null ? NoiseHandshake.full(parameters) : NoiseHandshake.resume(parameters, known);
    }
}
