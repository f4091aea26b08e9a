package org.camelwhatsapp.engine.appstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.proto.SyncActionData;
import org.camelwhatsapp.proto.SyncActionValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form in which values of collections are on the disk, which later versions must be able to read. */
class StoredEntryTest {
    private static final byte[] INDEX = IndexJson.write(List.of("pin_v1", "chat"));
    private static final SyncActionValue VALUE =
            SyncActionValue.newBuilder().setTimestamp(5).build();
    private static final SyncActionData DATA = SyncActionData.newBuilder()
            .setIndex(ByteString.copyFrom(INDEX))
            .setValue(VALUE)
            .setVersion(7)
            .build();

    private final byte[] encoded = StoredEntry.of(
                    new OpenMutation(true, Vectors.member(1), Vectors.member(2), INDEX, VALUE, 7))
            .encode();

    private static void corrupt(byte[] bytes) {
        assertThatThrownBy(() -> StoredEntry.decode(bytes))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(StoreException.Kind.CORRUPT));
    }

    @Test
    void isAVersionThenTheCodeThenTheData() {
        assertThat(encoded[0]).isEqualTo((byte) 1);
        assertThat(Arrays.copyOfRange(encoded, 1, 33)).isEqualTo(Vectors.member(2));
        assertThat(Arrays.copyOfRange(encoded, 33, encoded.length)).isEqualTo(DATA.toByteArray());
    }

    @Test
    void isReadBackWhole() {
        StoredEntry read = StoredEntry.decode(encoded);
        assertThat(read.data()).isEqualTo(DATA);
        assertThat(read.valueMac()).isEqualTo(Vectors.member(2));
        assertThat(StoredEntry.valueMac(encoded)).isEqualTo(Vectors.member(2));
    }

    @Test
    void theHeadAloneIsAnEntryWithoutData() {
        assertThat(StoredEntry.decode(Arrays.copyOf(encoded, 33)).data())
                .isEqualTo(SyncActionData.getDefaultInstance());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32})
    void anEntryThatEndsInItsHeadIsCorrupt(int length) {
        corrupt(Arrays.copyOf(encoded, length));
        assertThatThrownBy(() -> StoredEntry.valueMac(Arrays.copyOf(encoded, length)))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void anEntryOfAnotherVersionIsCorrupt() {
        byte[] later = encoded.clone();
        later[0] = 2;
        corrupt(later);
    }

    @Test
    void dataThatIsCutOffIsCorrupt() {
        corrupt(Arrays.copyOf(encoded, encoded.length - 1));
    }

    @Test
    void neverPrintsTheValue() {
        assertThat(StoredEntry.decode(encoded)).hasToString("StoredEntry[]");
    }
}
