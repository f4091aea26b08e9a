package org.camelwhatsapp.engine.session;

import java.util.regex.Pattern;
import org.camelwhatsapp.proto.DeviceProps;

/**
 * How this device presents itself.
 *
 * @param version the client version, {@code 2.3000.REVISION}; the server refuses old ones after some months
 * @param deviceName the name in the phone's list of linked devices, 1 to 64 characters
 * @param platform the kind of device shown there
 * @param fullHistory whether to ask the phone for the whole history at linking
 */
public record ClientIdentity(
        String version, String deviceName, DeviceProps.PlatformType platform, boolean fullHistory) {
    /** The newest version known when this release was made (August 2026). */
    public static final String DEFAULT_VERSION = "2.3000.1045649367";

    private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,6}\\.\\d{1,10}");

    public ClientIdentity {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("clientVersion has the form 2.3000.1234567890");
        }
        if (deviceName.isBlank() || deviceName.length() > 64) {
            throw new IllegalArgumentException("deviceName has 1 to 64 characters");
        }
    }

    public static ClientIdentity named(String deviceName) {
        return new ClientIdentity(DEFAULT_VERSION, deviceName, DeviceProps.PlatformType.DESKTOP, false);
    }

    /** One of the three parts of the version, 0 to 2. */
    int versionPart(int index) {
        return (int) Long.parseLong(version.split("\\.", -1)[index]);
    }
}
