package org.camelwhatsapp.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.TreeSet;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.HistorySyncNotification;
import org.camelwhatsapp.proto.Message.HistorySyncType;
import org.junit.jupiter.api.Test;

class HistoryPartTest {
    private static HistoryPart part(long at, HistorySyncType type, int chunk) {
        return HistoryPart.of(
                HistoryPart.keyOf(at, "ID" + at),
                HistorySyncNotification.newBuilder()
                        .setSyncType(type)
                        .setChunkOrder(chunk)
                        .build());
    }

    @Test
    void partsAreTakenByTypeThenInThePhonesOrderThenAsTheyCame() {
        TreeSet<HistoryPart> waiting = new TreeSet<>();
        waiting.add(part(1, HistorySyncType.FULL, 1));
        waiting.add(part(2, HistorySyncType.RECENT, 10));
        waiting.add(part(3, HistorySyncType.RECENT, 2));
        waiting.add(part(4, HistorySyncType.ON_DEMAND, 0));
        waiting.add(part(5, HistorySyncType.ON_DEMAND, 0));
        waiting.add(part(6, HistorySyncType.PUSH_NAME, 1));
        waiting.add(part(7, HistorySyncType.INITIAL_BOOTSTRAP, 1));

        assertThat(waiting)
                .extracting(HistoryPart::messageId)
                .containsExactly("ID7", "ID6", "ID4", "ID5", "ID3", "ID2", "ID1");
    }

    @Test
    void whatAnnouncesNothingIsNoPart() {
        assertThat(HistoryPart.of(
                        "0/A",
                        HistorySyncNotification.newBuilder()
                                .setSyncType(HistorySyncType.NO_HISTORY)
                                .build()))
                .isNull();
    }

    @Test
    void theKeyHoldsTimeAndMessage() {
        HistoryPart part = part(1_700_000_000_123L, HistorySyncType.RECENT, 1);

        assertThat(part.key()).isEqualTo("1700000000123/ID1700000000123");
        assertThat(HistoryPart.keyOf(5, "a/b")).isEqualTo("0000000000005/a/b");
        assertThat(new HistoryPart("0000000000005/a/b", HistoryType.RECENT, 0, -1, null).messageId())
                .isEqualTo("a/b");
    }

    @Test
    void theKeyIsTheSameWhereOtherDigitsAreWritten() {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(HistoryPart.keyOf(5, "A")).isEqualTo("0000000000005/A");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void numbersOutOfRangeAreBroughtIntoIt() {
        HistoryPart part = HistoryPart.of(
                "0/A",
                HistorySyncNotification.newBuilder()
                        .setSyncType(HistorySyncType.RECENT)
                        .setChunkOrder(-5)
                        .setProgress(250)
                        .build());

        assertThat(part.chunk()).isZero();
        assertThat(part.progress()).isEqualTo(100);
    }

    @Test
    void theRequestIsNamedByEitherField() {
        HistorySyncNotification.Builder notification =
                HistorySyncNotification.newBuilder().setSyncType(HistorySyncType.ON_DEMAND);
        assertThat(HistoryPart.of("0/A", notification.build()).requestId()).isNull();
        assertThat(HistoryPart.of(
                                "0/A",
                                notification
                                        .setFullHistorySyncOnDemandRequestMetadata(
                                                Message.FullHistorySyncOnDemandRequestMetadata.newBuilder()
                                                        .setRequestId("F"))
                                        .build())
                        .requestId())
                .isEqualTo("F");
        assertThat(HistoryPart.of(
                                "0/A",
                                notification.setPeerDataRequestSessionId("R").build())
                        .requestId())
                .isEqualTo("R");
    }
}
