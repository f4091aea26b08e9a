package org.camelwhatsapp.engine.session;

import java.time.Duration;

/**
 * The settings of one session.
 *
 * @param identity how the device presents itself
 * @param reconnect when to try again
 * @param keepAlive when silence means death
 * @param requestTimeout how long to wait for an answer to a request or for the ack of a message, 1 s to 10 min
 * @param loginTimeout how long handshake and login may take, 1 s to 10 min
 * @param qrPrefix put in front of QR texts, such as {@code https://wa.me/settings/linked_devices#}; usually empty
 */
public record SessionOptions(
        ClientIdentity identity,
        ReconnectPolicy reconnect,
        KeepAliveOptions keepAlive,
        Duration requestTimeout,
        Duration loginTimeout,
        String qrPrefix) {

    public static SessionOptions defaults(ClientIdentity identity) {
        return new SessionOptions(
                identity,
                ReconnectPolicy.DEFAULT,
                KeepAliveOptions.DEFAULT,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                "");
    }
}
