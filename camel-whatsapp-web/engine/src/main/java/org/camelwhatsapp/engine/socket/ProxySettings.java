package org.camelwhatsapp.engine.socket;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import org.jspecify.annotations.Nullable;

/**
 * A proxy in front of the service.
 *
 * @param type HTTP (CONNECT) or SOCKS5
 * @param host its name or address
 * @param port its port, 1 to 65535
 * @param user the user name, or null
 * @param password the password, or null; a secret
 */
public record ProxySettings(
        Type type,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {
    /** The kinds of proxies. */
    public enum Type {
        HTTP,
        SOCKS5
    }

    public ProxySettings {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a proxy needs a host and a port from 1 to 65535");
        }
    }

    ProxyOptions toVertx() {
        ProxyOptions options = new ProxyOptions()
                .setType(type == Type.HTTP ? ProxyType.HTTP : ProxyType.SOCKS5)
                .setHost(host)
                .setPort(port);
        if (user != null) {
            options.setUsername(user).setPassword(password == null ? "" : password);
        }
        return options;
    }

    /** Never prints the password. */
    @Override
    public String toString() {
        return type + " " + host + ":" + port;
    }
}
