package org.camelwhatsapp.engine.session;

import java.util.Map;
import org.camelwhatsapp.engine.wire.Node;

/**
 * What a {@code <stream:error>} or {@code <failure>} means for the session. Source: docs/protocol.md, "Stream errors" and
 * "Failures".
 *
 * <table>
 * <caption>Stream errors, first match wins</caption>
 * <tr><th>stanza</th><th>state</th></tr>
 * <tr><td>conflict type=replaced; code 409</td><td>REPLACED</td></tr>
 * <tr><td>any other conflict; codes 401, 516</td><td>LOGGED_OUT</td></tr>
 * <tr><td>code 515</td><td>CONNECTING at once</td></tr>
 * <tr><td>code 429</td><td>BACKING_OFF, longer</td></tr>
 * <tr><td>everything else</td><td>BACKING_OFF</td></tr>
 * </table>
 *
 * <table>
 * <caption>Failures</caption>
 * <tr><th>reason</th><th>state</th></tr>
 * <tr><td>401, 403, 406</td><td>LOGGED_OUT</td></tr>
 * <tr><td>402</td><td>TEMPORARILY_BANNED</td></tr>
 * <tr><td>405</td><td>VERSION_REFUSED</td></tr>
 * <tr><td>500, 503</td><td>BACKING_OFF</td></tr>
 * <tr><td>everything else</td><td>FAILED</td></tr>
 * </table>
 *
 * @param state the state to go to; CONNECTING means at once
 * @param code the server's number, or 0
 * @param reason a sentence for people
 * @param extraAttempts how many steps of back-off to add
 */
record StreamVerdict(ConnectionState state, int code, String reason, int extraAttempts) {
    private static final int RATE_LIMIT_STEPS = 5;
    private static final Map<Integer, String> BANS = Map.of(
            101, "too many messages to people who do not have this number",
            102, "blocked by too many people",
            103, "too many groups created with people who do not have this number",
            104, "the same message sent to too many people",
            106, "too many messages to a broadcast list");

    static StreamVerdict ofStreamError(Node error) {
        int code = error.intAttr("code", 0);
        Node conflict = error.child("conflict");
        if (conflict != null) {
            return conflict.attr("type", "").equals("replaced")
                    ? new StreamVerdict(ConnectionState.REPLACED, code, "this device connected elsewhere", 0)
                    : loggedOut(code, "the phone removed this device");
        }
        return switch (code) {
            case 515 -> new StreamVerdict(ConnectionState.CONNECTING, code, "the server asked for a restart", 0);
            case 401, 516 -> loggedOut(code, "the phone removed this device");
            case 409 -> new StreamVerdict(ConnectionState.REPLACED, code, "this device connected elsewhere", 0);
            case 429 ->
                new StreamVerdict(ConnectionState.BACKING_OFF, code, "the server limits connections", RATE_LIMIT_STEPS);
            default -> new StreamVerdict(ConnectionState.BACKING_OFF, code, describe(error, code), 0);
        };
    }

    private static String describe(Node error, int code) {
        if (code != 0) {
            return "stream error " + code;
        }
        return error.children().isEmpty()
                ? "unknown stream error"
                : "stream error <" + error.children().get(0).tag() + ">";
    }

    static StreamVerdict ofFailure(Node failure) {
        int reason = failure.intAttr("reason", 0);
        return switch (reason) {
            case 401, 403, 406 -> loggedOut(reason, failure.attr("logout_message_subtext", "the device is not linked"));
            case 402 -> new StreamVerdict(ConnectionState.TEMPORARILY_BANNED, reason, describeBan(failure), 0);
            case 405 ->
                new StreamVerdict(
                        ConnectionState.VERSION_REFUSED,
                        reason,
                        "the server refuses this client version: set a newer clientVersion",
                        0);
            case 500, 503 ->
                new StreamVerdict(ConnectionState.BACKING_OFF, reason, "the server is unavailable (" + reason + ")", 0);
            default -> new StreamVerdict(ConnectionState.FAILED, reason, "login refused with reason " + reason, 0);
        };
    }

    private static String describeBan(Node failure) {
        String why = BANS.getOrDefault(failure.intAttr("code", 0), "no known reason");
        return "banned for " + failure.longAttr("expire", 0) + " s: " + why;
    }

    private static StreamVerdict loggedOut(int code, String reason) {
        return new StreamVerdict(ConnectionState.LOGGED_OUT, code, reason, 0);
    }
}
