package org.camelwhatsapp.engine.session;

/**
 * Where features say which stanzas are theirs. Filled once, before the session starts; a second handler for the same
 * kind is refused with {@link IllegalStateException}, except where the method says otherwise.
 */
public interface StanzaRouter {
    /** Stanzas with this tag, such as {@code message}, {@code receipt}, {@code presence}. */
    void onTag(String tag, StanzaHandler handler);

    /** Messages from addresses with this server part, such as {@code newsletter}; they do not come to {@link #onTag}. */
    void onMessagesFrom(String server, StanzaHandler handler);

    /** {@code <notification type=...>}. Several features may listen to one type; the router acknowledges it once. */
    void onNotification(String type, StanzaHandler handler);

    /** Requests by the server: {@code <iq type=set|get>} with a first child of this tag. The handler answers. */
    void onServerRequest(String childTag, StanzaHandler handler);

    /** Every stanza, before its handler gets it. Several may look; what they cannot read does not keep it from the handler. */
    void onEvery(StanzaHandler observer);

    /** Bulletins: {@code <ib>} with a child of this tag. */
    void onBulletin(String childTag, StanzaHandler handler);
}
