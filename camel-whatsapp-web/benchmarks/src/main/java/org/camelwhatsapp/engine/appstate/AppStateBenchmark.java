package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.proto.SyncActionData;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncdMutation;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdVersion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Checking and applying a patch whose every mutation replaces a value, and making one, without store and network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class AppStateBenchmark {
    private static final AppStateCollection CONTACTS = AppStateCollection.CRITICAL_UNBLOCK_LOW;

    /** How many contacts the patch names. */
    @Param("10000")
    private int mutations;

    private final Random random = new Random(1);
    private final MutationKeys keys = new MutationKeys(new byte[] {0, 0, 0, 0, 0, 1}, bytes(MutationKeys.KEY_BYTES));
    private final Map<ByteString, byte[]> held = new HashMap<>();
    private CollectionState before = CollectionState.EMPTY;
    private List<SyncdMutation> changes = List.of();
    private SyncdPatch patch = SyncdPatch.getDefaultInstance();

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Setup
    public void prepare() {
        AppliedPatch first = apply(numbered(make(names("before")), 1));
        first.mutations().forEach(mutation -> held.put(ByteString.copyFrom(mutation.indexMac()), mutation.valueMac()));
        before = first.state();
        changes = names("after");
        patch = numbered(make(changes), 2);
    }

    private List<SyncdMutation> names(String prefix) {
        List<SyncdMutation> sealed = new ArrayList<>(mutations);
        for (int i = 0; i < mutations; i++) {
            SyncActionData data = SyncActionData.newBuilder()
                    .setIndex(ByteString.copyFrom(
                            IndexJson.write(List.of("contact", (15_550_000_000L + i) + "@s.whatsapp.net"))))
                    .setValue(SyncActionValue.newBuilder()
                            .setTimestamp(1)
                            .setContactAction(
                                    SyncActionValue.ContactAction.newBuilder().setFullName(prefix + " " + i)))
                    .setVersion(2)
                    .build();
            sealed.add(MutationCipher.seal(keys, true, data, bytes(MutationCipher.IV_BYTES)));
        }
        return sealed;
    }

    private static SyncdPatch numbered(SyncdPatch made, long version) {
        return made.toBuilder()
                .setVersion(SyncdVersion.newBuilder().setVersion(version))
                .build();
    }

    private SyncdPatch make(List<SyncdMutation> from) {
        return Patches.make(CONTACTS, before, from, new Patches.Writer(keys, held::get, 1));
    }

    private AppliedPatch apply(SyncdPatch from) {
        return Patches.apply(CONTACTS, before, from, new Patches.Sources(id -> keys, held::get));
    }

    @Benchmark
    public Object applyPatch() {
        return apply(patch);
    }

    @Benchmark
    public Object makePatch() {
        return make(changes);
    }
}
