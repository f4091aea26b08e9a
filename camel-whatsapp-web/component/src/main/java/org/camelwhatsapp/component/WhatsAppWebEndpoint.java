package org.camelwhatsapp.component;

import java.util.Map;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** Send and receive WhatsApp messages as a linked device of an account. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "whatsapp-web",
        title = "WhatsApp Web",
        syntax = "whatsapp-web:session",
        category = {Category.CHAT, Category.SOCIAL},
        headersClass = WhatsAppWebConstants.class)
public class WhatsAppWebEndpoint extends DefaultEndpoint
        implements AsyncEndpoint, EndpointServiceLocation, MultipleConsumersSupport, HeaderFilterStrategyAware {
    @UriPath(description = "The name under which the linked device is kept.")
    @Metadata(required = true)
    private final String session;

    @UriParam
    private final WhatsAppWebConfiguration configuration;

    @UriParam(label = "advanced", description = "Which headers go between exchanges and the session.")
    private HeaderFilterStrategy headerFilterStrategy;

    private final WhatsAppWebComponent component;

    public WhatsAppWebEndpoint(
            String uri, WhatsAppWebComponent component, String session, WhatsAppWebConfiguration configuration) {
        super(uri, component);
        this.component = component;
        this.session = session;
        this.configuration = configuration;
        this.headerFilterStrategy = component.getHeaderFilterStrategy();
    }

    @Override
    public Producer createProducer() {
        return new WhatsAppWebProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        WhatsAppWebConsumer consumer = new WhatsAppWebConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public WhatsAppWebComponent getComponent() {
        return component;
    }

    /** Several routes may consume the same events; each sees all of them. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    public String getSession() {
        return session;
    }

    public WhatsAppWebConfiguration getConfiguration() {
        return configuration;
    }

    @Override
    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return headerFilterStrategy;
    }

    /** Decides which headers of an exchange may fill fields of an operation, and which of an event reach an exchange. */
    @Override
    public void setHeaderFilterStrategy(HeaderFilterStrategy headerFilterStrategy) {
        this.headerFilterStrategy = headerFilterStrategy;
    }

    @Override
    public String getServiceUrl() {
        return configuration.getServerUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "whatsapp";
    }

    @Override
    public @Nullable Map<String, String> getServiceMetadata() {
        return Map.of("session", session);
    }
}
