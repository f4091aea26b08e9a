package org.camelwhatsapp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.testing.FeatureBench;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.DecoderLimits;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;

/**
 * Invariant: whatever the server answers to a request about groups, contacts and privacy, the call completes with a value or
 * a failure that has a code, at a cost that the input bounds.
 */
class FeatureAnswersFuzzTest {
    private static final DecoderLimits LIMITS = new DecoderLimits(1 << 16, 256, 32, 1 << 12);
    private static final int MAX_REQUESTS = 8;
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F'};
    private static final Jid BOB = Jid.phone("15550001002");

    /** The first byte of the input chooses one; their order is that of the seeds and stays. */
    private static final List<Function<FeatureBench, CompletionStage<?>>> CALLS = List.of(
            bench -> bench.groups.info(GROUP),
            bench -> bench.groups.joined(),
            bench -> bench.groups.create("Team", List.of(BOB)),
            bench -> bench.groups.changeMembers(GROUP, "add", List.of(BOB)),
            bench -> bench.groups.changeMembers(GROUP, "remove", List.of(BOB)),
            bench -> bench.invites.link(GROUP),
            bench -> bench.invites.preview("AbCdEfGhIjKlMnOpQrStUv"),
            bench -> bench.invites.join("AbCdEfGhIjKlMnOpQrStUv"),
            bench -> bench.invites.accept(GROUP, "AbCdEfGh", Instant.EPOCH, BOB),
            bench -> bench.requests.list(GROUP),
            bench -> bench.requests.answer(GROUP, true, List.of(BOB)),
            bench -> bench.settings.setDescription(GROUP, "what it is about"),
            bench -> bench.communities.subGroups(GROUP),
            bench -> bench.communities.members(GROUP),
            bench -> bench.communities.link(GROUP, List.of(GROUP)),
            bench -> bench.users.check(List.of("15550001002")),
            bench -> bench.users.info(List.of(BOB)),
            bench -> bench.pictures.get(BOB, false),
            bench -> bench.pictures.set(null, JPEG),
            bench -> bench.devices.devices(List.of(BOB)),
            bench -> bench.privacy.settings(),
            bench -> bench.privacyLists.list("last"),
            bench -> bench.blocklist.list(),
            bench -> bench.blocklist.block(BOB));

    @FuzzTest(maxDuration = "60s")
    void answer(byte[] input) {
        if (input.length < 2) {
            return;
        }
        Node answer;
        try {
            answer = NodeDecoder.decode(Arrays.copyOfRange(input, 1, input.length), LIMITS);
        } catch (MalformedNodeException expected) {
            return;
        }
        Function<FeatureBench, CompletionStage<?>> call = CALLS.get((input[0] & 0xFF) % CALLS.size());
        FeatureBench.cheap(input.length, () -> answer(call, answer));
    }

    private static void answer(Function<FeatureBench, CompletionStage<?>> call, Node answer) {
        FeatureBench bench = new FeatureBench();
        CompletableFuture<?> result = bench.call(() -> call.apply(bench).thenApply(value -> value));
        answerAll(bench.scripted, answer);
        assertThat(result).as("it waits for nothing").isDone();
        result.handle((value, failure) -> {
            if (failure != null) {
                assertThat(Futures.unwrap(failure)).isInstanceOf(WhatsAppException.class);
            }
            return null;
        });
    }

    private static void answerAll(ScriptedSession scripted, Node answer) {
        for (int i = 0; i < MAX_REQUESTS && !scripted.requests.isEmpty(); i++) {
            scripted.answerWith(answer);
        }
        assertThat(scripted.requests).as("it asks without end").isEmpty();
    }
}
