package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Gauges;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.SerialMailbox;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.SignedPreKey;
import org.camelwhatsapp.engine.session.StanzaChannel;
import org.camelwhatsapp.engine.session.StanzaHandler;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.wire.Node;

/** A session with a real mailbox, whose requests a test answers. */
final class FakeSession {
    static final Jid OWN = new Jid("15550001234", 3, Jid.PN_SERVER);

    final List<Node> sent = new CopyOnWriteArrayList<>();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final SerialMailbox mailbox;
    final Environment environment;
    volatile Instant now = Instant.ofEpochSecond(1_700_000_000);
    volatile boolean ready = true;
    volatile Function<Node, CompletionStage<Node>> answers =
            iq -> CompletableFuture.failedFuture(new AssertionError("unexpected request"));

    /** A seed of its own for each: the platform's GCM refuses a nonce that the thread has just used. */
    private static final AtomicInteger SEEDS = new AtomicInteger();

    FakeSession(SystemScheduling scheduling) {
        mailbox = new SerialMailbox("test", scheduling.compute(), 1000);
        environment = new Environment(() -> now, new SeededRandom(SEEDS.incrementAndGet()), scheduling);
    }

    Session session() {
        KeyPair keys = new KeyPair(new byte[32], new byte[32]);
        LinkedAccount account = new LinkedAccount(OWN, Jid.lid("777000"), new byte[1], new byte[32], null, null, null);
        Credentials credentials = new Credentials(
                keys, keys, 1, new SignedPreKey(1, keys, new byte[64], 0), new byte[32], account, null, null, 0);
        StanzaChannel wire = proxy(StanzaChannel.class, (method, arguments) -> switch (method) {
            case "send" -> sent.add((Node) arguments[0]) ? null : null;
            case "request" -> answers.apply((Node) arguments[0]);
            case "isReady" -> ready;
            default -> throw new UnsupportedOperationException(method);
        });
        return proxy(Session.class, (method, arguments) -> switch (method) {
            case "environment" -> environment;
            case "mailbox" -> mailbox;
            case "gauges" -> new Gauges();
            case "wire" -> wire;
            case "credentials" -> credentials;
            case "publish" -> events.add((Event) arguments[0]) ? null : null;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** Gives every notification that a test makes up to the feature, on the mailbox. */
    Consumer<Node> notifications(Feature feature) {
        Map<String, StanzaHandler> handlers = new ConcurrentHashMap<>();
        feature.register(proxy(StanzaRouter.class, (method, arguments) -> {
            assertThat(method).isEqualTo("onNotification");
            return handlers.put((String) arguments[0], (StanzaHandler) arguments[1]);
        }));
        return node -> mailbox.execute(() -> handlers.get(node.attr("type")).handle(node));
    }

    private interface Call {
        Object answer(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.answer(method.getName(), arguments)));
    }
}
