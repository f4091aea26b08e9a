package org.camelwhatsapp.engine.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR_HIGH;

import java.util.List;
import org.camelwhatsapp.engine.appstate.AppStateBench;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.event.AppStateChanged;
import org.camelwhatsapp.engine.event.StatusMuted;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.SyncActionValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose status posts are put aside. */
class StatusMuteFeatureTest {
    private static final Jid ANNA = Jid.phone("15550001111");
    private static final String A = "15550001111@s.whatsapp.net";
    private static final Jid ANNA_LID = Jid.lid("888001");

    private final AppStateBench bench = new AppStateBench();
    private final StatusMuteFeature mutes = new StatusMuteFeature(bench.appState, bench.audience);

    StatusMuteFeatureTest() {
        bench.online();
    }

    private static SyncActionValue.Builder muted(boolean on) {
        SyncActionValue.Builder value = SyncActionValue.newBuilder();
        value.getUserStatusMuteActionBuilder().setMuted(on);
        return value;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesTheUserByTheCanonicalAddress(boolean on) {
        bench.pair(ANNA, ANNA_LID);
        assertThat(bench.oneUpload(() -> mutes.mute(ANNA, on)))
                .isEqualTo(bench.expected(REGULAR_HIGH, 7, muted(on), "userStatusMute", "888001@lid"));
    }

    /** A group, and oneself by either address. */
    @ParameterizedTest
    @ValueSource(strings = {"120363001@g.us", "15550009000@s.whatsapp.net", "777000@lid"})
    void onlySomebodyElseCanBePutAside(String user) {
        assertThat(AppStateBench.failure(bench.call(() -> mutes.mute(Jid.parse(user), true))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("user: expected somebody else, and no group");
        assertThat(bench.uploads).isEmpty();
    }

    @Test
    void tellsWhatAnotherDeviceDid() {
        AppStateChange on = AppStateChange.set(REGULAR_HIGH, 7, muted(true), "userStatusMute", A);
        AppStateChange off = AppStateChange.set(REGULAR_HIGH, 7, muted(false), "userStatusMute", A);
        AppStateChange removed = new AppStateChange(
                REGULAR_HIGH, false, List.of("userStatusMute", A), muted(true).build(), 7);
        assertThat(bench.others(StatusMuted.class, on, off, removed))
                .extracting(StatusMuted::muted)
                .containsExactly(true, false, false);
        assertThat(bench.server.events(StatusMuted.class).get(0))
                .isEqualTo(new StatusMuted(ANNA, true, bench.server.loop.now()));
    }

    @Test
    void aMuteOfNobodyIsToldAsAnUnknownAction() {
        AppStateChange change = AppStateChange.set(REGULAR_HIGH, 7, muted(true), "userStatusMute", "a@b@c");
        assertThat(bench.others(AppStateChanged.class, change)).hasSize(1);
        assertThat(bench.server.events(StatusMuted.class)).isEmpty();
    }

    @Test
    void listsThoseWhoArePutAsideNow() {
        bench.call(() -> mutes.mute(ANNA, true)).join();
        bench.call(() -> mutes.mute(ANNA_LID, true)).join();
        bench.call(() -> mutes.mute(ANNA_LID, false)).join();
        assertThat(bench.call(mutes::muted).join()).containsExactly(ANNA);
    }
}
