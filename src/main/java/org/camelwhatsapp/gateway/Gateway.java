package org.camelwhatsapp.gateway;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Properties;
import org.apache.camel.CamelContext;
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

/** The gateway: routes from files, an HTTP server, one session. Start it once; close it to stop. */
public final class Gateway implements AutoCloseable {
    /** The session's name in the component and in the routes. */
    public static final String SESSION = "main";

    private final Main main = new Main();
    private final GatewaySettings settings;
    private final String apiKey;

    public Gateway(GatewaySettings settings) {
        this.settings = settings;
        RandomSource random = new SecureRandomSource();
        this.apiKey = SecretFiles.readOrCreate(settings.dataDirectory().resolve("api-key"), random);
        InstantSource time = InstantSource.system();
        Properties properties = new Properties();
        properties.setProperty("camel.main.name", "whatsapp-gateway");
        properties.setProperty("camel.main.routesIncludePattern", settings.routes());
        properties.setProperty("camel.server.enabled", "true");
        properties.setProperty("camel.server.host", settings.host());
        properties.setProperty("camel.server.port", Integer.toString(settings.port()));
        properties.setProperty("camel.server.maxBodySize", "1048576");
        main.setInitialProperties(properties);
        main.bind("whatsapp-web", component(random));
        main.bind("terminal", new Terminal(System.out));
        main.bind("webhook", new Webhook(settings.webhookUrl()));
        main.configure().addRoutesBuilder(new GatewayBeans(this, time));
    }

    private WhatsAppWebComponent component(RandomSource random) {
        WhatsAppWebComponent component = new WhatsAppWebComponent();
        WhatsAppWebConfiguration configuration = component.getConfiguration();
        configuration.setStoreUrl(
                settings.dataDirectory().resolve("whatsapp.db").toString());
        configuration.setStorePassphrase(
                SecretFiles.readOrCreate(settings.dataDirectory().resolve("passphrase"), random));
        String serverUrl = settings.serverUrl();
        if (serverUrl != null) {
            configuration.setServerUrl(serverUrl);
        }
        configuration.setNoiseRootKey(settings.noiseRootKey());
        configuration.setTlsCertificate(settings.tlsCertificate());
        return component;
    }

    /** Binds what needs the context; called while the context is configured. */
    void bindServices(CamelContext context, InstantSource time) {
        ComponentSession session = new ComponentSession(context, SESSION);
        LinkedUsers users = new LinkedUsers(settings.dataDirectory().resolve("gateway.db"));
        NotifyLimits limits = new NotifyLimits(
                new RateLimit(settings.rateLimit(), time), new AttachmentPolicy(settings.attachmentRoots()));
        NotifyService notifyService = new NotifyService(apiKey, limits, session, users::phoneOf);
        AlertFormatter formatter = new AlertFormatter(time, ZoneId.systemDefault());
        QrCodes codes = new QrCodes(time);
        context.getRegistry().bind("whatsappSession", session);
        context.getRegistry().bind("qrCodes", codes);
        context.getRegistry().bind("httpAnswers", new HttpAnswers(notifyService, formatter, session, codes));
    }

    /** The key that callers of the HTTP endpoints present. A secret. */
    public String apiKey() {
        return apiKey;
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
    }
}
