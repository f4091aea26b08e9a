package org.camelwhatsapp.component;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.camelwhatsapp.component.event.EventBody;
import org.camelwhatsapp.engine.message.InteractiveMode;
import org.jspecify.annotations.Nullable;

/** The options of the component and its endpoints. */
@UriParams
public class WhatsAppWebConfiguration extends PacingConfiguration implements Cloneable {
    @UriParam(label = "common", defaultValue = "data/whatsapp.db")
    private String storeUrl = "data/whatsapp.db";

    @UriParam(label = "security", secret = true)
    private @Nullable String storePassphrase;

    @UriParam(label = "security", secret = true)
    private @Nullable String storePassword;

    @UriParam(label = "common")
    private @Nullable String storeUser;

    @UriParam(label = "common", defaultValue = "camel-whatsapp-web")
    private String deviceName = "camel-whatsapp-web";

    @UriParam(label = "advanced")
    private @Nullable String clientVersion;

    @UriParam(label = "advanced", defaultValue = "wss://web.whatsapp.com/ws/chat")
    private String serverUrl = "wss://web.whatsapp.com/ws/chat";

    @UriParam(label = "advanced,security")
    private @Nullable String noiseRootKey;

    @UriParam(label = "advanced,security", defaultValue = "0")
    private String noiseRootSerial = "0";

    @UriParam(label = "advanced,security")
    private @Nullable String tlsCertificate;

    @UriParam(label = "advanced,security", defaultValue = "false")
    private boolean insecureTrustAll;

    @UriParam(label = "common", defaultValue = "true")
    private boolean archive = true;

    @UriParam(label = "common", defaultValue = "true")
    private boolean archiveFollowsDeletions = true;

    @UriParam(label = "common", defaultValue = "0")
    private int archiveDays;

    @UriParam(label = "common", defaultValue = "0")
    private int archivePerChat;

    @UriParam(label = "common", defaultValue = "false")
    private boolean fullHistory;

    @UriParam(label = "producer", defaultValue = "REFUSE")
    private InteractiveMode interactive = InteractiveMode.REFUSE;

    @UriParam(label = "advanced", defaultValue = "1000", javaType = "java.time.Duration")
    private long reconnectInitialDelay = 1_000;

    @UriParam(label = "advanced", defaultValue = "120000", javaType = "java.time.Duration")
    private long reconnectMaxDelay = 120_000;

    @UriParam(label = "advanced", defaultValue = "2.0")
    private double reconnectFactor = 2.0;

    @UriParam(label = "advanced", defaultValue = "0.2")
    private double reconnectJitter = 0.2;

    @UriParam(label = "advanced", defaultValue = "0")
    private int reconnectMaxAttempts;

    @UriParam(label = "advanced", defaultValue = "60000", javaType = "java.time.Duration")
    private long requestTimeout = 60_000;

    @UriParam(label = "advanced", defaultValue = "20000", javaType = "java.time.Duration")
    private long connectTimeout = 20_000;

    @UriParam(label = "proxy", secret = true)
    private @Nullable String proxyUrl;

    @UriParam(label = "consumer", defaultValue = "message")
    private String events = "message";

    @UriParam(label = "consumer", defaultValue = "CONTENT")
    private EventBody eventBody = EventBody.CONTENT;

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean fromMe;

    @UriParam(label = "producer", defaultValue = "message.send")
    private String operation = "message.send";

    @UriParam(label = "producer")
    private @Nullable String chat;

    public WhatsAppWebConfiguration copy() {
        try {
            return (WhatsAppWebConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getStoreUrl() {
        return storeUrl;
    }

    /** Where sessions are kept: the path of an SQLite file, or a JDBC URL of SQLite or PostgreSQL. */
    public void setStoreUrl(String storeUrl) {
        this.storeUrl = storeUrl;
    }

    public @Nullable String getStorePassphrase() {
        return storePassphrase;
    }

    /** The passphrase that opens the stored secrets. Required. */
    public void setStorePassphrase(@Nullable String storePassphrase) {
        this.storePassphrase = storePassphrase;
    }

    public @Nullable String getStorePassword() {
        return storePassword;
    }

    /** The password for PostgreSQL. */
    public void setStorePassword(@Nullable String storePassword) {
        this.storePassword = storePassword;
    }

    public @Nullable String getStoreUser() {
        return storeUser;
    }

    /** The user for PostgreSQL. */
    public void setStoreUser(@Nullable String storeUser) {
        this.storeUser = storeUser;
    }

    public String getDeviceName() {
        return deviceName;
    }

    /** The name shown in the phone's list of linked devices, 1 to 64 characters. */
    public void setDeviceName(String deviceName) {
        this.deviceName = deviceName;
    }

    public @Nullable String getClientVersion() {
        return clientVersion;
    }

    /** The client version to present, such as 2.3000.1045649367. Raise it when the server refuses the version. */
    public void setClientVersion(@Nullable String clientVersion) {
        this.clientVersion = clientVersion;
    }

    public String getServerUrl() {
        return serverUrl;
    }

    /** The address of the service. Another one is for tests, with a simulator. */
    public void setServerUrl(String serverUrl) {
        this.serverUrl = serverUrl;
    }

    public @Nullable String getNoiseRootKey() {
        return noiseRootKey;
    }

    /** The root key of another service's certificates, 64 hex digits. For tests, with a simulator. */
    public void setNoiseRootKey(@Nullable String noiseRootKey) {
        this.noiseRootKey = noiseRootKey;
    }

    public String getNoiseRootSerial() {
        return noiseRootSerial;
    }

    /** The serial that goes with noiseRootKey, 0 to 4294967295. */
    public void setNoiseRootSerial(String noiseRootSerial) {
        this.noiseRootSerial = noiseRootSerial;
    }

    public @Nullable String getTlsCertificate() {
        return tlsCertificate;
    }

    /** A TLS certificate in PEM form that is trusted in place of the platform's authorities. */
    public void setTlsCertificate(@Nullable String tlsCertificate) {
        this.tlsCertificate = tlsCertificate;
    }

    public boolean isInsecureTrustAll() {
        return insecureTrustAll;
    }

    /** Whether to accept every TLS certificate. Insecure: for tests only. */
    public void setInsecureTrustAll(boolean insecureTrustAll) {
        this.insecureTrustAll = insecureTrustAll;
    }

    public boolean isArchive() {
        return archive;
    }

    /** Whether chats, messages and names are kept, sealed, in the store, so that operations can ask for them. */
    public void setArchive(boolean archive) {
        this.archive = archive;
    }

    public boolean isArchiveFollowsDeletions() {
        return archiveFollowsDeletions;
    }

    /**
     * Whether messages and chats that people delete or empty on another device of the account go from the archive too. Where
     * records must be kept, switch it off.
     */
    public void setArchiveFollowsDeletions(boolean archiveFollowsDeletions) {
        this.archiveFollowsDeletions = archiveFollowsDeletions;
    }

    public int getArchiveDays() {
        return archiveDays;
    }

    /** How many days a message stays in the archive; 0 for ever. */
    public void setArchiveDays(int archiveDays) {
        this.archiveDays = archiveDays;
    }

    public int getArchivePerChat() {
        return archivePerChat;
    }

    /** How many messages of one chat stay in the archive, the latest ones; 0 for all. */
    public void setArchivePerChat(int archivePerChat) {
        this.archivePerChat = archivePerChat;
    }

    public boolean isFullHistory() {
        return fullHistory;
    }

    /** Whether the phone is asked for its whole history when the session is linked, not only for the last months. */
    public void setFullHistory(boolean fullHistory) {
        this.fullHistory = fullHistory;
    }

    public InteractiveMode getInteractive() {
        return interactive;
    }

    /**
     * What becomes of buttons, lists and the like: they are refused, sent as a plain text, or sent. They are unofficial for
     * ordinary accounts.
     */
    public void setInteractive(InteractiveMode interactive) {
        this.interactive = interactive;
    }

    public long getReconnectInitialDelay() {
        return reconnectInitialDelay;
    }

    /** The first pause before connecting again, in milliseconds. */
    public void setReconnectInitialDelay(long reconnectInitialDelay) {
        this.reconnectInitialDelay = reconnectInitialDelay;
    }

    public long getReconnectMaxDelay() {
        return reconnectMaxDelay;
    }

    /** The longest pause before connecting again, in milliseconds. */
    public void setReconnectMaxDelay(long reconnectMaxDelay) {
        this.reconnectMaxDelay = reconnectMaxDelay;
    }

    public double getReconnectFactor() {
        return reconnectFactor;
    }

    /** What each pause is multiplied by for the next, 1 to 100. */
    public void setReconnectFactor(double reconnectFactor) {
        this.reconnectFactor = reconnectFactor;
    }

    public double getReconnectJitter() {
        return reconnectJitter;
    }

    /** The share by which a pause may be longer or shorter, 0 to 1. */
    public void setReconnectJitter(double reconnectJitter) {
        this.reconnectJitter = reconnectJitter;
    }

    public int getReconnectMaxAttempts() {
        return reconnectMaxAttempts;
    }

    /** Tries in a row before the session gives up; 0 for no limit. */
    public void setReconnectMaxAttempts(int reconnectMaxAttempts) {
        this.reconnectMaxAttempts = reconnectMaxAttempts;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /** How long TCP, proxy, TLS and upgrade may take together, in milliseconds. */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public @Nullable String getProxyUrl() {
        return proxyUrl;
    }

    /** A proxy for all connections: http://[user:password@]host:port or socks5://[user:password@]host:port. */
    public void setProxyUrl(@Nullable String proxyUrl) {
        this.proxyUrl = proxyUrl;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    /** How long to wait for the server's answer, in milliseconds. */
    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public String getEvents() {
        return events;
    }

    /**
     * The events to consume, separated by commas: names such as message or receipt, areas such as pairing.*, or all. The
     * names are listed in the documentation.
     */
    public void setEvents(String events) {
        this.events = events;
    }

    public EventBody getEventBody() {
        return eventBody;
    }

    /**
     * What the body of an exchange is: CONTENT, the text of a text message and else the content or event object; EVENT,
     * always the event object; JSON, a text with session, name and data of the event.
     */
    public void setEventBody(EventBody eventBody) {
        this.eventBody = eventBody;
    }

    public boolean isFromMe() {
        return fromMe;
    }

    /** Whether messages of the account's own devices are consumed too. */
    public void setFromMe(boolean fromMe) {
        this.fromMe = fromMe;
    }

    public String getOperation() {
        return operation;
    }

    /** The operation the producer performs. The header CamelWhatsAppWebOperation takes precedence. */
    public void setOperation(String operation) {
        this.operation = operation;
    }

    public @Nullable String getChat() {
        return chat;
    }

    /** The conversation: a phone number, a JID, or self. The header CamelWhatsAppWebChat takes precedence. */
    public void setChat(@Nullable String chat) {
        this.chat = chat;
    }
}
