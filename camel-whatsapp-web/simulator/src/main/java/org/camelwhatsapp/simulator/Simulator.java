package org.camelwhatsapp.simulator;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.appstate.AppStateServer;
import org.camelwhatsapp.simulator.business.Bots;
import org.camelwhatsapp.simulator.business.BusinessRequests;
import org.camelwhatsapp.simulator.business.Businesses;
import org.camelwhatsapp.simulator.business.CatalogRequests;
import org.camelwhatsapp.simulator.business.ChatLinks;
import org.camelwhatsapp.simulator.fault.Faults;
import org.camelwhatsapp.simulator.group.Communities;
import org.camelwhatsapp.simulator.group.Groups;
import org.camelwhatsapp.simulator.iq.AccountRequests;
import org.camelwhatsapp.simulator.iq.CommunityRequests;
import org.camelwhatsapp.simulator.iq.GroupInviteRequests;
import org.camelwhatsapp.simulator.iq.GroupRequests;
import org.camelwhatsapp.simulator.iq.GroupSettingRequests;
import org.camelwhatsapp.simulator.iq.MediaRequests;
import org.camelwhatsapp.simulator.iq.MexRequests;
import org.camelwhatsapp.simulator.iq.PreKeyRequests;
import org.camelwhatsapp.simulator.iq.PrivacyRequests;
import org.camelwhatsapp.simulator.iq.ProfileRequests;
import org.camelwhatsapp.simulator.iq.RequestHandlers;
import org.camelwhatsapp.simulator.iq.RestrictionMex;
import org.camelwhatsapp.simulator.iq.StatusRequests;
import org.camelwhatsapp.simulator.iq.TokenRequests;
import org.camelwhatsapp.simulator.iq.UserRequests;
import org.camelwhatsapp.simulator.media.MediaHost;
import org.camelwhatsapp.simulator.media.TlsIdentity;
import org.camelwhatsapp.simulator.newsletter.NewsletterMex;
import org.camelwhatsapp.simulator.newsletter.NewsletterPosts;
import org.camelwhatsapp.simulator.newsletter.NewsletterRequests;
import org.camelwhatsapp.simulator.newsletter.Newsletters;
import org.camelwhatsapp.simulator.phone.PhoneAppStatePeer;
import org.camelwhatsapp.simulator.phone.PhoneCore;
import org.camelwhatsapp.simulator.phone.Phones;
import org.camelwhatsapp.simulator.route.CallRouter;
import org.camelwhatsapp.simulator.route.PresenceRouter;
import org.camelwhatsapp.simulator.server.ChatServer;
import org.camelwhatsapp.simulator.server.ServerCertificates;
import org.camelwhatsapp.simulator.server.Sessions;
import org.camelwhatsapp.simulator.state.Account;
import org.jspecify.annotations.Nullable;

/**
 * A WhatsApp server on the loopback address, with the phones of its accounts. Everything happens on one event loop; the
 * methods here are thread-safe and wait for it. Close it to free the port.
 */
public final class Simulator implements AutoCloseable {
    private static final long LID_BASE = 100_000_000_000_000L;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{5,15}");

    private final Vertx vertx;
    private final Context context;
    private final World world;
    private final Phones phones;
    private final Sessions sessions;
    private final ServerCertificates certificates;
    private final MediaHost media;
    private final Faults faults;
    private final TlsIdentity identity;
    private final boolean tls;
    private final Map<String, Phone> byNumber = new ConcurrentHashMap<>();
    private final Groups groups;
    private final Bots bots;
    private final Businesses businesses;
    private final ChatLinks chatLinks;
    private final ProfileRequests profiles;
    private final PresenceRouter presences;
    private final CallRouter calls;
    private final AppStateServer appStates;
    private final RestrictionMex restrictions;
    private final Newsletters newsletters;
    private final NewsletterPosts newsletterPosts;
    private final TokenRequests tokens;
    private final PreKeyRequests preKeys;
    private final RequestHandlers handlers = new RequestHandlers();
    private int port;
    private int accounts;

    private Simulator(SimulatorOptions options) {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        context = vertx.getOrCreateContext();
        world = new World(options, vertx);
        faults = new Faults(vertx);
        phones = new Phones(world);
        world.router().setPhones(phones);
        certificates = new ServerCertificates(world.curve(), options.random(), world.nowSeconds());
        identity = TlsIdentity.create(options.random().bytes(8));
        tls = options.tls();
        media = new MediaHost(vertx, options.random(), identity, world::nowSeconds);
        world.setMediaRestorer(media::restore);
        world.setMediaPublisher(media::upload);
        sessions = new Sessions(world, handlers);
        AccountRequests.register(handlers, sessions);
        preKeys = PreKeyRequests.register(handlers, world, phones);
        bots = Bots.register(handlers);
        UserRequests.register(handlers, world, bots);
        businesses = new Businesses(world);
        BusinessRequests.register(handlers, world, businesses, media);
        CatalogRequests.register(handlers, world, businesses, media);
        chatLinks = ChatLinks.register(handlers, world);
        groups = new Groups(world);
        Communities communities = new Communities(groups);
        GroupRequests.register(handlers, world, groups, communities);
        CommunityRequests.register(handlers, groups, communities);
        GroupSettingRequests.register(handlers, groups);
        GroupInviteRequests.register(handlers, groups);
        MediaRequests.register(handlers, media);
        profiles = ProfileRequests.register(handlers, world, media);
        PrivacyRequests.register(handlers, world);
        StatusRequests.register(handlers);
        tokens = TokenRequests.register(handlers, world);
        presences = new PresenceRouter(world);
        sessions.on("presence", presences::onPresence);
        sessions.on(
                "chatstate",
                (device, stanza) -> presences.onChatState(
                        device.account(),
                        stanza.requireJid("to"),
                        stanza.children().stream()
                                .findFirst()
                                .orElseThrow(() -> new MalformedNodeException("<chatstate> says nothing"))));
        sessions.onGone(presences::onGone);
        appStates = AppStateServer.register(handlers, world, media);
        MexRequests mex = MexRequests.register(handlers);
        newsletters = new Newsletters(world, media);
        newsletterPosts = new NewsletterPosts(newsletters);
        NewsletterMex.register(mex, newsletters);
        CommunityRequests.register(mex, groups, communities);
        restrictions = RestrictionMex.register(mex, world);
        NewsletterRequests.register(handlers, newsletters, newsletterPosts);
        sessions.onAddressed("message", Jid.NEWSLETTER_SERVER, newsletterPosts::onMessage);
        sessions.onAddressed("receipt", Jid.NEWSLETTER_SERVER, newsletterPosts::onReceipt);
        calls = new CallRouter(world);
        sessions.on("call", calls::onCall);
    }

    /** Starts with the default options. */
    public static Simulator start() {
        return start(SimulatorOptions.defaults());
    }

    /**
     * Starts and waits until connections are accepted.
     *
     * @throws CompletionException if it cannot, for example because the port is taken; its cause says why
     */
    public static Simulator start(SimulatorOptions options) {
        Simulator simulator = new Simulator(options);
        try {
            simulator.media.listen().toCompletableFuture().join();
            ChatServer server = new ChatServer(
                    simulator.vertx,
                    simulator.certificates,
                    options.random(),
                    simulator.sessions,
                    simulator.faults,
                    options.tls() ? simulator.identity : null);
            simulator.port = server.listen(options.port()).toCompletableFuture().join();
            return simulator;
        } catch (CompletionException e) {
            simulator.close();
            throw e;
        }
    }

    public URI webSocketUri() {
        return URI.create((tls ? "wss" : "ws") + "://127.0.0.1:" + port + "/ws/chat");
    }

    /** What a client has to trust instead of the real root. */
    public NoiseRoot noiseRoot() {
        return certificates.root();
    }

    /** The TLS certificate of all that this simulator serves, which a client has to trust. */
    public String certificatePem() {
        return media.certificatePem();
    }

    /** Makes the media host forget every file, as if all had expired. */
    public void expireMedia() {
        call(() -> {
            media.expireAll();
            return true;
        });
    }

    /**
     * A new account with a phone.
     *
     * @param phoneDigits made up by the caller: 5 to 15 digits without a plus sign
     * @throws IllegalArgumentException if that is no number
     * @throws IllegalStateException if the number is taken, or there are 50,000 accounts
     */
    public Phone addAccount(String phoneDigits, String pushName) {
        if (!NUMBER.matcher(phoneDigits).matches()) {
            throw new IllegalArgumentException("phone: expected a number of 5 to 15 digits");
        }
        return call(() -> {
            Account account = new Account(
                    Jid.phone(phoneDigits),
                    Jid.lid(Long.toString(LID_BASE + ++accounts)),
                    world.curve().generateKeyPair(world.options().random()),
                    pushName);
            world.directory().add(account);
            PhoneCore core = phones.add(account);
            PhoneAppStatePeer appState = new PhoneAppStatePeer(core, appStates.of(account));
            sessions.registrations().onDeviceLinked(device -> {
                if (device.account() == account) {
                    appState.share(device.phoneJid());
                }
            });
            Phone phone = new Phone(this, account, core, new PhoneAppState(this, appStates.of(account), appState));
            byNumber.put(phoneDigits, phone);
            return phone;
        });
    }

    /** Offers a bot from now on. */
    public void addBot(Bots.Persona bot) {
        call(() -> {
            bots.add(bot);
            return true;
        });
    }

    /** The phone with this number in digits, or null. */
    public @Nullable Phone phone(String phoneDigits) {
        return byNumber.get(phoneDigits);
    }

    /** Address and port of the media host. */
    public String mediaHost() {
        return media.host();
    }

    /** How many bytes the media host keeps. */
    public long mediaBytes() {
        return call(media::usedBytes);
    }

    /** How many devices are connected and logged in. */
    public int onlineDevices() {
        return call(sessions::onlineCount);
    }

    /** Closes every connection as a server restart does; clients come back. */
    public void restart() {
        call(() -> {
            sessions.restart();
            return true;
        });
    }

    /**
     * Shows every message that a linked device sends, as it came from the device; on the simulator's event loop.
     *
     * @param watcher gets the device and the stanza
     */
    public void watchMessages(BiConsumer<Jid, Node> watcher) {
        call(() -> {
            world.router().watch(watcher);
            return true;
        });
    }

    /** What is to go wrong. */
    public Faults faults() {
        return faults;
    }

    World world() {
        return world;
    }

    Set<RequestHandlers.Known> requests() {
        return handlers.known();
    }

    ProfileRequests profiles() {
        return profiles;
    }

    RestrictionMex restrictions() {
        return restrictions;
    }

    TokenRequests tokens() {
        return tokens;
    }

    PresenceRouter presences() {
        return presences;
    }

    CallRouter calls() {
        return calls;
    }

    Newsletters newsletters() {
        return newsletters;
    }

    NewsletterPosts newsletterPosts() {
        return newsletterPosts;
    }

    Businesses businesses() {
        return businesses;
    }

    ChatLinks chatLinks() {
        return chatLinks;
    }

    PreKeyRequests preKeys() {
        return preKeys;
    }

    Groups groups() {
        return groups;
    }

    Sessions sessions() {
        return sessions;
    }

    /** Runs a call on the event loop and waits for it. */
    <T> T call(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(v -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
