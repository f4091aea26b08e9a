package org.camelwhatsapp.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every stream error and failure of the protocol notes, and those nobody has seen. */
class StreamVerdictTest {
    @ParameterizedTest
    @CsvSource({
        "401, LOGGED_OUT, 0",
        "409, REPLACED, 0",
        "429, BACKING_OFF, 5",
        "500, BACKING_OFF, 0",
        "503, BACKING_OFF, 0",
        "515, CONNECTING, 0",
        "516, LOGGED_OUT, 0",
        "777, BACKING_OFF, 0",
        "-1, BACKING_OFF, 0"
    })
    void decidesAStreamErrorByItsCode(int code, ConnectionState state, int extraAttempts) {
        StreamVerdict verdict = StreamVerdict.ofStreamError(
                Node.builder("stream:error").attr("code", code).build());
        assertThat(verdict.state()).isEqualTo(state);
        assertThat(verdict.code()).isEqualTo(code);
        assertThat(verdict.extraAttempts()).isEqualTo(extraAttempts);
        assertThat(verdict.reason()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"replaced, REPLACED", "device_removed, LOGGED_OUT", "something_new, LOGGED_OUT", "'', LOGGED_OUT"})
    void decidesAConflictBeforeTheCode(String type, ConnectionState state) {
        Node error = Node.builder("stream:error")
                .attr("code", 515)
                .child(Node.builder("conflict").attr("type", type).build())
                .build();
        assertThat(StreamVerdict.ofStreamError(error).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"ack", "xml-not-well-formed", "unheard-of"})
    void triesAgainAfterAStreamErrorWithoutACode(String child) {
        Node error = Node.builder("stream:error").child(Node.of(child)).build();
        StreamVerdict verdict = StreamVerdict.ofStreamError(error);
        assertThat(verdict.state()).isEqualTo(ConnectionState.BACKING_OFF);
        assertThat(verdict.reason()).contains(child);
    }

    @Test
    void triesAgainAfterAStreamErrorThatSaysNothing() {
        assertThat(StreamVerdict.ofStreamError(Node.of("stream:error")).state()).isEqualTo(ConnectionState.BACKING_OFF);
    }

    @ParameterizedTest
    @CsvSource({
        "400, FAILED",
        "401, LOGGED_OUT",
        "402, TEMPORARILY_BANNED",
        "403, LOGGED_OUT",
        "405, VERSION_REFUSED",
        "406, LOGGED_OUT",
        "409, FAILED",
        "411, FAILED",
        "413, FAILED",
        "414, FAILED",
        "415, FAILED",
        "418, FAILED",
        "500, BACKING_OFF",
        "501, FAILED",
        "503, BACKING_OFF",
        "999, FAILED"
    })
    void decidesAFailureByItsReason(int reason, ConnectionState state) {
        StreamVerdict verdict = StreamVerdict.ofFailure(
                Node.builder("failure").attr("reason", reason).build());
        assertThat(verdict.state()).isEqualTo(state);
        assertThat(verdict.code()).isEqualTo(reason);
        assertThat(verdict.reason()).isNotBlank();
    }

    @Test
    void failsForAFailureWithoutAReason() {
        assertThat(StreamVerdict.ofFailure(Node.of("failure")).state()).isEqualTo(ConnectionState.FAILED);
    }

    @Test
    void saysWhatToDoAboutARefusedVersion() {
        Node failure = Node.builder("failure").attr("reason", 405).build();
        assertThat(StreamVerdict.ofFailure(failure).reason()).contains("clientVersion");
    }

    @ParameterizedTest
    @CsvSource({
        "101, does not have|do not have",
        "102, blocked",
        "103, groups",
        "104, same message",
        "106, broadcast",
        "7, no known"
    })
    void saysWhyAndHowLongABanIs(int code, String words) {
        Node failure = Node.builder("failure")
                .attr("reason", 402)
                .attr("code", code)
                .attr("expire", 3_600)
                .build();
        assertThat(StreamVerdict.ofFailure(failure).reason()).contains("3600 s").containsPattern(words);
    }
}
