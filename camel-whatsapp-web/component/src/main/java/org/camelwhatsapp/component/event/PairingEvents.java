package org.camelwhatsapp.component.event;

import java.util.List;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.event.Paired;
import org.camelwhatsapp.engine.event.PairingCodeIssued;
import org.camelwhatsapp.engine.event.PairingFailed;
import org.camelwhatsapp.engine.event.QrCodeIssued;

/** Linking this device to a phone. */
final class PairingEvents implements EventGroup {
    @Override
    public List<EventType<?>> events() {
        return List.of(
                EventType.named("qr", QrCodeIssued.class)
                        .header(
                                WhatsAppWebConstants.VALID_UNTIL,
                                event -> event.validUntil().toEpochMilli())
                        .describedAs("There is a new code to scan. The newest is the only valid one."),
                EventType.named("pairing.code", PairingCodeIssued.class)
                        .header(
                                WhatsAppWebConstants.VALID_UNTIL,
                                event -> event.validUntil().toEpochMilli())
                        .describedAs("There is a code to type on the phone."),
                EventType.named("pairing.completed", Paired.class).describedAs("The phone accepted this device."),
                EventType.named("pairing.failed", PairingFailed.class)
                        .describedAs("Pairing ended without a link. Nothing was stored."));
    }
}
