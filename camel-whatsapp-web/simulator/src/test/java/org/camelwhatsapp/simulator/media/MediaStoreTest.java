package org.camelwhatsapp.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import org.camelwhatsapp.simulator.media.MediaStore.Blob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaStoreTest {
    private static final int CAPACITY = 10;

    private final MediaStore store = new MediaStore(CAPACITY);

    private Blob begin(String token) {
        return Objects.requireNonNull(store.begin(token, 0));
    }

    private void put(String token, String content) {
        Blob blob = begin(token);
        assertThat(store.append(blob, Buffer.buffer(content))).isTrue();
        store.complete(blob);
    }

    private String content(String token) {
        Blob blob = store.find(token);
        return blob == null ? "none" : blob.bytes().toString();
    }

    @Test
    void aFileIsFoundWhenItIsComplete() {
        Blob blob = begin("a");
        store.append(blob, Buffer.buffer("12"));
        store.append(blob, Buffer.buffer("34"));
        assertThat(store.find("a")).isNull();
        assertThat(store.partialLength("a")).isEqualTo(4);
        store.complete(blob);
        assertThat(content("a")).isEqualTo("1234");
        assertThat(store.usedBytes()).isEqualTo(4);
    }

    @ParameterizedTest
    // From where an upload of "1234" goes on, and what it is when "XY" was added; nothing where there are not so many
    // bytes.
    @CsvSource({"0, XY", "2, 12XY", "4, 1234XY", "5, "})
    void anUploadGoesOnFromAnyByteThatIsThere(int offset, String expected) {
        store.append(begin("a"), Buffer.buffer("1234"));
        Blob resumed = store.begin("a", offset);
        if (expected == null) {
            assertThat(resumed).isNull();
            assertThat(store.partialLength("a")).isEqualTo(4);
            return;
        }
        store.append(Objects.requireNonNull(resumed), Buffer.buffer("XY"));
        store.complete(resumed);
        assertThat(content("a")).isEqualTo(expected);
        assertThat(store.usedBytes()).isEqualTo(expected.length());
    }

    @Test
    void aFileThatIsNotThereStartsAtItsBeginningOnly() {
        assertThat(store.begin("a", 1)).isNull();
        assertThat(store.partialLength("a")).isZero();
    }

    @Test
    void anUploadThatAnotherReplacedAddsNothing() {
        Blob first = begin("a");
        Blob second = begin("a");
        assertThat(store.append(first, Buffer.buffer("old"))).isFalse();
        assertThat(store.append(second, Buffer.buffer("new"))).isTrue();
        store.complete(second);
        assertThat(content("a")).isEqualTo("new");
        assertThat(store.usedBytes()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"10, true", "11, false"})
    void aFileIsAtMostAsLargeAsTheStore(int length, boolean fits) {
        assertThat(store.append(begin("a"), Buffer.buffer("x".repeat(length)))).isEqualTo(fits);
        assertThat(store.usedBytes()).isEqualTo(fits ? length : 0);
    }

    @Test
    void theOldestFilesGoWhenTheStoreIsFull() {
        put("a", "1234");
        put("b", "1234");
        put("c", "12");
        assertThat(store.usedBytes()).isEqualTo(CAPACITY);
        put("d", "1");
        assertThat(content("a")).isEqualTo("none");
        assertThat(content("b")).isEqualTo("1234");
        assertThat(content("d")).isEqualTo("1");
        assertThat(store.usedBytes()).isEqualTo(7);
    }

    @Test
    void theFileThatGrowsStaysThoughItIsTheOldest() {
        Blob growing = begin("a");
        put("b", "12345");
        assertThat(store.append(growing, Buffer.buffer("123456"))).isTrue();
        assertThat(content("b")).isEqualTo("none");
        assertThat(store.partialLength("a")).isEqualTo(6);
    }

    @Test
    void aRemovedFileMakesRoom() {
        put("a", "1234");
        store.remove("a");
        store.remove("never there");
        assertThat(content("a")).isEqualTo("none");
        assertThat(store.usedBytes()).isZero();
    }

    @Test
    void anExpiredFileIsGoneUntilItIsUploadedAgainByThePhone() {
        put("a", "1234");
        store.clear();
        assertThat(content("a")).isEqualTo("none");
        assertThat(store.usedBytes()).isZero();
        assertThat(store.restore("a")).isTrue();
        assertThat(content("a")).isEqualTo("1234");
        assertThat(store.usedBytes()).isEqualTo(4);
    }

    @Test
    void restoringTwiceCountsAFileOnce() {
        put("a", "1234");
        store.clear();
        store.restore("a");
        assertThat(store.restore("a")).isTrue();
        assertThat(store.usedBytes()).isEqualTo(4);
    }

    @Test
    void whatWasNeverThereIsNotRestoredAndWhatIsThereNeedsNotBe() {
        put("a", "1234");
        assertThat(store.restore("a")).isTrue();
        assertThat(store.restore("b")).isFalse();
    }

    @Test
    void onlyTheLastExpiredFilesCanBeBroughtBack() {
        put("a", "1");
        store.clear();
        put("b", "2");
        store.clear();
        assertThat(store.restore("a")).isFalse();
        assertThat(store.restore("b")).isTrue();
    }
}
