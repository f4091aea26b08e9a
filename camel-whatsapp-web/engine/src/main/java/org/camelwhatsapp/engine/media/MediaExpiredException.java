package org.camelwhatsapp.engine.media;

/** The media hosts no longer have the file. The phone can be asked to upload it again. */
public final class MediaExpiredException extends MediaException {
    private static final long serialVersionUID = 1L;

    public MediaExpiredException(String message) {
        super(message, false, null);
    }

    @Override
    public String code() {
        return "media-expired";
    }
}
