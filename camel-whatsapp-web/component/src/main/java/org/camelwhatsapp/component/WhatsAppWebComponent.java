package org.camelwhatsapp.component;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.StartupListener;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.jspecify.annotations.Nullable;

/**
 * Owns the sessions: one connection per session, shared by all its endpoints, however many routes use it. Thread-safe.
 */
@Component("whatsapp-web")
public class WhatsAppWebComponent extends HealthCheckComponent implements HeaderFilterStrategyAware, StartupListener {
    private static final int ROUTE_THREADS = 16;
    private static final int MAX_WAITING = 100_000;

    @Metadata
    private WhatsAppWebConfiguration configuration = new WhatsAppWebConfiguration();

    @Metadata(label = "advanced")
    private HeaderFilterStrategy headerFilterStrategy = new DefaultHeaderFilterStrategy();

    private @Nullable SessionRegistry sessions;
    private @Nullable ExecutorService routes;

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
     * Connects a session, while the context starts only once all its routes run: producers start before consumers, and an
     * event that comes before its route listens would be nobody's.
     */
    void connectWhenStarted(WhatsAppClient client) {
        if (getCamelContext().isStarted()) {
            client.connect();
        }
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        // Comes before the consumers are started.
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        SessionRegistry present = sessions;
        if (present != null) {
            present.clients().values().forEach(WhatsAppClient::connect);
        }
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        getCamelContext().addStartupListener(this);
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

    /** Gives a session back. When the component stopped before its endpoints, all are closed already. */
    void release(String session) {
        SessionRegistry present = sessions;
        if (present != null) {
            present.release(session);
        }
    }

    /**
     * The threads of consumers' routes: a route may wait, a session must not. What waits for one of them is bounded by the
     * number of consumers, as each hands over one event at a time.
     */
    Executor routes() {
        ExecutorService present = routes;
        if (present == null) {
            throw new IllegalStateException("the component is not started");
        }
        return present;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (routes == null) {
            ThreadPoolProfile profile = new ThreadPoolProfile("whatsapp-web");
            profile.setPoolSize(ROUTE_THREADS);
            profile.setMaxPoolSize(ROUTE_THREADS);
            profile.setMaxQueueSize(MAX_WAITING);
            // Run by the caller, a route would hold up its session after all.
            profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
            routes = getCamelContext().getExecutorServiceManager().newThreadPool(this, "whatsapp-web", profile);
        }
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
        if (routes != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(routes);
            routes = null;
        }
        super.doStop();
    }
}
