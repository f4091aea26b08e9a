package org.camelwhatsapp.engine.store.jdbc;

import java.util.function.Function;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.SenderKeyName;

/** A record's key as text and back. */
record KeyCodec<K>(Function<K, String> toText, Function<String, K> fromText) {
    static final KeyCodec<String> TEXT = new KeyCodec<>(Function.identity(), Function.identity());
    static final KeyCodec<Jid> JID = new KeyCodec<>(Jid::toString, Jid::parse);
    static final KeyCodec<SignalAddress> ADDRESS = new KeyCodec<>(SignalAddress::toString, KeyCodec::address);
    static final KeyCodec<SenderKeyName> SENDER_KEY = new KeyCodec<>(
            name -> name.group() + "|" + name.sender(), KeyCodec::senderKey);

    private static SignalAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new SignalAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    private static SenderKeyName senderKey(String text) {
        int bar = text.indexOf('|');
        return new SenderKeyName(Jid.parse(text.substring(0, bar)), address(text.substring(bar + 1)));
    }
}
