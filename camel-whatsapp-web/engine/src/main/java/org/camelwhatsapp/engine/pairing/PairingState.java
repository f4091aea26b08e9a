package org.camelwhatsapp.engine.pairing;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where one pairing stands. It has an end: codes that are used up do not start again by themselves.
 *
 * <table>
 * <caption>Edges</caption>
 * <tr><th>from</th><th>on</th><th>to</th></tr>
 * <tr><td>IDLE</td><td>pair-device with codes</td><td>SHOWING</td></tr>
 * <tr><td>IDLE, SHOWING</td><td>pair-success, genuine</td><td>CONFIRMING</td></tr>
 * <tr><td>IDLE, SHOWING</td><td>pair-success, not genuine or not readable</td><td>REJECTED</td></tr>
 * <tr><td>SHOWING</td><td>time of a code over, codes left, or pair-device again</td><td>SHOWING</td></tr>
 * <tr><td>SHOWING</td><td>time of the last code over</td><td>EXPIRED</td></tr>
 * <tr><td>IDLE, SHOWING, CONFIRMING</td><td>the store fails</td><td>FAILED</td></tr>
 * <tr><td>CONFIRMING</td><td>stored</td><td>LINKED</td></tr>
 * <tr><td>any</td><td>connection gone</td><td>IDLE</td></tr>
 * </table>
 */
public enum PairingState {
    /** Nothing is shown: not connected, or linked already. */
    IDLE,
    /** A QR code is shown, and a phone code may have been asked for. */
    SHOWING,
    /** The phone accepted; the account is being stored. The server knows nothing yet. */
    CONFIRMING,
    /** Stored and answered; the server now closes the connection and the next one logs in. */
    LINKED,
    /** Every code was shown and none was used. */
    EXPIRED,
    /** What claimed to be the phone's consent was not genuine. */
    REJECTED,
    /** The store failed. */
    FAILED;

    /** The states that may follow. */
    public Set<PairingState> next() {
        return switch (this) {
            case IDLE -> EnumSet.of(IDLE, SHOWING, CONFIRMING, REJECTED, FAILED);
            case SHOWING -> EnumSet.of(IDLE, SHOWING, CONFIRMING, EXPIRED, REJECTED, FAILED);
            case CONFIRMING -> EnumSet.of(IDLE, LINKED, FAILED);
            case LINKED, EXPIRED, REJECTED, FAILED -> EnumSet.of(IDLE);
        };
    }

    /** Whether this pairing is over, one way or the other. */
    public boolean isEnded() {
        return next().size() == 1;
    }
}
