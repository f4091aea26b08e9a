package org.camelwhatsapp.engine.store.secret;

/** A new passphrase on its way: what must be stored before a {@link KeyRing} takes it into use. */
public final class PassphraseChange {
    private final PassphraseKey key;
    private final Protection protection;

    PassphraseChange(PassphraseKey key, Protection protection) {
        this.key = key;
        this.protection = protection;
    }

    PassphraseKey key() {
        return key;
    }

    public Protection protection() {
        return protection;
    }
}
