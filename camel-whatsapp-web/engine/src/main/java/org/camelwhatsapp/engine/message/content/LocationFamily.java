package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Places, still and moving. */
final class LocationFamily implements ContentFamily {
    @Override
    public @Nullable MessageContent read(Message message) {
        if (message.hasLocationMessage()) {
            return still(message.getLocationMessage());
        }
        if (!message.hasLiveLocationMessage()) {
            return null;
        }
        Message.LiveLocationMessage live = message.getLiveLocationMessage();
        return new LiveLocationContent(
                live.getDegreesLatitude(),
                live.getDegreesLongitude(),
                Math.max(0, live.getAccuracyInMeters()),
                Math.max(0, live.getSpeedInMps()),
                Math.floorMod(live.getDegreesClockwiseFromMagneticNorth(), 360),
                live.hasCaption() ? live.getCaption() : null,
                live.getSequenceNumber());
    }

    static LocationContent still(Message.LocationMessage location) {
        return new LocationContent(
                location.getDegreesLatitude(),
                location.getDegreesLongitude(),
                location.hasName() ? location.getName() : null,
                location.hasAddress() ? location.getAddress() : null);
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (content instanceof LocationContent location) {
            message.setLocationMessage(still(location));
            return true;
        }
        if (!(content instanceof LiveLocationContent live)) {
            return false;
        }
        Message.LiveLocationMessage.Builder builder = message.getLiveLocationMessageBuilder()
                .setDegreesLatitude(live.latitude())
                .setDegreesLongitude(live.longitude())
                .setAccuracyInMeters(live.accuracyMeters())
                .setSpeedInMps(live.speedMetersPerSecond())
                .setDegreesClockwiseFromMagneticNorth(live.headingDegrees())
                .setSequenceNumber(live.sequence());
        String caption = live.caption();
        if (caption != null) {
            builder.setCaption(caption);
        }
        return true;
    }

    static Message.LocationMessage still(LocationContent location) {
        Message.LocationMessage.Builder builder = Message.LocationMessage.newBuilder()
                .setDegreesLatitude(location.latitude())
                .setDegreesLongitude(location.longitude());
        String name = location.name();
        if (name != null) {
            builder.setName(name);
        }
        String address = location.address();
        if (address != null) {
            builder.setAddress(address);
        }
        return builder.build();
    }
}
