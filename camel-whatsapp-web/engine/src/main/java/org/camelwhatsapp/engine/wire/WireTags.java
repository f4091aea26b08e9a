package org.camelwhatsapp.engine.wire;

/** The bytes that say what follows in a frame. Source: docs/protocol.md, "Binary nodes". */
final class WireTags {
    static final int LIST_EMPTY = 0;
    static final int DICTIONARY_0 = 236;
    static final int DICTIONARY_3 = 239;
    static final int INTEROP_JID = 245;
    static final int FB_JID = 246;
    static final int AD_JID = 247;
    static final int LIST_8 = 248;
    static final int LIST_16 = 249;
    static final int JID_PAIR = 250;
    static final int HEX_8 = 251;
    static final int BINARY_8 = 252;
    static final int BINARY_20 = 253;
    static final int BINARY_32 = 254;
    static final int NIBBLE_8 = 255;

    /** A bit of the flag byte before the node: the rest is deflated. */
    static final int FLAG_COMPRESSED = 0x02;

    /** A frame of this one byte ends the stream. */
    static final int STREAM_END = 0x02;

    /** Set in the length byte of a packed text with an odd number of characters. */
    static final int PACKED_ODD = 0x80;

    static final int MAX_PACKED_LENGTH = 127;

    static final int DOMAIN_PN = 0;
    static final int DOMAIN_LID = 1;
    static final int DOMAIN_HOSTED = 0x80;
    static final int DOMAIN_HOSTED_LID = 0x81;

    private WireTags() {}
}
