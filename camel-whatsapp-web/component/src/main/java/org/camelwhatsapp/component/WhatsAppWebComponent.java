package org.camelwhatsapp.component;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.StartupListener;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.jspecify.annotations.Nullable;

/**
 * Owns the sessions: one connection per session, shared by all its endpoints, however many routes use it. Thread-safe.
 */
@Component("whatsapp-web")
public class WhatsAppWebComponent extends HealthCheckComponent implements HeaderFilterStrategyAware {
    @Metadata
    private WhatsAppWebConfiguration configuration = new WhatsAppWebConfiguration();

    @Metadata(label = "advanced")
    private HeaderFilterStrategy headerFilterStrategy = new DefaultHeaderFilterStrategy();

    private @Nullable SessionRegistry sessions;

    public WhatsAppWebComponent() {}

    public WhatsAppWebComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        WhatsAppWebEndpoint endpoint = new WhatsAppWebEndpoint(uri, this, remaining, configuration.copy());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /**
     * Connects a session once all routes of the context run: producers start before consumers, and an event that comes
     * before its route listens would be nobody's.
     */
    void connectWhenStarted(WhatsAppClient client) throws Exception {
        getCamelContext().addStartupListener(new StartupListener() {
            @Override
            public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
                if (alreadyStarted) {
                    client.connect();
                }
            }

            @Override
            public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
                client.connect();
            }
        });
    }

    public WhatsAppWebConfiguration getConfiguration() {
        return configuration;
    }

    /** The options that endpoints start from. */
    public void setConfiguration(WhatsAppWebConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return headerFilterStrategy;
    }

    /** Decides which headers go between exchanges and sessions. By default all that the component documents. */
    @Override
    public void setHeaderFilterStrategy(HeaderFilterStrategy headerFilterStrategy) {
        this.headerFilterStrategy = headerFilterStrategy;
    }

    /** The sessions; there from the start of the component on. */
    public SessionRegistry sessions() {
        SessionRegistry present = sessions;
        if (present == null) {
            throw new IllegalStateException("the component is not started");
        }
        return present;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (sessions == null) {
            sessions = new SessionRegistry();
        }
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(sessions);
        SessionRegistry present = sessions;
        sessions = null;
        if (present != null) {
            present.close();
        }
        super.doStop();
    }
}
