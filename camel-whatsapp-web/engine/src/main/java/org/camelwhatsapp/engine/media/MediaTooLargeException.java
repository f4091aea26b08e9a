package org.camelwhatsapp.engine.media;

/** The file is larger than the configured limit. */
public final class MediaTooLargeException extends MediaException {
    private static final long serialVersionUID = 1L;

    /** @param limit in bytes */
    public MediaTooLargeException(long limit) {
        super("the file is larger than the limit of " + limit + " bytes", false, null);
    }

    @Override
    public String code() {
        return "media-too-large";
    }
}
