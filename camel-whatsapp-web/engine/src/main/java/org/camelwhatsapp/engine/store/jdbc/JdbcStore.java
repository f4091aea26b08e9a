package org.camelwhatsapp.engine.store.jdbc;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.Store;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.camelwhatsapp.engine.store.secret.KeyRing;
import org.camelwhatsapp.engine.store.secret.Protection;
import org.jspecify.annotations.Nullable;

/**
 * Keeps linked devices in a SQLite file or a PostgreSQL database, encrypted under a passphrase.
 *
 * <p>A SQLite file belongs to one process, by a lock beside it. In PostgreSQL each session belongs to one process, by a
 * lease that it renews and an epoch that every transaction checks: a process that was thought dead and wakes up cannot
 * write any more. Thread-safe. All methods block, {@link DeviceStore#commit} excepted.
 */
public final class JdbcStore implements Store {
    private static final int MAX_NAME = 128;

    private final Database database;
    private final Environment environment;
    private final KeyRing ring;
    private final Ownerships ownerships;
    private final @Nullable OwnerLease lease;
    private final List<CommitLane> lanes;
    private final StoreKeys keys;
    private final LongAdder damaged = new LongAdder();
    /** Bounded by the sessions of this process. A name is claimed by a marker before its row is taken. */
    private final Map<String, Slot> open = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /**
     * Opens the store; makes it when it is not there. Takes about a second, most of it for the passphrase.
     *
     * @throws StoreException with the kind that says why it cannot be opened; then nothing was changed
     */
    public JdbcStore(JdbcStoreOptions options, Environment environment) {
        this.environment = environment;
        database = Dialect.ofUrl(options.url()) == Dialect.SQLITE
                ? new SqliteDatabase(options)
                : new PostgresDatabase(options);
        try {
            ring = openKeys(options);
            keys = new StoreKeys(database, ring, options.iterations(), environment);
            lanes = newLanes(options);
            String owner = HexFormat.of().formatHex(environment.random().bytes(16));
            ownerships = new Ownerships(database, owner);
            lease = database.dialect() == Dialect.SQLITE
                    ? null
                    : new OwnerLease(database, environment.scheduling(), owner, options.lease());
            if (lease != null) {
                lease.start(this::stopAll);
            }
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private List<CommitLane> newLanes(JdbcStoreOptions options) {
        BatchWriter writer = new BatchWriter(new Fence(database.dialect()));
        int count = database.dialect() == Dialect.SQLITE ? 1 : options.limits().lanes();
        List<CommitLane> created = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            created.add(new CommitLane(database, writer, environment.scheduling(), options.limits()));
        }
        return created;
    }

    /** The passphrase is checked before the schema is touched. */
    private KeyRing openKeys(JdbcStoreOptions options) {
        KeyTables tables = new KeyTables(database);
        Optional<Protection> found = tables.read();
        if (found.isPresent()) {
            KeyRing ring = KeyRing.open(found.get().header(), found.get().keys(), options.passphrase());
            Migrations.run(database);
            return ring;
        }
        Migrations.run(database);
        KeyRing ring = KeyRing.create(options.passphrase(), options.iterations(), environment.random());
        if (tables.create(
                ring.protection(environment.random()), environment.time().millis())) {
            return ring;
        }
        return openKeys(options);
    }

    /** A name in use: the store of the session once it is open. */
    private static final class Slot {
        private volatile @Nullable JdbcDeviceStore store;
    }

    @Override
    public DeviceStore open(String session) {
        checkName(session);
        Slot slot = claim(session);
        try {
            if (lease != null) {
                lease.renew();
            }
            OwnedSession owned = ownerships.take(session);
            Sealer sealer = new Sealer(ring, environment.random(), session);
            JdbcDeviceStore store = new JdbcDeviceStore(
                    new SessionReads(database, owned, sealer, damaged), laneOf(owned), environment, this::release);
            slot.store = store;
            return store;
        } catch (RuntimeException e) {
            open.remove(session, slot);
            throw e;
        }
    }

    private CommitLane laneOf(OwnedSession session) {
        return lanes.get((int) (session.id() % lanes.size()));
    }

    private Slot claim(String session) {
        if (closed) {
            throw new StoreException(Kind.UNAVAILABLE, "the store is closed", null);
        }
        Slot slot = new Slot();
        if (open.putIfAbsent(session, slot) != null) {
            throw new StoreException(Kind.FENCED, "the session is open in this process already", null);
        }
        return slot;
    }

    private static void checkName(String session) {
        boolean plain = session.chars().noneMatch(Character::isISOControl);
        if (session.isBlank() || session.length() > MAX_NAME || !plain) {
            throw new IllegalArgumentException("a session name has 1 to " + MAX_NAME + " printable characters");
        }
    }

    private void release(JdbcDeviceStore store) {
        try {
            ownerships.release(store.owner());
        } finally {
            open.remove(store.session());
        }
    }

    /** The lease is about to run out: nothing of this process may be written or sent any more. */
    private void stopAll() {
        for (Slot slot : open.values()) {
            JdbcDeviceStore store = slot.store;
            if (store != null) {
                store.owner().fail(new StoreException(Kind.FENCED, "the lease of this process was not renewed", null));
            }
        }
    }

    @Override
    public List<String> sessions() {
        return ownerships.names();
    }

    @Override
    public void delete(String session) {
        checkName(session);
        Slot slot = claim(session);
        try {
            ownerships.delete(ownerships.take(session));
        } finally {
            open.remove(session, slot);
        }
    }

    /** Changes passphrase and data keys. */
    public StoreKeys keys() {
        return keys;
    }

    /** What each lane of commits does. */
    public List<LaneStatistics> lanes() {
        return lanes.stream().map(CommitLane::statistics).toList();
    }

    /** How many commits wait to be written, in all lanes. */
    public int writeQueueDepth() {
        return lanes.stream()
                .mapToInt(lane -> lane.statistics().queuedCommits())
                .sum();
    }

    /** How many damaged records were met and left out, since the store was opened. */
    public long damagedRecords() {
        return damaged.sum();
    }

    List<JdbcDeviceStore> openStores() {
        List<JdbcDeviceStore> stores = new ArrayList<>();
        for (Slot slot : open.values()) {
            JdbcDeviceStore store = slot.store;
            if (store != null) {
                stores.add(store);
            }
        }
        return stores;
    }

    /** Closes what is open, waits for what was committed, and gives up the database. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            openStores().forEach(JdbcDeviceStore::close);
            if (lease != null) {
                lease.close();
            }
        } finally {
            database.close();
        }
    }
}
