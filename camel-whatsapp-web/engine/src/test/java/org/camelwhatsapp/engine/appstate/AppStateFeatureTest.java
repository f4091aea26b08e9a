package org.camelwhatsapp.engine.appstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.CRITICAL_BLOCK;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR_HIGH;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR_LOW;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.event.AppStateChanged;
import org.camelwhatsapp.engine.event.AppStateFailed;
import org.camelwhatsapp.engine.event.AppStateFailed.Step;
import org.camelwhatsapp.engine.event.AppStateSynced;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.SyncActionValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparing collections with the server, and uploading changes while other devices do the same. */
class AppStateFeatureTest {
    private final AppStateBench bench = new AppStateBench();

    private static AppStateChange pin(String chat) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getPinActionBuilder().setPinned(true);
        return AppStateChange.set(REGULAR_LOW, 5, value, "pin_v1", chat);
    }

    private static AppStateChange star(String message) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getStarActionBuilder().setStarred(true);
        return AppStateChange.set(REGULAR_HIGH, 2, value, "star", "chat", message, "0", "0");
    }

    private CompletableFuture<Void> change(AppStateChange... changes) {
        return bench.call(() -> bench.appState.change(List.of(changes)));
    }

    /** What each collection was asked for: name, version and whether all of it is wanted. */
    private static List<String> wanted(Node request) {
        return request.requireChild("sync").children("collection").stream()
                .map(node -> node.attr("name") + " " + node.attr("version") + " " + node.attr("return_snapshot"))
                .toList();
    }

    private List<String> indexes() {
        return bench.server.events(AppStateChanged.class).stream()
                .map(event -> String.join(",", event.index()))
                .toList();
    }

    @Test
    void asksForAllFiveCollectionsAfterTheFirstLogin() {
        bench.server.memory.rows("appStateKeys").put("000000000001", AppStateBench.keyData());
        bench.logIn();
        assertThat(bench.asked).singleElement().satisfies(request -> {
            assertThat(request.attr("type")).isEqualTo("set");
            assertThat(wanted(request))
                    .containsExactlyInAnyOrder(
                            "critical_block 0 true",
                            "critical_unblock_low 0 true",
                            "regular_high 0 true",
                            "regular_low 0 true",
                            "regular 0 true");
        });
        assertThat(bench.server.events(AppStateSynced.class))
                .hasSize(5)
                .contains(new AppStateSynced("regular", 0, 0, true));
    }

    @Test
    void asksAgainFromTheVersionThatIsKept() {
        bench.online();
        change(pin("a")).join();
        change(pin("b")).join();
        bench.logIn();
        assertThat(wanted(bench.asked.get(bench.asked.size() - 1))).contains("regular_low 2 false", "regular 0 false");
    }

    @Test
    void theFirstComparisonTellsNoSingleChanges() {
        bench.otherDevice(pin("a"));
        bench.otherDevice(pin("b"));
        bench.server.memory.rows("appStateKeys").put("000000000001", AppStateBench.keyData());
        bench.logIn();
        assertThat(bench.server.events(AppStateChanged.class)).isEmpty();
        assertThat(bench.server.events(AppStateSynced.class)).contains(new AppStateSynced("regular_low", 2, 2, true));
        assertThat(bench.call(() -> bench.appState.values(REGULAR_LOW, "pin_v1", 10))
                        .join())
                .extracting(action -> action.part(1))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aNotificationBringsWhatIsNamedAndNothingElse() {
        bench.online();
        bench.otherDevice(pin("a"));
        bench.otherDevice(star("M"));
        bench.announce(REGULAR_LOW);
        assertThat(bench.asked)
                .singleElement()
                .satisfies(request -> assertThat(wanted(request)).containsExactly("regular_low 0 false"));
        assertThat(indexes()).containsExactly("pin_v1,a");
        assertThat(bench.server.events(AppStateSynced.class))
                .containsExactly(new AppStateSynced("regular_low", 1, 1, false));
    }

    @Test
    void anUnknownCollectionIsNotAskedFor() {
        bench.online();
        bench.server.receive(Node.builder("notification")
                .attr("type", "server_sync")
                .child(Node.builder("collection").attr("name", "regular_lower").build())
                .child(Node.of("collection"))
                .build());
        bench.serve();
        assertThat(bench.asked).isEmpty();
    }

    /** Only the bulletin of this kind concerns the app state. */
    @ParameterizedTest
    @ValueSource(strings = {"syncd_app_state", "groups"})
    void aDirtyBulletinBringsAllOrNothing(String type) {
        bench.online();
        bench.server.receive(
                Node.of("ib", Node.builder("dirty").attr("type", type).build()));
        bench.serve();
        assertThat(bench.asked).hasSize(type.equals("groups") ? 0 : 1);
        assertThat(bench.asked)
                .allSatisfy(request -> assertThat(wanted(request)).hasSize(5));
    }

    @Test
    void goesOnUntilTheServerHasNoMorePatches() {
        bench.online();
        for (int i = 0; i < 5; i++) {
            bench.otherDevice(pin("chat" + i));
        }
        bench.page = 2;
        bench.announce(REGULAR_LOW);
        assertThat(bench.asked.stream().flatMap(request -> wanted(request).stream()))
                .containsExactly("regular_low 0 false", "regular_low 2 false", "regular_low 4 false");
        assertThat(indexes())
                .containsExactly("pin_v1,chat0", "pin_v1,chat1", "pin_v1,chat2", "pin_v1,chat3", "pin_v1,chat4");
    }

    @Test
    void aServerWithoutEndIsLeftAfterAThousandRounds() {
        bench.online();
        bench.otherDevice(pin("a"));
        bench.page = 0;
        bench.announce(REGULAR_LOW);
        // Asked for once more from the beginning, which does not end either.
        assertThat(bench.asked).hasSize(2_000);
        assertThat(bench.server.events(AppStateFailed.class))
                .containsExactly(
                        new AppStateFailed("regular_low", "app-state-malformed", Step.RESYNC),
                        new AppStateFailed("regular_low", "app-state-malformed", Step.ASK_PHONE));
    }

    @Test
    void anActionNobodyTakesIsToldAsItIs() {
        bench.online();
        bench.others(AppStateChanged.class, pin("a"));
        SyncActionValue value = pin("a").value().toBuilder()
                .setTimestamp(bench.server.loop.now().toEpochMilli())
                .build();
        assertThat(bench.server.events(AppStateChanged.class)).singleElement().satisfies(event -> {
            assertThat(event.collection()).isEqualTo("regular_low");
            assertThat(event.set()).isTrue();
            assertThat(event.value()).isEqualTo(value.toByteArray());
            assertThat(event.timestamp()).isEqualTo(bench.server.loop.now());
        });
    }

    @Test
    void aRemovalIsToldAndForgetsTheValue() {
        bench.online();
        bench.others(AppStateChanged.class, pin("a"), pin("b"));
        List<AppStateChanged> told =
                bench.others(AppStateChanged.class, AppStateChange.remove(REGULAR_LOW, 5, "pin_v1", "a"));
        assertThat(told).extracting(AppStateChanged::set).containsExactly(false);
        assertThat(bench.call(() -> bench.appState.values(REGULAR_LOW, "pin_v1", 10))
                        .join())
                .extracting(action -> action.part(1))
                .containsExactly("b");
    }

    @Test
    void nothingIsToldBeforeItIsDurable() {
        bench.online();
        bench.otherDevice(pin("a"));
        bench.server.memory.hold();
        bench.announce(REGULAR_LOW);
        assertThat(bench.server.events(AppStateChanged.class)).isEmpty();
        bench.server.memory.release();
        bench.serve();
        assertThat(indexes()).containsExactly("pin_v1,a");
    }

    @Test
    void valuesAreOfOneKindOnlyAndAsManyAsAskedFor() {
        bench.online();
        bench.others(AppStateChanged.class, pin("a"), pin("b"), pin("c"));
        bench.others(
                AppStateChanged.class,
                AppStateChange.set(REGULAR_LOW, 5, SyncActionValue.newBuilder(), "pin_v12", "d"),
                AppStateChange.set(REGULAR_LOW, 5, SyncActionValue.newBuilder(), "pin", "e"));
        assertThat(bench.call(() -> bench.appState.values(REGULAR_LOW, "pin_v1", 10))
                        .join())
                .hasSize(3);
        assertThat(bench.call(() -> bench.appState.values(REGULAR_LOW, "pin_v1", 2))
                        .join())
                .hasSize(2);
        assertThat(bench.call(() -> bench.appState.values(REGULAR, "pin_v1", 10))
                        .join())
                .isEmpty();
    }

    @Test
    void valuesAreFoundBeyondAPageOfAThousand() {
        bench.online();
        AppStateChange[] many = Stream.iterate(0, i -> i + 1)
                .limit(1_001)
                .map(i -> pin("chat" + i))
                .toArray(AppStateChange[]::new);
        bench.others(AppStateChanged.class, many);
        assertThat(bench.call(() -> bench.appState.values(REGULAR_LOW, "pin_v1", 5_000))
                        .join())
                .hasSize(1_001);
    }

    @Test
    void changesThatWaitTogetherLeaveInOnePatch() {
        bench.online();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        bench.server.run(() -> {
            for (String chat : List.of("a", "b", "c")) {
                all.add(bench.appState.change(List.of(pin(chat))).toCompletableFuture());
            }
        });
        bench.serve();
        assertThat(all).allMatch(CompletableFuture::isDone);
        // The first left alone, the others while it was on its way.
        assertThat(bench.stateOf(REGULAR_LOW).version()).isEqualTo(2);
        assertThat(bench.uploads).extracting(upload -> upload.index().get(1)).containsExactly("a", "b", "c");
    }

    @Test
    void twoHundredChangesAreTheMostOfOnePatch() {
        bench.online();
        bench.server.run(() -> {
            for (int i = 0; i < 402; i++) {
                bench.appState.change(List.of(pin("chat" + i)));
            }
        });
        bench.serve();
        assertThat(bench.uploads).hasSize(402);
        // 1 at once, then 200, 200 and the last.
        assertThat(bench.stateOf(REGULAR_LOW).version()).isEqualTo(4);
    }

    @Test
    void oneMoreThanAThousandWaitingChangesIsRefused() {
        bench.online();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        bench.server.run(() -> {
            for (int i = 0; i < 1_002; i++) {
                all.add(bench.appState.change(List.of(pin("chat" + i))).toCompletableFuture());
            }
        });
        bench.serve();
        List<CompletableFuture<Void>> refused =
                all.stream().filter(CompletableFuture::isCompletedExceptionally).collect(Collectors.toList());
        assertThat(refused).hasSize(1);
        assertThat(AppStateBench.failure(refused.get(0)))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("1000 changes of the app state wait already");
        assertThat(bench.uploads).hasSize(1_001);
        assertThat(bench.appState.size()).isZero();
    }

    @Test
    void changesOfTwoCollectionsAreNoOneChange() {
        bench.online();
        assertThat(AppStateBench.failure(change(pin("a"), star("M"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("changes of two collections");
        assertThat(bench.uploads).isEmpty();
    }

    @Test
    void aChangeIsMadeAnewWhenAnotherDeviceWasFaster() {
        bench.online();
        bench.beforeUpload.add(() -> bench.otherDevice(pin("theirs")));
        change(pin("mine")).join();
        assertThat(indexes()).containsExactly("pin_v1,theirs");
        assertThat(bench.stateOf(REGULAR_LOW).version()).isEqualTo(2);
        assertThat(bench.uploads).extracting(upload -> upload.index().get(1)).containsExactly("mine");
    }

    @Test
    void asksForWhatAConflictDidNotBring() {
        bench.online();
        bench.terse = true;
        bench.beforeUpload.add(() -> bench.otherDevice(pin("theirs")));
        change(pin("mine")).join();
        assertThat(indexes()).containsExactly("pin_v1,theirs");
        assertThat(bench.asked.stream().map(request -> wanted(request).get(0)))
                .containsExactly("regular_low 0 false", "regular_low 0 false", "regular_low 1 false");
    }

    @Test
    void asksForTheRestWhenAConflictBringsOnlyPartOfIt() {
        bench.online();
        bench.page = 1;
        bench.beforeUpload.add(() -> {
            bench.otherDevice(pin("one"));
            bench.otherDevice(pin("two"));
        });
        change(pin("mine")).join();
        assertThat(indexes()).containsExactly("pin_v1,one", "pin_v1,two");
        assertThat(bench.stateOf(REGULAR_LOW).version()).isEqualTo(3);
    }

    @Test
    void fromTheSecondConflictOnItWaitsAWhile() {
        bench.online();
        bench.beforeUpload.add(() -> bench.otherDevice(pin("one")));
        bench.beforeUpload.add(() -> bench.otherDevice(pin("two")));
        CompletableFuture<Void> mine = change(pin("mine"));
        assertThat(mine).isNotDone();
        bench.server.loop.advance(Duration.ofMillis(40));
        bench.serve();
        mine.join();
        assertThat(bench.stateOf(REGULAR_LOW).version()).isEqualTo(3);
    }

    @Test
    void theEleventhConflictIsTheLast() {
        bench.online();
        for (int i = 0; i < 20; i++) {
            int number = i;
            bench.beforeUpload.add(() -> bench.otherDevice(pin("their" + number)));
        }
        CompletableFuture<Void> mine = change(pin("mine"));
        for (int i = 0; i < 20; i++) {
            bench.server.loop.advance(Duration.ofSeconds(1));
            bench.serve();
        }
        assertThat(AppStateBench.failure(mine))
                .isInstanceOfSatisfying(
                        ServerErrorException.class,
                        failure -> assertThat(failure.serverCode()).isEqualTo(409));
        assertThat(bench.beforeUpload).hasSize(9);
        assertThat(bench.uploads).isEmpty();
    }

    @Test
    void aRefusedChangeFailsWithTheServersNumberAndTheNextOneGoes() {
        bench.online();
        bench.beforeUpload.add(() -> bench.errors.put(REGULAR_LOW, 400));
        CompletableFuture<Void> refused = change(pin("a"));
        assertThat(AppStateBench.failure(refused))
                .isInstanceOfSatisfying(
                        ServerErrorException.class,
                        failure -> assertThat(failure.serverCode()).isEqualTo(400));
        bench.errors.clear();
        change(pin("b")).join();
        assertThat(bench.uploads).extracting(upload -> upload.index().get(1)).containsExactly("b");
    }

    @Test
    void aChangeThatReplacesAValueTakesTheOldOneOutOfTheHash() {
        bench.online();
        change(pin("a")).join();
        change(pin("a")).join();
        change(AppStateChange.remove(REGULAR_LOW, 5, "pin_v1", "a")).join();
        assertThat(bench.stateOf(REGULAR_LOW).hash()).isEqualTo(new byte[LtHash.BYTES]);
        assertThat(bench.server.memory.rows("appStateEntries")).isEmpty();
    }

    @Test
    void whatWaitsFailsWhenTheConnectionGoes() {
        bench.online();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        bench.server.run(() -> {
            all.add(bench.appState.change(List.of(pin("a"))).toCompletableFuture());
            all.add(bench.appState.change(List.of(pin("b"))).toCompletableFuture());
        });
        bench.server.cut();
        assertThat(all)
                .allSatisfy(one -> assertThat(AppStateBench.failure(one)).isInstanceOf(NotConnectedException.class));
        assertThat(bench.appState.size()).isZero();
    }

    @Test
    void aComparisonOnRequestTellsHowEachCollectionCameOut() {
        bench.online();
        bench.errors.put(REGULAR, 500);
        List<SyncResult> results = bench.call(() -> bench.appState.sync(false)).join();
        assertThat(results)
                .containsExactly(
                        new SyncResult("critical_block", null, null),
                        new SyncResult("critical_unblock_low", null, null),
                        new SyncResult("regular_high", null, null),
                        new SyncResult("regular_low", null, null),
                        new SyncResult("regular", "server-500", null));
    }

    @Test
    void aFullComparisonAsksForEverythingAnew() {
        bench.online();
        change(pin("a")).join();
        bench.asked.clear();
        bench.call(() -> bench.appState.sync(true)).join();
        assertThat(wanted(bench.asked.get(0))).hasSize(5).allMatch(one -> one.endsWith(" 0 true"));
        assertThat(bench.server.events(AppStateSynced.class)).contains(new AppStateSynced("regular_low", 1, 1, true));
    }

    @Test
    void nothingIsComparedOrChangedWithoutAConnection() {
        assertThat(AppStateBench.failure(bench.call(() -> bench.appState.sync(false))))
                .isInstanceOf(NotConnectedException.class);
        assertThat(AppStateBench.failure(change(pin("a")))).isInstanceOf(NotConnectedException.class);
        assertThat(bench.asked).isEmpty();
    }

    /** The server will not say otherwise later. */
    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 406})
    void aFatalRefusalIsToldAndNotRepeated(int code) {
        bench.online();
        bench.errors.put(CRITICAL_BLOCK, code);
        bench.announce(CRITICAL_BLOCK);
        bench.server.loop.advance(Duration.ofMinutes(5));
        bench.serve();
        assertThat(bench.server.events(AppStateFailed.class))
                .containsExactly(new AppStateFailed("critical_block", "server-" + code, Step.GIVE_UP));
        assertThat(bench.asked).hasSize(1);
    }

    @Test
    void aPassingRefusalIsTriedAgainAfterAMinute() {
        bench.online();
        bench.otherDevice(pin("a"));
        bench.errors.put(REGULAR_LOW, 500);
        bench.announce(REGULAR_LOW);
        bench.errors.clear();
        bench.server.loop.advance(Duration.ofSeconds(59));
        assertThat(bench.server.requests).isEmpty();
        bench.server.loop.advance(Duration.ofSeconds(1));
        bench.serve();
        assertThat(indexes()).containsExactly("pin_v1,a");
        assertThat(bench.server.events(AppStateFailed.class)).isEmpty();
    }

    @Test
    void aKindOfActionHasOneHandler() {
        bench.appState.on("pin_v1", (action, transaction) -> null);
        assertThatThrownBy(() -> bench.appState.on("pin_v1", (action, transaction) -> null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("two handlers for pin_v1");
    }

    @Test
    void aNameThatIsNoListOfTextsCountsInTheHashAndIsNotTold() {
        bench.online();
        String[] seventeen = new String[IndexJson.MAX_PARTS + 1];
        Arrays.fill(seventeen, "x");
        AppStateChange odd = AppStateChange.set(REGULAR_LOW, 1, SyncActionValue.newBuilder(), seventeen);
        assertThat(bench.others(AppStateChanged.class, odd, pin("a"))).hasSize(1);
        change(pin("b")).join();
        assertThat(bench.stateOf(REGULAR_LOW).version()).isEqualTo(2);
    }
}
