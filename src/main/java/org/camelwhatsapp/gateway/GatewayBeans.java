package org.camelwhatsapp.gateway;

import java.time.InstantSource;
import org.apache.camel.builder.RouteBuilder;

/** Puts the gateway's services into the registry before the routes of the files are loaded. Has no routes of its own. */
final class GatewayBeans extends RouteBuilder {
    private final Gateway gateway;
    private final InstantSource time;

    GatewayBeans(Gateway gateway, InstantSource time) {
        this.gateway = gateway;
        this.time = time;
    }

    @Override
    public void configure() {
        gateway.bindServices(getContext(), time);
    }
}
