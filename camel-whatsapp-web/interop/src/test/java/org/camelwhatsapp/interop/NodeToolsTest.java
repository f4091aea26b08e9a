package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A missing tool is never mistaken for a passed test. */
class NodeToolsTest {
    @Test
    void aMissingToolFailsTheTestsWhereTheyAreObligatory() {
        assertThatThrownBy(() -> NodeTools.missing("node cannot be run", "true"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage("node cannot be run");
    }

    @Test
    void aMissingToolSkipsTheTestsElsewhere() {
        assertThatThrownBy(() -> NodeTools.missing("node cannot be run", null))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("node cannot be run");
    }
}
