package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.UserFeature;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.media.MediaOptions;
import org.camelwhatsapp.engine.message.OwnDevices;
import org.camelwhatsapp.engine.message.archive.ArchiveMode;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.status.StatusAudience;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.testing.NoTokens;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.SyncActionData;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncdMutation;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdVersion;

/**
 * The app state of one session with a server that keeps the collections, a second device that changes them, and a phone.
 * The server opens whatever is uploaded, and refuses what does not follow or does not add up.
 */
public final class AppStateBench {
    public static final Jid NUMBER = Jid.phone("15550009000");
    public static final Jid LID = Jid.lid("777000");
    static final Jid PHONE = LID.withDevice(0);

    /** One change as the server opened it. */
    public record Upload(
            AppStateCollection collection, boolean set, List<String> index, SyncActionValue value, int version) {}

    /** What the server keeps of a collection. */
    private static final class Held {
        private CollectionState state = CollectionState.EMPTY;
        private final List<SyncdPatch> patches = new ArrayList<>();
        private final Map<ByteString, byte[]> macs = new HashMap<>();
    }

    public final ScriptedSession server = new ScriptedSession().linked(NUMBER.withDevice(3), LID.withDevice(3));
    public final AddressBook addresses = new AddressBook(server.session);
    public final UserFeature users = new UserFeature(server.session, addresses, new NoTokens());
    public final StatusAudience audience = new StatusAudience(server.session, addresses);
    public final ArchiveRecorder archive = new ArchiveRecorder(server.session, addresses, ArchiveMode.FOLLOW);
    final OwnDevices devices = new OwnDevices(server, addresses);
    final AppStateKeys keys = server.add(new AppStateKeys(server.session, devices.protocol, devices.peers));
    public final AppStateFeature appState;

    /** Changes that the session uploaded and the server took, in order. */
    public final List<Upload> uploads = new ArrayList<>();

    /** Requests about the app state, in order. */
    final List<Node> asked = new ArrayList<>();

    /** What own devices were told. */
    final List<Message.ProtocolMessage> told = new ArrayList<>();

    /** Whom that was told. */
    final List<Node> letters = new ArrayList<>();

    /** Happens when the next upload is on its way, one for each. */
    final Deque<Runnable> beforeUpload = new ArrayDeque<>();

    /** Collections whose requests are refused, and with which number. */
    final Map<AppStateCollection, Integer> errors = new EnumMap<>(AppStateCollection.class);

    /** Collections of which the server changes a bit in every patch it gives. */
    final Set<AppStateCollection> damaged = EnumSet.noneOf(AppStateCollection.class);

    /** How many patches one answer holds. */
    int page = Integer.MAX_VALUE;

    /** Whether the server forgets to send what another device did along with a conflict. */
    boolean terse;

    /** What the second device seals with. */
    MutationKeys writer = Vectors.KEYS;

    private final Map<String, MutationKeys> everyKey =
            new HashMap<>(Map.of(HexFormat.of().formatHex(Vectors.KEYS.id()), Vectors.KEYS));
    private final Map<AppStateCollection, Held> collections = new EnumMap<>(AppStateCollection.class);
    private final SeededRandom random = new SeededRandom(5);

    public AppStateBench() {
        MediaFeature media = new MediaFeature(server.session, null, MediaOptions.DEFAULT);
        appState = server.add(new AppStateFeature(server.session, addresses, keys, devices.peers, media));
        for (AppStateCollection collection : AppStateCollection.values()) {
            collections.put(collection, new Held());
        }
    }

    public Session session() {
        return server.session;
    }

    /** The first key is in the store, the session logs in and finds nothing; then everything is forgotten. */
    public AppStateBench online() {
        server.memory.rows("appStateKeys").put(HexFormat.of().formatHex(Vectors.KEYS.id()), keyData());
        logIn();
        server.events.clear();
        asked.clear();
        return this;
    }

    static byte[] keyData() {
        byte[] key = new byte[MutationKeys.KEY_BYTES];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return key;
    }

    /** The server accepts the login; keys are read before anything is asked. */
    void logIn() {
        server.call(keys::onLogin);
        server.call(appState::onLogin);
        serve();
    }

    /** A key of which the session knows nothing, for the second device to write with. */
    MutationKeys newKey(byte[] id, byte[] data) {
        MutationKeys made = new MutationKeys(id, data);
        everyKey.put(HexFormat.of().formatHex(id), made);
        return made;
    }

    /** Two addresses are known as one user. */
    public void pair(Jid number, Jid lid) {
        Map<Object, byte[]> rows = server.memory.rows("addressMappings");
        rows.put(number, lid.toString().getBytes(StandardCharsets.UTF_8));
        rows.put(lid, number.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Calls a feature, and answers everything it asks. */
    public <T> CompletableFuture<T> call(Supplier<CompletionStage<T>> call) {
        CompletableFuture<T> result = server.call(call);
        serve();
        return result;
    }

    /** Why a call failed. */
    public static Throwable failure(CompletableFuture<?> call) {
        if (!call.isCompletedExceptionally()) {
            throw new AssertionError("it did not fail, or is not done");
        }
        return Futures.unwrap(call.handle((v, failure) -> failure).join());
    }

    /** Makes a change and gives what the server opened of it. */
    public List<Upload> uploaded(Supplier<CompletionStage<Void>> call) {
        int before = uploads.size();
        call(call).join();
        return List.copyOf(uploads.subList(before, uploads.size()));
    }

    /** The only change that a call makes. */
    public Upload oneUpload(Supplier<CompletionStage<Void>> call) {
        List<Upload> all = uploaded(call);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " changes");
        }
        return all.get(0);
    }

    /** What a change made now looks like when it is opened. */
    public Upload expected(AppStateCollection collection, int version, SyncActionValue.Builder value, String... index) {
        long now = server.loop.now().toEpochMilli();
        return new Upload(
                collection, true, List.of(index), value.setTimestamp(now).build(), version);
    }

    /** Another device changes things, and the session hears of it. */
    public <E extends Event> List<E> others(Class<E> events, AppStateChange... changes) {
        int before = server.events(events).size();
        otherDevice(changes);
        announce(changes[0].collection());
        List<E> all = server.events(events);
        return List.copyOf(all.subList(before, all.size()));
    }

    /** Another device changes things of one collection; nobody is told. */
    void otherDevice(AppStateChange... changes) {
        AppStateCollection collection = changes[0].collection();
        Held held = collections.get(collection);
        List<SyncdMutation> mutations = Arrays.stream(changes).map(this::seal).toList();
        accept(
                collection,
                Patches.make(collection, held.state, mutations, new Patches.Writer(writer, held.macs::get, 4)));
    }

    private SyncdMutation seal(AppStateChange change) {
        SyncActionData.Builder data = SyncActionData.newBuilder()
                .setIndex(ByteString.copyFrom(IndexJson.write(change.index())))
                .setValue(change.value().toBuilder()
                        .setTimestamp(server.loop.now().toEpochMilli()))
                .setPadding(ByteString.EMPTY)
                .setVersion(change.version());
        return MutationCipher.seal(writer, change.set(), data.build(), random.bytes(MutationCipher.IV_BYTES));
    }

    /** The server says that collections have changed. */
    void announce(AppStateCollection... changed) {
        Node.Builder notification = Node.builder("notification").attr("type", "server_sync");
        for (AppStateCollection collection : changed) {
            notification.child(Node.builder("collection")
                    .attr("name", collection.wireName())
                    .attr("version", collections.get(collection).state.version())
                    .build());
        }
        server.receive(notification.build());
        serve();
    }

    /** What was written to the archive since the last time. */
    public List<ArchiveWrite> archived() {
        List<ArchiveWrite> all = List.copyOf(server.memory.mail().archiveWrites);
        server.memory.mail().archiveWrites.clear();
        return all;
    }

    CollectionState stateOf(AppStateCollection collection) {
        return collections.get(collection).state;
    }

    /** Which key the last patch was sealed with. */
    ByteString lastKeyId(AppStateCollection collection) {
        List<SyncdPatch> patches = collections.get(collection).patches;
        return patches.get(patches.size() - 1).getKeyId().getId();
    }

    /** Answers everything that waits, and what follows from the answers. */
    public void serve() {
        server.loop.run();
        while (!server.requests.isEmpty()) {
            Node request = server.nextRequest();
            String kind = request.is("message") ? "message" : request.attr("xmlns", "");
            switch (kind) {
                case "message" -> {
                    letters.add(request);
                    told.add(devices.open(request));
                    server.answerWith(Node.of("ack"));
                }
                case "encrypt" -> server.answer(devices.bundles(request));
                case "w:sync:app:state" -> {
                    asked.add(request);
                    server.answer(sync(request));
                }
                default -> throw new AssertionError("nobody answers " + request.tag() + " " + kind);
            }
        }
    }

    private Node sync(Node request) {
        Node.Builder sync = Node.builder("sync");
        request.requireChild("sync").children("collection").forEach(node -> sync.child(collection(node)));
        return sync.build();
    }

    private Node collection(Node node) {
        AppStateCollection collection = AppStateCollection.of(node.requireAttr("name"));
        if (node.child("patch") != null && !beforeUpload.isEmpty()) {
            beforeUpload.remove().run();
        }
        Integer error = errors.get(collection);
        Held held = collections.get(collection);
        Node.Builder answer = Node.builder("collection").attr("name", collection.wireName());
        long from = node.longAttr("version", -1);
        if (error != null) {
            return answer.child(error(error)).build();
        }
        if (node.child("patch") == null) {
            return patches(answer, collection, from).build();
        }
        if (from != held.state.version()) {
            answer.child(error(409));
            return terse ? answer.build() : patches(answer, collection, from).build();
        }
        try {
            SyncdPatch patch = SyncdPatch.parseFrom(node.requireChild("patch").requireBytes());
            accept(collection, patch).forEach(mutation -> uploads.add(upload(collection, mutation)));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
        return answer.attr("version", held.state.version()).build();
    }

    private static Node error(int code) {
        return Node.builder("error").attr("code", code).build();
    }

    private Node.Builder patches(Node.Builder answer, AppStateCollection collection, long from) {
        Held held = collections.get(collection);
        long until = Math.min(held.state.version(), from + Math.min(page, Integer.MAX_VALUE / 2));
        Node.Builder patches = Node.builder("patches");
        for (SyncdPatch patch : held.patches.subList((int) from, (int) until)) {
            SyncdPatch given = damaged.contains(collection)
                    ? patch.toBuilder()
                            .setPatchMac(ByteString.copyFrom(new byte[32]))
                            .build()
                    : patch;
            patches.child(Node.of("patch", given.toByteArray()));
        }
        return answer.attr("version", until)
                .attr("has_more_patches", Boolean.toString(until < held.state.version()))
                .child(patches.build());
    }

    private List<OpenMutation> accept(AppStateCollection collection, SyncdPatch patch) {
        Held held = collections.get(collection);
        SyncdPatch numbered = patch.toBuilder()
                .setVersion(SyncdVersion.newBuilder().setVersion(held.state.version() + 1))
                .build();
        KeyLookup lookup = id -> everyKey.get(HexFormat.of().formatHex(id));
        AppliedPatch applied =
                Patches.apply(collection, held.state, numbered, new Patches.Sources(lookup, held.macs::get));
        for (OpenMutation mutation : applied.mutations()) {
            ByteString place = ByteString.copyFrom(mutation.indexMac());
            if (mutation.set()) {
                held.macs.put(place, mutation.valueMac());
            } else {
                held.macs.remove(place);
            }
        }
        held.state = applied.state();
        held.patches.add(numbered);
        return applied.mutations();
    }

    private static Upload upload(AppStateCollection collection, OpenMutation mutation) {
        return new Upload(
                collection,
                mutation.set(),
                IndexJson.read(mutation.index()),
                mutation.value().toBuilder().build(),
                mutation.version());
    }
}
