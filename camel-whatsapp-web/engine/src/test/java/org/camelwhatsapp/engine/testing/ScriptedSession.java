package org.camelwhatsapp.engine.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ClientIdentity;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.CredentialsCodec;
import org.camelwhatsapp.engine.session.CredentialsFactory;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Gauges;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.SessionOptions;
import org.camelwhatsapp.engine.session.StanzaChannel;
import org.camelwhatsapp.engine.session.StanzaHandler;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;

/** A session whose server is the test: it sees every stanza and answers, or does not. Credentials go to the store. */
public final class ScriptedSession {
    /** An event that the feature waits for the listeners to be done with. */
    public record Delivery(Event event, CompletableFuture<Void> done) {}

    /** A request of the feature that was not answered yet. */
    public record Request(Node iq, CompletableFuture<Node> answer) {}

    public final ManualLoop loop;
    public final MemoryStore memory;
    public final List<Node> sent = new ArrayList<>();
    public final Queue<Request> requests = new ArrayDeque<>();
    public final List<Event> events = new ArrayList<>();
    public final Queue<Delivery> deliveries = new ArrayDeque<>();
    /** Everything that left the session, in order: stanzas sent, requests and events. */
    public final List<Object> outward = new ArrayList<>();

    public final Session session;
    public Credentials credentials;
    public ConnectionState endedAs;
    public String endReason;
    /** Why the session was to connect anew, each time. */
    public final List<String> reconnects = new ArrayList<>();

    /** Whether there is a connection: without one nothing leaves and requests fail. */
    public boolean ready = true;

    public boolean loggedOut;
    public SessionOptions options = SessionOptions.defaults(ClientIdentity.named("test"));

    /** A seed of its own for each: the platform's GCM refuses a nonce that the thread has just used with the same key. */
    private static final AtomicInteger SEEDS = new AtomicInteger();

    private final DeviceStore store;
    /** What a feature said that it takes; without a key everything that comes. */
    private record Registration(Feature owner, String key, StanzaHandler handler) {}

    private static final String EVERYTHING = "";

    private final List<Registration> registrations = new ArrayList<>();
    private final List<Feature> features = new ArrayList<>();
    private int ids;

    public ScriptedSession() {
        this(new MemoryStore(), new ManualLoop(), SEEDS.incrementAndGet());
    }

    /**
     * A session on what another one left, as after a restart.
     *
     * @param seed of what is random; no two sessions of a test may have the same
     */
    public ScriptedSession(MemoryStore memory, ManualLoop loop, long seed) {
        this.memory = memory;
        this.loop = loop;
        store = memory.store();
        var environment = loop.environment(seed);
        byte[] kept = store.credentials().get("self");
        credentials = kept == null
                ? CredentialsFactory.create(Curve25519.fastest(), environment)
                : CredentialsCodec.decode(kept);
        StanzaChannel wire = MemoryStore.proxy(StanzaChannel.class, (method, arguments) -> switch (method) {
            case "send" -> ready && outward.add(arguments[0]) && sent.add((Node) arguments[0]);
            case "request", "sendMessage" -> request((Node) arguments[0]);
            case "isReady" -> ready;
            case "newId" -> "id" + ++ids;
            default -> throw new UnsupportedOperationException(method);
        });
        session = MemoryStore.proxy(Session.class, (method, arguments) -> switch (method) {
            case "name" -> "test";
            case "environment" -> environment;
            case "curve" -> Curve25519.fastest();
            case "mailbox" -> loop;
            case "gauges" -> new Gauges();
            case "wire" -> wire;
            case "store" -> store;
            case "credentials" -> credentials;
            case "options" -> options;
            case "updateCredentials" -> update((Credentials) arguments[0]);
            case "publish" -> outward.add(arguments[0]) && events.add((Event) arguments[0]);
            case "deliver" -> deliver((Event) arguments[0]);
            case "end" -> end((ConnectionState) arguments[0], (String) arguments[1]);
            case "logOut" -> loggedOut = true;
            case "reconnect" -> reconnects.add((String) arguments[0]);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private CompletableFuture<Node> request(Node iq) {
        if (!ready) {
            return CompletableFuture.failedFuture(new NotConnectedException("not connected"));
        }
        Request request = new Request(iq, new CompletableFuture<>());
        outward.add(iq);
        requests.add(request);
        return request.answer;
    }

    private CompletableFuture<Void> deliver(Event event) {
        Delivery delivery = new Delivery(event, new CompletableFuture<>());
        outward.add(event);
        deliveries.add(delivery);
        return delivery.done;
    }

    private Object update(Credentials updated) {
        StoreTransaction transaction = store.transaction();
        transaction.put(store.credentials(), "self", CredentialsCodec.encode(updated));
        credentials = updated;
        return Futures.on(loop, store.commit(transaction));
    }

    private Object end(ConnectionState state, String reason) {
        endedAs = state;
        endReason = reason;
        return null;
    }

    /** Registers the feature as the session would; it takes the place of one of the same type. */
    public <T extends Feature> T add(T added) {
        features.removeIf(feature -> feature.getClass() == added.getClass());
        registrations.removeIf(one -> one.owner.getClass() == added.getClass());
        features.add(added);
        added.register(MemoryStore.proxy(StanzaRouter.class, (method, arguments) -> {
            String key = arguments.length == 1 ? EVERYTHING : method + " " + arguments[0];
            return registrations.add(new Registration(added, key, (StanzaHandler) arguments[arguments.length - 1]));
        }));
        return added;
    }

    /** Links the session to an account. */
    public ScriptedSession linked(Jid phone, Jid lid) {
        credentials =
                credentials.withAccount(new LinkedAccount(phone, lid, new byte[] {1}, new byte[32], null, null, null));
        return this;
    }

    /** Refuses the oldest request with a number of the server's. */
    public void refuse(int code) {
        Request request = requests.remove();
        run(() -> request.answer.completeExceptionally(new ServerErrorException(code, "refused", null)));
    }

    /** Calls a feature on the mailbox, and lets everything happen that needs no answer. */
    public <T> CompletableFuture<T> call(Supplier<CompletionStage<T>> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        run(() -> {
            try {
                call.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(Futures.unwrap(failure));
                    }
                });
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Runs the task as one of the mailbox. */
    public void run(Runnable task) {
        loop.execute(task);
        loop.run();
    }

    /** A stanza arrives that only observers see. */
    public void show(Node stanza) {
        run(() -> handlers(EVERYTHING).forEach(observer -> observer.handle(stanza)));
    }

    /** A stanza arrives; the handler is found as the router would find it. */
    public void receive(Node stanza) {
        if (stanza.is("ib")) {
            Node bulletin = stanza.children().get(0);
            run(() -> handlers("onBulletin " + bulletin.tag()).forEach(handler -> handler.handle(bulletin)));
            return;
        }
        receiveAll(List.of(stanza));
    }

    /** Stanzas arrive before anything that follows from the first has happened. */
    public void receiveAll(List<Node> stanzas) {
        run(() -> stanzas.forEach(stanza -> handlersOf(stanza).forEach(handler -> handler.handle(stanza))));
    }

    private List<StanzaHandler> handlersOf(Node stanza) {
        if (stanza.is("message")) {
            String from = stanza.attr("from", "");
            List<StanzaHandler> found = handlers("onMessagesFrom " + from.substring(from.indexOf('@') + 1));
            return found.isEmpty() ? handlers("onTag message") : found;
        }
        return handlers(
                stanza.is("iq")
                        ? "onServerRequest " + stanza.children().get(0).tag()
                        : stanza.is("notification")
                                ? "onNotification " + stanza.attr("type")
                                : "onTag " + stanza.tag());
    }

    private List<StanzaHandler> handlers(String key) {
        return registrations.stream()
                .filter(one -> one.key.equals(key))
                .map(Registration::handler)
                .toList();
    }

    public void disconnect() {
        run(() -> features.forEach(Feature::onDisconnect));
    }

    /** The server accepted the login. */
    public void logIn() {
        run(() -> features.forEach(Feature::onLogin));
    }

    /** The connection goes: what waits for an answer fails. */
    public void cut() {
        ready = false;
        while (!requests.isEmpty()) {
            fail(new NotConnectedException("the connection went down"));
        }
        disconnect();
    }

    /** The oldest request that waits for its answer. */
    public Node nextRequest() {
        Request request = requests.peek();
        if (request == null) {
            throw new AssertionError("there is no request to answer");
        }
        return request.iq;
    }

    public void answer(Node... children) {
        answerWith(Node.of("iq", children));
    }

    /** Answers the oldest request with a stanza of another form. */
    public void answerWith(Node stanza) {
        Request request = requests.remove();
        run(() -> request.answer.complete(stanza));
    }

    /** The listeners are done with the oldest event that is waited for, or failed on it. */
    public void settle(Throwable failure) {
        Delivery delivery = deliveries.remove();
        run(() -> {
            if (failure == null) {
                delivery.done.complete(null);
            } else {
                delivery.done.completeExceptionally(failure);
            }
        });
    }

    public void fail(Throwable failure) {
        Request request = requests.remove();
        run(() -> request.answer.completeExceptionally(failure));
    }

    /** The events of this type, in order. */
    public <T extends Event> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
