package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.presence.PresenceFeature;
import org.camelwhatsapp.engine.session.Gauge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing in a session grows without a bound that has a name and a size to be read. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BoundsTest {
    /** Collections that have a gauge, by field. A new queue or cache of a session comes here with the gauge it got. */
    private static final Map<String, String> GAUGES = new TreeMap<>(Map.ofEntries(
            Map.entry("SerialMailbox.tasks", "session.mailbox"),
            Map.entry("RequestTracker.pending", "session.requests"),
            Map.entry("EventDispatcher.waiting", "session.events"),
            Map.entry("OwnPreKeys.oneTime", "prekey.oneTime"),
            Map.entry("OwnPreKeys.signed", "prekey.signed"),
            Map.entry("AddressBook.known", "contact.addresses"),
            Map.entry("DeviceDirectory.cache", "contact.deviceLists"),
            Map.entry("GroupCache.groups", "group.groups"),
            Map.entry("PresenceFeature.watched", "presence.watched"),
            Map.entry("TransferGate.waiting", "media.waitingTransfers"),
            Map.entry("MediaRetry.pending", "media.reuploads"),
            Map.entry("AppStateKeys.data", "appstate.keys"),
            Map.entry("AppStateKeys.expanded", "appstate.expandedKeys"),
            Map.entry("SignalState.records", "message.ratchets"),
            Map.entry("SignalState.pins", "message.ratchetsNotDurable"),
            Map.entry("OutboundPipeline.underWay", "message.underWay"),
            Map.entry("OutboundPipeline.again", "message.sentAgain"),
            Map.entry("OutboundPipeline.tails", "message.busyChats"),
            Map.entry("Departures.late", "message.late"),
            Map.entry("Resends.tries", "message.tried"),
            Map.entry("Resends.timers", "message.resending"),
            Map.entry("InboundPipeline.arrived", "message.arrived"),
            Map.entry("InboxDelivery.waiting", "message.undelivered"),
            Map.entry("ChatTimers.timers", "message.chatTimers"),
            Map.entry("PlaceholderResend.missing", "message.askedOfPhone"),
            Map.entry("SenderKeyHolders.holders", "message.senderKeyHolders"),
            Map.entry("GroupSend.toRotate", "message.keysToRotate"),
            Map.entry("RetryRequester.counts", "message.retriesAsked"),
            Map.entry("RetryResponder.answers", "message.retriesAnswered"),
            Map.entry("RetrySessions.baseKeys", "message.retrySessions"),
            Map.entry("PrivacyTokens.known", "privacy.tokens"),
            Map.entry("PrivacyTokens.giving", "privacy.tokensBeingGiven"),
            Map.entry("PrivacyListFeature.states", "privacy.lists"),
            Map.entry("AppStateFeature.requested", "appstate.requestedKeys"),
            Map.entry("Uploads.waiting", "appstate.waitingChanges"),
            Map.entry("NewsletterInbox.seen", "newsletter.seen"),
            Map.entry("NewsletterWatches.timers", "newsletter.watched"),
            Map.entry("NewsletterInbox.waiting", "newsletter.undelivered"),
            Map.entry("PacingFeature.preparing", "pacing.preparing"),
            Map.entry("SendQueue.ids", "pacing.waiting"),
            Map.entry("SendQueue.queues", "pacing.busyChats"),
            Map.entry("SendQueue.chats", "pacing.chats"),
            Map.entry("Strangers.met", "pacing.met"),
            Map.entry("HistoryQueue.waiting", "history.waitingParts"),
            Map.entry("HistoryQueue.known", "history.parts"),
            Map.entry("BusinessNames.names", "message.businessNames"),
            Map.entry("ArchiveRecorder.names", "message.archivedNames")));

    /** Collections that are filled while the session is made, by its features, or by the caller. */
    private static final List<String> FIXED = List.of(
            "Actions.handlers",
            "AddressBook.listeners",
            "DefaultStanzaRouter.messages",
            "ClientFeatures.byType",
            "DefaultSession.features",
            "DefaultStanzaRouter.bulletins",
            "DefaultStanzaRouter.notifications",
            "DefaultStanzaRouter.observers",
            "DefaultStanzaRouter.serverRequests",
            "ClientSessions.listeners",
            // Of the process, with a bound and a gauge there.
            "MediaClients.clients",
            "DefaultStanzaRouter.tags",
            "EventDispatcher.listeners",
            "Gauges.sources",
            "GroupFeature.listeners",
            // Of the five collections at most.
            "AppStateFeature.anew",
            "AppStateFeature.failed",
            "AppStateFeature.locked",
            "AppStateFeature.wanted",
            "Recovery.steps",
            "Uploads.known",
            "OutboundPipeline.listeners",
            "PeerMessages.handlers",
            "RestrictionFeature.listeners",
            "ProtocolMessages.handlers",
            // Emptied with each burst, which has at most 256 messages.
            "InboundPipeline.copied");

    @TempDir
    private Path directory;

    @Test
    void everyQueueAndCacheOfASessionHasABoundAndAName() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            Phone own = simulator.addAccount("15550007001", "Own");
            Phone other = simulator.addAccount("15550007002", "Other");
            try (TestClient test = new TestClient(simulator, directory, "bounds").paired(own)) {
                other.sendText(own.phoneJid(), "hello");
                test.awaitEvent(org.camelwhatsapp.engine.event.MessageReceived.class, e -> true);
                test.client
                        .with(GroupFeature.class, groups -> groups.create("Team", List.of(other.phoneJid())))
                        .thenCompose(group -> test.client.sendText(group.jid(), "to all"))
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS);
                test.client
                        .with(PresenceFeature.class, presence -> presence.subscribe(other.phoneJid()))
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS);
                // On the session's own thread: no other touches them meanwhile.
                Map<String, Object> collections = test.client
                        .with(
                                GroupFeature.class,
                                f -> CompletableFuture.completedFuture(ObjectGraph.collections(test.client)))
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS);
                assertThat(collections.keySet())
                        .as(
                                "a collection without a bound: add a gauge for it and name both here, or say that it is fixed")
                        .isSubsetOf(java.util.stream.Stream.concat(GAUGES.keySet().stream(), FIXED.stream())
                                .toList());
                assertThat(collections.keySet()).containsAll(GAUGES.keySet());
                // What follows an answer, such as the names for the archive, may come a moment after it.
                Awaitility.await().atMost(TestClient.PATIENCE).untilAsserted(() -> assertGauges(test));
            }
        }
    }

    private static void assertGauges(TestClient test) throws Exception {
        Map<String, Gauge> gauges = test.client.metrics().toCompletableFuture().get(120, TimeUnit.SECONDS).stream()
                .collect(Collectors.toMap(Gauge::name, gauge -> gauge));
        assertThat(gauges.keySet()).containsAll(GAUGES.values());
        assertThat(gauges.values()).allSatisfy(gauge -> assertThat(gauge.size()).isBetween(0L, gauge.capacity()));
        for (String used : List.of(
                "prekey.oneTime",
                "contact.addresses",
                "contact.deviceLists",
                "group.groups",
                "presence.watched",
                "message.ratchets",
                "message.senderKeyHolders",
                "message.archivedNames")) {
            assertThat(gauges.get(used).size()).as(used).isPositive();
        }
        assertThat(test.runtime.metrics())
                .extracting(Gauge::name)
                .contains("engine.computeTasks", "engine.blockingTasks", "store.lane0.commits");
        assertThat(test.runtime.metrics())
                .allSatisfy(gauge -> assertThat(gauge.size()).isBetween(0L, gauge.capacity()));
        assertThat(gauges.get("message.underWay").size()).isZero();
        assertThat(gauges.get("message.ratchetsNotDurable").size()).isZero();
    }
}
