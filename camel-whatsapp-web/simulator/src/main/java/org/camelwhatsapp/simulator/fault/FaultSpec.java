package org.camelwhatsapp.simulator.fault;

import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to go wrong.
 *
 * @param step where
 * @param effect what
 * @param tag only stanzas with this tag, such as {@code message}; null for all
 * @param type only stanzas with this type; null for all
 * @param namespace only requests of this namespace, such as {@code w:g2}; null for all
 * @param times how often, 1 to 1,000,000
 * @param delayMillis for {@link FaultEffect#DELAY}, 1 to 600,000; for {@link FaultEffect#REFUSE} of a message, how long
 *     the client is told to wait, in whole seconds, 0 for not at all
 * @param code for {@link FaultEffect#REFUSE}, such as 500
 */
public record FaultSpec(
        FaultStep step,
        FaultEffect effect,
        @Nullable String tag,
        @Nullable String type,
        @Nullable String namespace,
        int times,
        long delayMillis,
        int code) {
    private static final int MAX_TIMES = 1_000_000;
    private static final long MAX_DELAY = 600_000;

    public FaultSpec {
        boolean handshake = step == FaultStep.BEFORE_SERVER_HELLO || step == FaultStep.AFTER_SERVER_HELLO;
        if (handshake && effect != FaultEffect.CUT) {
            throw new IllegalArgumentException("around the server's hello there is only CUT");
        }
        if (step == FaultStep.TO_CLIENT && (effect == FaultEffect.REFUSE || effect == FaultEffect.CUT_BEFORE_ANSWER)
                || step == FaultStep.FROM_CLIENT
                        && (effect == FaultEffect.CUT_INSIDE
                                || effect == FaultEffect.CORRUPT
                                || effect == FaultEffect.WITHHOLD)) {
            throw new IllegalArgumentException(effect + " is not for " + step);
        }
        if (times < 1 || times > MAX_TIMES) {
            throw new IllegalArgumentException("times is from 1 to " + MAX_TIMES);
        }
        if (effect == FaultEffect.DELAY && (delayMillis < 1 || delayMillis > MAX_DELAY)) {
            throw new IllegalArgumentException("delayMillis is from 1 to " + MAX_DELAY);
        }
        if (effect == FaultEffect.REFUSE && (code < 100 || code > 999)) {
            throw new IllegalArgumentException("code is from 100 to 999");
        }
    }

    /** A fault that happens once, to any stanza. */
    public static FaultSpec once(FaultStep step, FaultEffect effect) {
        return new FaultSpec(step, effect, null, null, null, 1, 1, 500);
    }

    /** Only for stanzas with this tag. */
    public FaultSpec tag(String only) {
        return new FaultSpec(step, effect, only, type, namespace, times, delayMillis, code);
    }

    /** Only for stanzas with this type. */
    public FaultSpec type(String only) {
        return new FaultSpec(step, effect, tag, only, namespace, times, delayMillis, code);
    }

    /** Only for requests of this namespace. */
    public FaultSpec namespace(String only) {
        return new FaultSpec(step, effect, tag, type, only, times, delayMillis, code);
    }

    public FaultSpec times(int count) {
        return new FaultSpec(step, effect, tag, type, namespace, count, delayMillis, code);
    }

    public FaultSpec delayMillis(long millis) {
        return new FaultSpec(step, effect, tag, type, namespace, times, millis, code);
    }

    public FaultSpec code(int number) {
        return new FaultSpec(step, effect, tag, type, namespace, times, delayMillis, number);
    }

    boolean fits(FaultStep where, @Nullable Node stanza) {
        return where == step
                && (tag == null || stanza != null && stanza.is(tag))
                && (type == null || stanza != null && type.equals(stanza.attr("type", "")))
                && (namespace == null || stanza != null && namespace.equals(stanza.attr("xmlns", "")));
    }
}
