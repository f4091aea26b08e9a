package org.camelwhatsapp.engine.socket;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Any bytes, cut anywhere: the same frames as uncut or the same refusal, and never more bytes out than in. */
class FrameSplitterFuzzTest {
    private static final int LIMIT = 1_000;

    @FuzzTest(maxDuration = "30s")
    void cuttingDoesNotMatter(byte[] bytes) {
        int cut = bytes.length == 0 ? 0 : (bytes[0] & 0xFF) % (bytes.length + 1);
        String whole = outcome(bytes, bytes.length);
        if (!whole.equals(outcome(bytes, cut))) {
            throw new AssertionError("cut at " + cut + " gives other frames");
        }
    }

    private static String outcome(byte[] bytes, int cut) {
        FrameSplitter splitter = new FrameSplitter(LIMIT);
        StringBuilder frames = new StringBuilder();
        int[] total = new int[1];
        try {
            splitter.accept(Arrays.copyOf(bytes, cut), frame -> append(frames, total, frame));
            splitter.accept(Arrays.copyOfRange(bytes, cut, bytes.length), frame -> append(frames, total, frame));
        } catch (FrameException e) {
            return frames.append("refused").toString();
        }
        if (total[0] + splitter.gatheredBytes() > bytes.length) {
            throw new AssertionError("more came out than went in");
        }
        return frames.append(splitter.gatheredBytes()).toString();
    }

    private static void append(StringBuilder frames, int[] total, byte[] frame) {
        total[0] += frame.length;
        frames.append(frame.length).append(':').append(Arrays.hashCode(frame)).append(' ');
    }
}
