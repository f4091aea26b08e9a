package org.camelwhatsapp.gateway;

import org.apache.camel.builder.RouteBuilder;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.gateway.store.NotificationQueue;

/**
 * Puts the gateway's services into the registry before the routes of the files are loaded. Its one route is here and not
 * in a file, as what was promised must be sent whichever routes a user loads.
 */
final class GatewayBeans extends RouteBuilder {
    private final Gateway gateway;

    GatewayBeans(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public void configure() throws Exception {
        NotificationQueue queue = gateway.bindServices(getContext());
        getContext().addStartupListener(new HttpGuard(gateway.settings().port()));
        from("whatsapp-web:" + Gateway.SESSION + "?events=connection")
                .routeId("whatsapp-promises")
                .description("Sends what waits when the session is connected, and remembers why it is not")
                .process(exchange -> {
                    gateway.session().accept(exchange.getIn().getMandatoryBody(ConnectionChanged.class));
                    queue.resume();
                });
    }
}
