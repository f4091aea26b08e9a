package org.camelwhatsapp.engine.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;

/** Three accounts with five devices, all in one group: the test sees every stanza of the first before the server has it. */
final class SmallWorld {
    static final Jid GROUP = Jid.group("120363000000000001");
    static final Jid ANN = Jid.lid("100000000000001").withDevice(5);
    static final Jid ANNS_PHONE = ANN.withDevice(0);
    static final Jid BOB = Jid.lid("100000000000002").withDevice(3);
    static final Jid BOBS_PHONE = BOB.withDevice(0);
    static final Jid CAROL = Jid.lid("100000000000003").withDevice(2);
    /** Nobody has heard of this one, but the list of devices says that there is one. */
    static final Jid GHOST = CAROL.withDevice(9);

    final PostOffice office = new PostOffice();
    final Map<Jid, MessagingDevice> devices = new LinkedHashMap<>();
    final MessagingDevice ann;

    SmallWorld() {
        this(List.of(ANN, ANNS_PHONE, BOB, BOBS_PHONE, CAROL), List.of());
    }

    /**
     * @param online have published keys
     * @param ghosts are in the lists of devices only
     */
    SmallWorld(List<Jid> online, List<Jid> ghosts) {
        List<Jid> all = new ArrayList<>(online);
        all.addAll(ghosts);
        for (Jid jid : online) {
            Jid number = Jid.phone("1" + jid.user()).withDevice(jid.device());
            MessagingDevice device = new MessagingDevice(jid, number, all, 10L + devices.size());
            devices.put(jid, device);
            office.add(device);
        }
        devices.values().forEach(this::connect);
        ann = devices.get(ANN);
    }

    void connect(MessagingDevice device) {
        office.connected(device.address);
        device.connect();
        serve(device);
    }

    void serve(MessagingDevice device) {
        while (!device.process.requests.isEmpty()) {
            office.serve(device, true);
        }
    }

    /** The message as it leaves; the server has answered whatever was asked before. */
    Node leaving(Jid chat, String id) {
        ann.send(chat, id);
        return leaving();
    }

    Node leaving() {
        while (!ann.process.nextRequest().is("message")) {
            office.serve(ann, true);
        }
        return ann.process.nextRequest();
    }

    /** The message as it left; the server has taken it. */
    Node sent(Jid chat, String id) {
        Node message = leaving(chat, id);
        serve(ann);
        return message;
    }

    /** A device gets its mail; the messages in it, in order. */
    List<IncomingMessage> read(Jid address) {
        MessagingDevice device = devices.get(address);
        while (office.hasMail(device)) {
            office.hand(device);
            serve(device);
        }
        return delivered(address);
    }

    /** What a device has for its listeners. */
    List<IncomingMessage> delivered(Jid address) {
        MessagingDevice device = devices.get(address);
        List<IncomingMessage> read = new ArrayList<>();
        while (!device.process.deliveries.isEmpty()) {
            if (device.process.deliveries.element().event() instanceof MessageReceived received) {
                read.add(received.message());
            }
            device.process.settle(null);
        }
        return read;
    }

    List<String> texts(Jid address) {
        return read(address).stream()
                .map(message -> ((TextContent) message.content()).text())
                .toList();
    }

    /** The devices that a stanza has something for, alone. */
    static List<Jid> reached(Node message) {
        Node participants = message.child("participants");
        return participants == null
                ? List.of()
                : participants.children("to").stream()
                        .map(to -> to.requireJid("jid"))
                        .toList();
    }

    static String encType(Node message, Jid device) {
        return message.requireChild("participants").children("to").stream()
                .filter(to -> to.requireJid("jid").equals(device))
                .map(to -> to.requireChild("enc").requireAttr("type"))
                .findFirst()
                .orElse("none");
    }
}
