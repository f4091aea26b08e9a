package org.camelwhatsapp.engine.wire;

/** The numbers of the binary node format. Source: docs/protocol.md, "Binary nodes". */
final class WireFormat {
    static final int LIST_EMPTY = 0;
    static final int DICTIONARY_0 = 236;
    static final int DICTIONARY_3 = 239;
    static final int INTEROP_JID = 245;
    static final int MESSENGER_JID = 246;
    static final int DEVICE_JID = 247;
    static final int LIST_8 = 248;
    static final int LIST_16 = 249;
    static final int JID_PAIR = 250;
    static final int HEX_8 = 251;
    static final int BINARY_8 = 252;
    static final int BINARY_20 = 253;
    static final int BINARY_32 = 254;
    static final int NIBBLE_8 = 255;

    static final int FLAG_PLAIN = 0;
    static final int FLAG_COMPRESSED = 2;

    static final int DOMAIN_PN = 0;
    static final int DOMAIN_LID = 1;
    static final int DOMAIN_HOSTED = 128;
    static final int DOMAIN_HOSTED_LID = 129;

    /** Longest text that may be packed; the length byte has seven bits for half of it. */
    static final int MAX_PACKED = 127;

    static final int PACKED_ODD = 0x80;
    static final int MAX_BINARY_8 = 0xFF;
    static final int MAX_BINARY_20 = 0xFFFFF;
    static final int MAX_LIST = 0xFFFF;

    private WireFormat() {}
}
