package org.camelwhatsapp.simulator;

import io.vertx.core.Vertx;
import java.util.function.Function;
import java.util.function.Predicate;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.simulator.route.Router;
import org.camelwhatsapp.simulator.state.Directory;

/** What the parts of the simulator share. Lives on its event loop, so nothing here is locked. */
public final class World {
    private final SimulatorOptions options;
    private final Vertx vertx;
    private final Directory directory = new Directory();
    private final Curve25519 curve = Curve25519.fastest();
    private final Router router = new Router(this);
    private Predicate<String> mediaRestorer = path -> false;
    private Function<byte[], String> mediaPublisher = bytes -> "";
    private long counter;

    World(SimulatorOptions options, Vertx vertx) {
        this.options = options;
        this.vertx = vertx;
    }

    public SimulatorOptions options() {
        return options;
    }

    public Vertx vertx() {
        return vertx;
    }

    public Directory directory() {
        return directory;
    }

    public Curve25519 curve() {
        return curve;
    }

    public Router router() {
        return router;
    }

    /** What brings back a file that the media host has forgotten; for phones, which still have it. */
    void setMediaRestorer(Predicate<String> restorer) {
        mediaRestorer = restorer;
    }

    /** What puts a file on the media host. */
    void setMediaPublisher(Function<byte[], String> publisher) {
        mediaPublisher = publisher;
    }

    /** Uploads an encrypted file of a phone; returns its direct path. */
    public String publishMedia(byte[] encrypted) {
        return mediaPublisher.apply(encrypted);
    }

    /** Uploads a file again; false if it was never here. */
    public boolean restoreMedia(String directPath) {
        return mediaRestorer.test(directPath);
    }

    /** The server's clock, which is the clock of messages. */
    public long nowSeconds() {
        return options.time().instant().getEpochSecond();
    }

    /** A new stanza id. */
    public String newId() {
        return "SIM" + ++counter;
    }
}
