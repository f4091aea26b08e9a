package org.camelwhatsapp.engine.message.content;

import java.util.Arrays;

/**
 * How loud a voice note is over its time, which phones draw as bars.
 *
 * @param levels 64 levels from 0 to 100; not copied. Received ones may be more or fewer, at most 256
 */
public record Waveform(byte[] levels) {
    /** How many levels phones make. */
    public static final int LEVELS = 64;

    private static final int LOUDEST = 100;
    private static final int MAX_LEVELS = 256;

    /** @throws InvalidContentException if there are none, too many, or one that is not from 0 to 100 */
    public Waveform {
        if (levels.length == 0 || levels.length > MAX_LEVELS) {
            throw new InvalidContentException("waveform", "1 to " + MAX_LEVELS + " levels, at best " + LEVELS);
        }
        for (byte level : levels) {
            if (level < 0 || level > LOUDEST) {
                throw new InvalidContentException("waveform", "levels from 0 to " + LOUDEST);
            }
        }
    }

    /**
     * Makes the levels of a sound: of each of 64 equal parts the mean size of its samples, with the loudest part at 100.
     *
     * @param samples the sound decoded, one channel, 16 bits
     * @throws InvalidContentException if there are no samples
     */
    public static Waveform ofSamples(short[] samples) {
        if (samples.length == 0) {
            throw new InvalidContentException("waveform", "made of at least one sample");
        }
        double[] means = new double[LEVELS];
        double loudest = 0;
        for (int part = 0; part < LEVELS; part++) {
            int from = (int) ((long) samples.length * part / LEVELS);
            int to = Math.max(from + 1, (int) ((long) samples.length * (part + 1) / LEVELS));
            long sum = 0;
            for (int i = from; i < to; i++) {
                sum += Math.abs((int) samples[i]);
            }
            means[part] = (double) sum / (to - from);
            loudest = Math.max(loudest, means[part]);
        }
        byte[] levels = new byte[LEVELS];
        for (int part = 0; part < LEVELS; part++) {
            levels[part] = loudest == 0 ? 0 : (byte) Math.round(LOUDEST * means[part] / loudest);
        }
        return new Waveform(levels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Waveform that && Arrays.equals(levels, that.levels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
        return "Waveform[" + levels.length + "]";
    }
}
