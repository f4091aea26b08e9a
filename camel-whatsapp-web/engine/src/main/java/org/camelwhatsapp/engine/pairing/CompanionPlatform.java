package org.camelwhatsapp.engine.pairing;

import org.camelwhatsapp.proto.DeviceProps;

/** The platform numbers of QR texts, which are not those of the device properties. Source: docs/protocol.md, "Pairing by QR". */
final class CompanionPlatform {
    private CompanionPlatform() {}

    static String idOf(DeviceProps.PlatformType type) {
        return switch (type) {
            case CHROME -> "1";
            case EDGE -> "2";
            case FIREFOX -> "3";
            case IE -> "4";
            case OPERA -> "5";
            case SAFARI -> "6";
            case DESKTOP -> "7";
            case UWP -> "8";
            case CATALINA -> "c";
            case ANDROID_PHONE, ANDROID_TABLET, ANDROID_AMBIGUOUS -> "e";
            default -> "9";
        };
    }
}
