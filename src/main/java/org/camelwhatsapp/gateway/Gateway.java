package org.camelwhatsapp.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.Main;
import org.camelwhatsapp.component.WhatsAppWebComponent;
import org.camelwhatsapp.component.WhatsAppWebConfiguration;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.gateway.alert.AlertFormatter;
import org.camelwhatsapp.gateway.notify.AttachmentPolicy;
import org.camelwhatsapp.gateway.notify.NotifyLimits;
import org.camelwhatsapp.gateway.notify.NotifyService;
import org.camelwhatsapp.gateway.notify.RateLimit;
import org.camelwhatsapp.gateway.store.GatewayDatabase;
import org.camelwhatsapp.gateway.store.LinkedUsers;
import org.camelwhatsapp.gateway.store.NotificationQueue;
import org.camelwhatsapp.gateway.store.TextSeal;

/** The gateway: routes from files, an HTTP server, one session. Start it once; close it to stop. */
public final class Gateway implements AutoCloseable {
    /** The session's name in the component and in the routes. */
    public static final String SESSION = "main";

    private static final int RESUME_SECONDS = 10;

    private final Main main = new Main();
    private final GatewaySettings settings;
    private final RandomSource random = new SecureRandomSource();
    private final InstantSource time = InstantSource.system();
    private final String passphrase;
    private final String apiKey;
    private final GatewayDatabase database;

    /**
     * Opens the data directory.
     *
     * @throws AddressException if the address to listen on cannot be used
     * @throws DataDirectoryException if it cannot be used
     * @throws org.camelwhatsapp.engine.store.StoreException if the gateway's own database cannot be used
     */
    public Gateway(GatewaySettings settings) {
        this.settings = settings;
        requireAddress(settings);
        Path data = settings.dataDirectory();
        this.passphrase = SecretFiles.readOrCreateFor(data.resolve("whatsapp.db"), data.resolve("passphrase"), random);
        this.apiKey = SecretFiles.readOrCreate(data.resolve("api-key"), random);
        this.database = GatewayDatabase.open(data.resolve("gateway.db"));
        Properties properties = new Properties();
        properties.setProperty("camel.main.name", "whatsapp-gateway");
        properties.setProperty("camel.main.routesIncludePattern", settings.routes());
        properties.setProperty("camel.component.kamelet.location", "file:kamelets,classpath:kamelets");
        properties.setProperty("camel.server.enabled", "true");
        properties.setProperty("camel.server.host", settings.host());
        properties.setProperty("camel.server.port", Integer.toString(settings.port()));
        properties.setProperty("camel.server.maxBodySize", "1048576");
        main.setInitialProperties(properties);
        main.bind("whatsapp-web", component());
        main.bind("terminal", Terminal.ofThisProcess());
        main.bind("webhook", new Webhook(settings.webhook(), time));
        main.configure().addRoutesBuilder(new GatewayBeans(this));
    }

    /** The server only logs that it cannot listen, and the rest would run without it. */
    private static void requireAddress(GatewaySettings settings) {
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            probe.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException | UnresolvedAddressException e) {
            throw new AddressException(e);
        }
    }

    private WhatsAppWebComponent component() {
        WhatsAppWebComponent component = new WhatsAppWebComponent();
        WhatsAppWebConfiguration configuration = component.getConfiguration();
        configuration.setStoreUrl(
                settings.dataDirectory().resolve("whatsapp.db").toString());
        configuration.setStorePassphrase(passphrase);
        ServiceSettings service = settings.service();
        String url = service.url();
        if (url != null) {
            configuration.setServerUrl(url);
        }
        configuration.setNoiseRootKey(service.noiseRootKey());
        configuration.setTlsCertificate(service.tlsCertificate());
        settings.pacing().apply(configuration);
        return component;
    }

    /**
     * Binds what needs the context; called while the context is configured.
     *
     * @return the messages that wait to be sent
     */
    NotificationQueue bindServices(CamelContext context) {
        ComponentSession session = new ComponentSession(context, SESSION);
        NotificationQueue queue = queue(context, session);
        LinkedUsers users = new LinkedUsers(database);
        NotifyLimits limits = new NotifyLimits(
                new RateLimit(settings.rateLimit(), time), new AttachmentPolicy(settings.attachmentRoots()));
        NotifyService notifyService =
                new NotifyService(apiKey, limits, new NotifyService.Outlet(session, queue, random), users::phoneOf);
        AlertFormatter formatter = new AlertFormatter(time, ZoneId.systemDefault());
        QrCodes codes = new QrCodes(time);
        context.getRegistry().bind("whatsappSession", session);
        context.getRegistry().bind("notificationQueue", queue);
        context.getRegistry().bind("receivedFiles", new ReceivedFiles(session));
        context.getRegistry().bind("qrCodes", codes);
        context.getRegistry().bind("operationEndpoint", new OperationEndpoint(context, notifyService));
        context.getRegistry().bind("httpAnswers", new HttpAnswers(notifyService, formatter, session, codes));
        return queue;
    }

    private NotificationQueue queue(CamelContext context, ComponentSession session) {
        ScheduledExecutorService worker =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "notifications");
        NotificationQueue queue =
                new NotificationQueue(database, new TextSeal(passphrase, random), session, time, worker);
        // For what the server could not take just now; a new connection resumes at once.
        worker.scheduleWithFixedDelay(queue::resume, RESUME_SECONDS, RESUME_SECONDS, TimeUnit.SECONDS);
        return queue;
    }

    /**
     * Where the started gateway listens, also when the setting lets the machine choose.
     *
     * @throws IllegalStateException before it is started
     */
    public int port() {
        CamelContext context = context();
        VertxPlatformHttpRouter router = context == null
                ? null
                : VertxPlatformHttpRouter.lookup(
                        context, VertxPlatformHttpRouter.getRouterNameFromPort(settings.port()));
        if (router == null) {
            throw new IllegalStateException("the gateway is not started");
        }
        return router.getServer().getPort();
    }

    /** The key that callers of the HTTP endpoints present. A secret. */
    public String apiKey() {
        return apiKey;
    }

    /** @throws IllegalStateException before the context is configured */
    ComponentSession session() {
        ComponentSession present =
                context().getRegistry().lookupByNameAndType("whatsappSession", ComponentSession.class);
        if (present == null) {
            throw new IllegalStateException("the gateway is not configured yet");
        }
        return present;
    }

    GatewaySettings settings() {
        return settings;
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    /** Starts and returns when the routes run. */
    public void start() {
        main.start();
    }

    /** Starts and stays until the process is asked to end. */
    public void run() throws Exception {
        main.run();
    }

    @Override
    public void close() {
        main.stop();
        database.close();
    }
}
