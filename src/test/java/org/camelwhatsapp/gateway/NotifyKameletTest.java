package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Kamelet that sends through a gateway, and a gateway. */
class NotifyKameletTest {
    @TempDir
    private Path data;

    @Test
    void sendsAnyTextAndFailsWhenTheGatewayDoes() throws Exception {
        try (LinkedGateway linked = new LinkedGateway(data, Map.of());
                CamelContext context = new DefaultCamelContext()) {
            context.getComponent("kamelet", KameletComponent.class)
                    .setLocation("file:" + System.getProperty("project.root") + "/kamelets");
            String url = "kamelet:whatsapp-web-notify-sink?url=http://127.0.0.1:" + linked.port() + "&apiKey=";
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from("direct:own").to(url + linked.gateway.apiKey());
                    from("direct:friend").to(url + linked.gateway.apiKey() + "&to=15550006002");
                    from("direct:later").to(url + linked.gateway.apiKey() + "&wait=false");
                    from("direct:badKey").to(url + "other");
                    from("direct:badPhone").to(url + linked.gateway.apiKey() + "&to=12");
                    from("direct:nobody").to(url + linked.gateway.apiKey() + "&to=15559999999");
                }
            });
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            String text = "\"quoted\" \\ ${body} {{x}}\nsecond line \u20B9 \uD83D\uDE00";
            template.sendBody("direct:own", text);
            linked.own.awaitText(text, LinkedGateway.PATIENCE);
            template.sendBodyAndHeader("direct:friend", "twice", "Idempotency-Key", "one");
            template.sendBodyAndHeader("direct:friend", "twice", "Idempotency-Key", "one");
            template.sendBody("direct:friend", "last");
            linked.friend.awaitText("last", LinkedGateway.PATIENCE);
            assertThat(linked.friend.inbox().stream()
                            .filter(message -> message.text().equals("twice")))
                    .hasSize(1);
            template.sendBody("direct:later", "later");
            linked.own.awaitText("later", LinkedGateway.PATIENCE);

            assertThatThrownBy(() -> template.sendBody("direct:badKey", "x")).hasStackTraceContaining("401");
            assertThatThrownBy(() -> template.sendBody("direct:badPhone", "x")).hasStackTraceContaining("400");
            assertThatThrownBy(() -> template.sendBody("direct:nobody", "x"))
                    .hasStackTraceContaining("The gateway could not deliver: ");
        }
    }
}
