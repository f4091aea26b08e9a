package org.camelwhatsapp.engine.signal;

/** The version byte of every Signal structure: version 3 in both halves. Source: docs/protocol.md, "X3DH". */
final class SignalVersion {
    static final byte BYTE = 0x33;

    private SignalVersion() {}

    /** @throws SignalException with {@code INVALID_MESSAGE} unless the first byte says version 3 */
    static void check(byte[] message, int minimumLength) {
        if (message.length < minimumLength || (message[0] & 0xF0) != 0x30) {
            throw new SignalException(SignalException.Reason.INVALID_MESSAGE, "not a message of version 3");
        }
    }
}
