package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.appstate.AppStateAction;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppStateException;
import org.camelwhatsapp.engine.appstate.AppStateFeature;
import org.camelwhatsapp.engine.chat.ChatFeature;
import org.camelwhatsapp.engine.event.AppStateFailed;
import org.camelwhatsapp.engine.event.AppStateSynced;
import org.camelwhatsapp.engine.event.ChatChanged;
import org.camelwhatsapp.engine.event.ContactChanged;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.label.LabelFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.proto.SyncActionValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our engine keeps the app state of an account that has a phone and other devices. */
class AppStateSyncTest {
    private static final AppStateCollection CONTACTS = AppStateCollection.CRITICAL_UNBLOCK_LOW;
    private static final AppStateCollection LOW = AppStateCollection.REGULAR_LOW;

    @TempDir
    private Path directory;

    private Simulator simulator;
    private Phone phone;
    private final List<TestClient> clients = new ArrayList<>();

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        phone = simulator.addAccount("15550001001", "Alice");
    }

    @AfterEach
    void stop() {
        clients.forEach(TestClient::close);
        simulator.close();
    }

    private TestClient link(String session) {
        TestClient client = new TestClient(simulator, directory, session).paired(phone);
        clients.add(client);
        return client;
    }

    private static void synced(TestClient client, AppStateCollection collection, long version) {
        client.awaitEvent(
                AppStateSynced.class, e -> e.collection().equals(collection.wireName()) && e.version() >= version);
    }

    private static AppStateChange contact(int number, String name) {
        return AppStateChange.set(
                CONTACTS,
                2,
                SyncActionValue.newBuilder()
                        .setContactAction(SyncActionValue.ContactAction.newBuilder()
                                .setFullName(name)
                                .setFirstName(name)),
                "contact",
                Jid.phone(Long.toString(15_557_000_000L + number)).toString());
    }

    private static AppStateChange pin(int number, boolean pinned) {
        return AppStateChange.set(
                LOW,
                5,
                SyncActionValue.newBuilder()
                        .setPinAction(SyncActionValue.PinAction.newBuilder().setPinned(pinned)),
                "pin_v1",
                chat(number).toString());
    }

    private static Jid chat(int number) {
        return Jid.phone(Long.toString(15_556_000_000L + number));
    }

    private static List<AppStateAction> values(TestClient client, AppStateCollection collection, String action) {
        return get(client.client.with(AppStateFeature.class, f -> f.values(collection, action, 10_000)));
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new AssertionError(e.getCause());
        } catch (Exception e) {
            throw new AssertionError("the call did not complete", e);
        }
    }

    @Test
    void takesOverWhatWasThereBeforeLinkingWithoutTellingItOneByOne() {
        List<AppStateChange> many = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            many.add(contact(i, "Contact " + i));
        }
        phone.appState().change(many);
        phone.appState().change(List.of(contact(0, "New name"), contact(200, "Two hundred")));
        phone.appState().change(List.of(AppStateChange.remove(CONTACTS, 2, "contact", Jid.phone("15557000001") + "")));

        TestClient client = link("alice");
        AppStateSynced synced =
                client.awaitEvent(AppStateSynced.class, e -> e.collection().equals(CONTACTS.wireName()));

        assertThat(synced).isEqualTo(new AppStateSynced(CONTACTS.wireName(), 3, 120, true));
        List<AppStateAction> contacts = values(client, CONTACTS, "contact");
        assertThat(contacts).hasSize(120);
        assertThat(contacts)
                .filteredOn(action -> action.part(1).startsWith("15557000000@"))
                .singleElement()
                .satisfies(
                        action -> assertThat(action.value().getContactAction().getFullName())
                                .isEqualTo("New name"));
        assertThat(client.events).noneMatch(ContactChanged.class::isInstance);
    }

    @Test
    void followsWhatThePhoneDoesAndTellsIt() {
        TestClient client = link("alice");
        synced(client, LOW, 0);
        phone.appState().change(List.of(pin(1, true)));
        ChatChanged pinned = client.awaitEvent(ChatChanged.class, e -> e.chat().equals(chat(1)));
        assertThat(pinned.setting()).isEqualTo(ChatChanged.Setting.PINNED);
        assertThat(pinned.on()).isTrue();

        List<AppStateChange> many = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            many.add(pin(i, i % 2 == 0));
        }
        phone.appState().change(many);
        client.awaitEvent(ChatChanged.class, e -> e.chat().equals(chat(79)) && !e.on());
        assertThat(values(client, LOW, "pin_v1")).hasSize(80);
    }

    @Test
    void ownChangesReachThePhoneAndTheOtherDeviceAndAreNotToldHere() {
        TestClient first = link("first");
        TestClient second = link("second");
        synced(first, AppStateCollection.REGULAR_HIGH, 0);
        synced(second, AppStateCollection.REGULAR_HIGH, 0);
        get(first.client.with(ChatFeature.class, chats -> chats.mute(chat(7), true, null)));

        assertThat(phone.appState()
                        .value(AppStateCollection.REGULAR_HIGH, "mute", chat(7).toString())
                        .getMuteAction()
                        .getMuteEndTimestamp())
                .isEqualTo(-1);
        ChatChanged muted = second.awaitEvent(ChatChanged.class, e -> e.setting() == ChatChanged.Setting.MUTED);
        assertThat(muted.on()).isTrue();
        assertThat(muted.until()).isNull();
        assertThat(first.events).noneMatch(ChatChanged.class::isInstance);
        assertThat(phone.appState().rejected()).isZero();
    }

    @Test
    void devicesThatChangeTheSameCollectionAtOnceLoseNothing() {
        TestClient first = link("first");
        TestClient second = link("second");
        synced(first, AppStateCollection.REGULAR, 0);
        synced(second, AppStateCollection.REGULAR, 0);
        List<CompletionStage<?>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String one = Integer.toString(100 + i);
            String other = Integer.toString(200 + i);
            all.add(first.client.with(LabelFeature.class, labels -> labels.save(one, "first", 1)));
            all.add(second.client.with(LabelFeature.class, labels -> labels.save(other, "second", 2)));
            phone.appState()
                    .set(
                            AppStateCollection.REGULAR,
                            3,
                            SyncActionValue.newBuilder()
                                    .setLabelEditAction(SyncActionValue.LabelEditAction.newBuilder()
                                            .setName("phone")),
                            "label_edit",
                            Integer.toString(300 + i));
        }
        all.forEach(AppStateSyncTest::get);

        assertThat(phone.appState().size(AppStateCollection.REGULAR)).isEqualTo(60);
        await().atMost(TestClient.PATIENCE)
                .untilAsserted(() -> assertThat(get(first.client.with(LabelFeature.class, LabelFeature::list)))
                        .hasSize(60));
        assertThat(phone.appState().rejected()).isZero();
    }

    @Test
    void catchesUpPageByPageAfterHavingBeenAway() {
        TestClient client = link("alice");
        synced(client, LOW, 0);
        client.client.disconnect();
        client.awaitState(ConnectionState.STOPPED);
        for (int i = 0; i < 35; i++) {
            phone.appState().change(List.of(pin(i, true)));
        }
        client.client.connect();
        client.ready();
        client.awaitEvent(
                AppStateSynced.class,
                e -> e.equals(new AppStateSynced(LOW.wireName(), 35, 35, false)) || e.version() == 35);
        assertThat(values(client, LOW, "pin_v1")).hasSize(35);
        assertThat(client.events.stream().filter(ChatChanged.class::isInstance)).hasSize(35);
    }

    @Test
    void aPatchThatIsNotGenuineMakesItAskForEverythingAnew() {
        TestClient client = link("alice");
        synced(client, LOW, 0);
        phone.appState().spoil(LOW, 1);
        phone.appState().change(List.of(pin(1, true)));

        AppStateFailed failed = client.awaitEvent(AppStateFailed.class, e -> true);
        assertThat(failed)
                .isEqualTo(new AppStateFailed(LOW.wireName(), "app-state-mismatch", AppStateFailed.Step.RESYNC));
        client.awaitEvent(AppStateSynced.class, e -> e.complete() && e.version() == 1);
        assertThat(values(client, LOW, "pin_v1")).hasSize(1);
        phone.appState().change(List.of(pin(2, true)));
        client.awaitEvent(ChatChanged.class, e -> e.chat().equals(chat(2)));
    }

    @Test
    void whenTheServerCannotHelpThePhoneIsAsked() {
        TestClient client = link("alice");
        synced(client, LOW, 0);
        phone.appState().change(List.of(pin(1, true), pin(2, false)));
        synced(client, LOW, 1);
        phone.appState().spoil(LOW, 2);
        phone.appState().change(List.of(pin(3, true)));

        client.awaitEvent(AppStateFailed.class, e -> e.step() == AppStateFailed.Step.ASK_PHONE);
        await().atMost(TestClient.PATIENCE)
                .untilAsserted(() -> assertThat(values(client, LOW, "pin_v1")).hasSize(3));
        phone.sendText(phone.phoneJid(), "still here");
        client.awaitEvent(MessageReceived.class, e -> true);
        phone.appState().change(List.of(pin(4, true)));
        client.awaitEvent(ChatChanged.class, e -> e.chat().equals(chat(4)));
        get(client.client.with(ChatFeature.class, chats -> chats.pin(chat(5), true)));
        assertThat(phone.appState().size(LOW)).isEqualTo(5);
    }

    @Test
    void asksThePhoneForAKeyThatItDoesNotHave() {
        TestClient client = link("alice");
        synced(client, LOW, 0);
        phone.appState().rotateKey();
        phone.appState().change(List.of(pin(1, true)));

        client.awaitEvent(ChatChanged.class, e -> e.chat().equals(chat(1)));
        assertThat(client.events).noneMatch(AppStateFailed.class::isInstance);
    }

    @Test
    void nothingCanBeChangedBeforeThePhoneHasSharedItsKeys() {
        phone.appState().withhold(true);
        TestClient client = link("alice");
        assertThatThrownBy(() -> get(client.client.with(ChatFeature.class, chats -> chats.pin(chat(1), true))))
                .isInstanceOfSatisfying(
                        AppStateException.class,
                        failure -> assertThat(failure.code()).isEqualTo("app-state-missing-key"));
        phone.appState().withhold(false);
        phone.appState().share(phone.phoneJid().withDevice(phone.linkedDevices().get(0)));
        synced(client, LOW, 0);
        get(client.client.with(ChatFeature.class, chats -> chats.pin(chat(1), true)));
        assertThat(phone.appState().size(LOW)).isEqualTo(1);
    }

    @Test
    void whatWasTakenOverSurvivesARestart() {
        phone.appState().change(List.of(contact(1, "One")));
        TestClient client = link("alice");
        synced(client, CONTACTS, 1);
        client.close();
        clients.remove(client);
        phone.appState().change(List.of(contact(2, "Two")));

        TestClient again = new TestClient(simulator, directory, "alice");
        clients.add(again);
        again.client.connect();
        again.ready();
        ContactChanged second = again.awaitEvent(ContactChanged.class, e -> true);
        assertThat(second.fullName()).isEqualTo("Two");
        assertThat(values(again, CONTACTS, "contact")).hasSize(2);
        assertThat(again.events)
                .noneMatch(e -> e instanceof AppStateSynced synced
                        && synced.complete()
                        && synced.collection().equals(CONTACTS.wireName()));
    }

    @Test
    void callsFailAtOnceWhileThereIsNoConnection() {
        TestClient client = link("alice");
        synced(client, LOW, 0);
        client.client.disconnect();
        client.awaitState(ConnectionState.STOPPED);
        CompletableFuture<?> call = client.client
                .with(AppStateFeature.class, state -> state.sync(false))
                .toCompletableFuture();
        assertThatThrownBy(() -> get(call)).hasMessageContaining("not connected");
    }
}
