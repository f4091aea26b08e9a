package org.camelwhatsapp.engine.media;

import java.nio.charset.StandardCharsets;

/**
 * What a file is to the service. The kind decides the keys and the address, so a file can only be opened as the kind
 * it was sealed as. Source: docs/protocol.md, "Media".
 */
public enum MediaKind {
    IMAGE("WhatsApp Image Keys", "image", false),
    STICKER("WhatsApp Image Keys", "image", false),
    VIDEO("WhatsApp Video Keys", "video", true),
    /** A short video without sound that plays by itself. */
    GIF("WhatsApp Video Keys", "video", true),
    /** A round video note. */
    VIDEO_NOTE("WhatsApp Video Keys", "video", true),
    AUDIO("WhatsApp Audio Keys", "audio", true),
    VOICE_NOTE("WhatsApp Audio Keys", "audio", true),
    DOCUMENT("WhatsApp Document Keys", "document", false),
    HISTORY("WhatsApp History Keys", "md-msg-hist", false),
    APP_STATE("WhatsApp App State Keys", "md-app-state", false),
    LINK_THUMBNAIL("WhatsApp Link Thumbnail Keys", "thumbnail-link", false),
    STICKER_PACK("WhatsApp Sticker Pack Keys", "sticker-pack", false),
    STICKER_PACK_THUMBNAIL("WhatsApp Sticker Pack Thumbnail Keys", "thumbnail-sticker-pack", false),
    GROUP_HISTORY("Group History", "group-history", false);

    private final byte[] keyInfo;
    private final String serverType;
    private final boolean streamable;

    MediaKind(String keyInfo, String serverType, boolean streamable) {
        this.keyInfo = keyInfo.getBytes(StandardCharsets.US_ASCII);
        this.serverType = serverType;
        this.streamable = streamable;
    }

    /** The label under which the keys of a file are expanded. */
    byte[] keyInfo() {
        return keyInfo;
    }

    /** The word for this kind in addresses of the media hosts. */
    public String serverType() {
        return serverType;
    }

    /** Whether receivers play it while it loads, for which they need a sidecar of authentication codes. */
    public boolean isStreamable() {
        return streamable;
    }
}
