package org.camelwhatsapp.engine.appstate;

import java.util.List;

/** Keys are needed that this device does not have yet. */
final class MissingKeysException extends AppStateException {
    private static final long serialVersionUID = 1L;

    private final transient List<byte[]> ids;

    MissingKeysException(List<byte[]> ids) {
        super(Reason.MISSING_KEY, "a key of the app state is not here yet");
        this.ids = ids;
    }

    List<byte[]> ids() {
        return ids;
    }
}
