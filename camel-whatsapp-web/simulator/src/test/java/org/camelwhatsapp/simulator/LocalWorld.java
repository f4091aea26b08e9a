package org.camelwhatsapp.simulator;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.appstate.AppStateServer;
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
import org.camelwhatsapp.simulator.iq.MexRequests;
import org.camelwhatsapp.simulator.iq.PreKeyRequests;
import org.camelwhatsapp.simulator.iq.PrivacyRequests;
import org.camelwhatsapp.simulator.iq.ProfileRequests;
import org.camelwhatsapp.simulator.iq.RequestHandlers;
import org.camelwhatsapp.simulator.iq.RestrictionMex;
import org.camelwhatsapp.simulator.iq.StatusRequests;
import org.camelwhatsapp.simulator.iq.TokenRequests;
import org.camelwhatsapp.simulator.media.MediaHost;
import org.camelwhatsapp.simulator.media.TlsIdentity;
import org.camelwhatsapp.simulator.newsletter.NewsletterMex;
import org.camelwhatsapp.simulator.newsletter.NewsletterPosts;
import org.camelwhatsapp.simulator.newsletter.NewsletterRequests;
import org.camelwhatsapp.simulator.newsletter.Newsletters;
import org.camelwhatsapp.simulator.phone.Phones;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.server.ServerCertificates;
import org.camelwhatsapp.simulator.server.Sessions;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.PublishedKeys;

/**
 * The server's parts on the test's own thread: without sockets, with a clock that stands still, and with phones that do
 * not take part.
 */
public final class LocalWorld implements AutoCloseable {
    /** The server's clock. */
    public static final long NOW = 1_700_000_000;

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    private static final SecureRandomSource RANDOM = new SecureRandomSource();

    public final World world;
    public final RequestHandlers handlers = new RequestHandlers();
    public final Sessions sessions;
    public final Faults faults;
    public final Groups groups;
    public final MexRequests mex;
    public final RestrictionMex restrictions;
    public final Newsletters newsletters;
    public final Businesses businesses;
    public final ChatLinks chatLinks;
    public final MediaHost media;
    public final AppStateServer appStates;
    private final Vertx vertx = Vertx.vertx();
    private final Phones phones;
    private final ServerCertificates certificates;
    private final Map<Device, KeyPair> noiseKeys = new LinkedHashMap<>();
    private int accounts;

    public LocalWorld() {
        world = new World(new SimulatorOptions(0, CLOCK, RANDOM, false), vertx);
        faults = new Faults(vertx);
        phones = new Phones(world);
        certificates = new ServerCertificates(world.curve(), RANDOM, NOW);
        sessions = new Sessions(world, handlers);
        media = new MediaHost(vertx, RANDOM, TlsIdentity.create(new byte[] {1}), () -> NOW);
        groups = new Groups(world);
        Communities communities = new Communities(groups);
        AccountRequests.register(handlers, sessions);
        PreKeyRequests.register(handlers, world, phones);
        GroupRequests.register(handlers, world, groups, communities);
        CommunityRequests.register(handlers, groups, communities);
        GroupSettingRequests.register(handlers, groups);
        GroupInviteRequests.register(handlers, groups);
        ProfileRequests.register(handlers, world, media);
        PrivacyRequests.register(handlers, world);
        StatusRequests.register(handlers);
        businesses = new Businesses(world);
        BusinessRequests.register(handlers, world, businesses, media);
        CatalogRequests.register(handlers, world, businesses, media);
        chatLinks = ChatLinks.register(handlers, world);
        TokenRequests.register(handlers, world);
        appStates = AppStateServer.register(handlers, world, media);
        mex = MexRequests.register(handlers);
        CommunityRequests.register(mex, groups, communities);
        restrictions = RestrictionMex.register(mex, world);
        newsletters = new Newsletters(world, media);
        NewsletterPosts posts = new NewsletterPosts(newsletters);
        NewsletterMex.register(mex, newsletters);
        NewsletterRequests.register(handlers, newsletters, posts);
        sessions.onAddressed("message", Jid.NEWSLETTER_SERVER, posts::onMessage);
        sessions.onAddressed("receipt", Jid.NEWSLETTER_SERVER, posts::onReceipt);
    }

    public Account account(String name) {
        int number = ++accounts;
        Account account = new Account(
                Jid.phone(Long.toString(490_000_000 + number)),
                Jid.lid(Long.toString(900_000_000 + number)),
                world.curve().generateKeyPair(RANDOM),
                name);
        world.directory().add(account);
        phones.add(account);
        return account;
    }

    /** A new linked device, which has not connected. */
    public Device device(Account account) {
        PublishedKeys keys = new PublishedKeys(
                new byte[] {0, 0, 0, 7}, new byte[32], new byte[][] {new byte[3], new byte[32], new byte[64]});
        KeyPair noise = world.curve().generateKeyPair(RANDOM);
        Device device = new Device(account, account.nextDeviceId(), noise.publicKey(), keys, new byte[] {1});
        account.add(device);
        noiseKeys.put(device, noise);
        return device;
    }

    /** What a client connects to. */
    public LoopClient.Server server() {
        return new LoopClient.Server(sessions, faults, certificates, CLOCK.instant());
    }

    /** Connects a device; what waits for it is in {@link LoopClient#received}. */
    public LoopClient connect(Device device, boolean passive) {
        return new LoopClient(server(), RANDOM, device, noiseKeys.get(device), passive);
    }

    /** A new linked device that is connected and has taken what a login brings. */
    public LoopClient link(Account account) {
        LoopClient client = connect(device(account), false);
        client.take();
        return client;
    }

    /** The beginning of a request. */
    public static Node.Builder iq(String namespace, String type, Node... children) {
        return Node.builder("iq")
                .attr("xmlns", namespace)
                .attr("type", type)
                .attr("to", Jid.SERVER)
                .children(java.util.List.of(children));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
