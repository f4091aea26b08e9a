package org.camelwhatsapp.engine.message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.DeviceDirectory;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.message.archive.ArchiveMode;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.pacing.PacingFeature;
import org.camelwhatsapp.engine.pacing.PacingOptions;
import org.camelwhatsapp.engine.prekey.PreKeyFeature;
import org.camelwhatsapp.engine.prekey.PreKeyOptions;
import org.camelwhatsapp.engine.status.StatusAudience;
import org.camelwhatsapp.engine.testing.ManualLoop;
import org.camelwhatsapp.engine.testing.MemoryStore;
import org.camelwhatsapp.engine.testing.NoTokens;
import org.camelwhatsapp.engine.testing.ScriptedSession;

/**
 * A linked device with all that messages need, whose process can end at any moment and start again on the same disk. Time,
 * threads, disk and network move when the test says so.
 */
final class MessagingDevice {
    private static final PreKeyOptions FEW_KEYS =
            new PreKeyOptions(8, 4, 2, Duration.ofDays(27), Duration.ofMinutes(10));

    final Jid address;
    final MemoryStore disk = new MemoryStore();
    private final Jid number;
    private final long seed;
    private int starts;
    ScriptedSession process;
    Messages messages;

    /** @param address the LID with the number of the device */
    MessagingDevice(Jid address, Jid number, Collection<Jid> all, long seed) {
        this.address = address;
        this.number = number;
        this.seed = seed;
        for (Jid device : all) {
            disk.rows("deviceLists").merge(device.toUser(), id(device), MessagingDevice::join);
        }
        start();
    }

    private static byte[] id(Jid device) {
        return Integer.toString(device.device()).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[] some, byte[] more) {
        String all = new String(some, StandardCharsets.US_ASCII) + "," + new String(more, StandardCharsets.US_ASCII);
        return all.getBytes(StandardCharsets.US_ASCII);
    }

    /** Starts the process, which is not connected yet. */
    private void start() {
        process = new ScriptedSession(disk, new ManualLoop(), seed * 1_000 + starts++);
        process.ready = false;
        if (process.credentials.account() == null) {
            process.linked(number, address);
            process.run(() -> process.session.updateCredentials(process.credentials));
        }
        PreKeyFeature preKeys = process.add(new PreKeyFeature(process.session, FEW_KEYS));
        AddressBook addresses = new AddressBook(process.session);
        DeviceDirectory devices = process.add(new DeviceDirectory(process.session, addresses));
        MessageSources sources = new MessageSources(
                addresses,
                devices,
                process.add(new GroupFeature(process.session, addresses, new NoTokens())),
                new StatusAudience(process.session, addresses),
                new NoTokens());
        Traffic traffic = new Traffic(
                new ArchiveRecorder(process.session, addresses, ArchiveMode.FOLLOW),
                process.add(new PacingFeature(process.session, addresses, PacingOptions.OFF)),
                ResendOptions.OFF);
        messages = new Messages(process.session, preKeys, sources, traffic);
        messages.features().forEach(process::add);
    }

    /** The process ends without a word; what was not on the disk is gone. */
    void crash() {
        disk.crash();
        start();
    }

    void connect() {
        process.ready = true;
        process.logIn();
    }

    CompletableFuture<SendResult> send(Jid chat, String id) {
        SendOptions options = SendOptions.NONE.withMessageId(id);
        return process.call(() -> messages.send(chat, new TextContent("text of " + id), options));
    }
}
