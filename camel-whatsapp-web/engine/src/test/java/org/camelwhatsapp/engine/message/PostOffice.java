package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;

/**
 * A server that forgets nothing until it is told to: it keeps every stanza for a device until the device acknowledges it,
 * and hands all of them out again with each connection. It takes a message that comes a second time for a new one, so that
 * not doing things twice is left to the devices. It sees every ciphertext that leaves, and notices a key used twice.
 */
final class PostOffice {
    private final Map<Jid, MessagingDevice> devices = new LinkedHashMap<>();
    private final Map<Jid, List<Node>> mail = new HashMap<>();
    /** How many stanzas of its mail a device was given with this connection. */
    private final Map<Jid, Integer> handed = new HashMap<>();

    private final Map<Jid, Node> bundles = new HashMap<>();
    private final Map<Jid, List<Node>> oneTimeKeys = new HashMap<>();
    /** What was encrypted with which key. */
    private final Map<String, String> keysUsed = new HashMap<>();

    private int stanzas;

    /** Users who have left every group, of which nobody was told. */
    final Set<Jid> former = new HashSet<>();

    /** What must never come: refusals, and requests to send something again. */
    final List<String> complaints = new ArrayList<>();

    void add(MessagingDevice device) {
        devices.put(device.address, device);
        mail.put(device.address, new ArrayList<>());
        handed.put(device.address, 0);
    }

    /** A device has a new connection. */
    void connected(Jid device) {
        handed.put(device, 0);
    }

    boolean hasMail(MessagingDevice device) {
        return handed.get(device.address) < mail.get(device.address).size();
    }

    /** Whether everything was acknowledged. */
    boolean isEmpty() {
        return mail.values().stream().allMatch(List::isEmpty);
    }

    /** Gives a device the next stanza. */
    void hand(MessagingDevice device) {
        Node next = mail.get(device.address).get(handed.merge(device.address, 1, Integer::sum) - 1);
        device.process.receive(next);
        read(device);
    }

    /** Gives a device again what it was given before. */
    void handAgain(MessagingDevice device, int which) {
        List<Node> waiting = mail.get(device.address);
        int already = handed.get(device.address);
        if (already > 0) {
            device.process.receive(waiting.get(which % already));
            read(device);
        }
    }

    /** Reads what a device has sent without asking for an answer. */
    void read(MessagingDevice device) {
        List<Node> sent = List.copyOf(device.process.sent);
        device.process.sent.clear();
        for (Node stanza : sent) {
            String id = stanza.attr("id", "");
            if (stanza.is("ack") && stanza.attr("class", "").equals("message")) {
                complaints.add("a message was refused: " + id);
            } else if (stanza.is("receipt") && stanza.attr("type", "").equals("retry")) {
                complaints.add("a message could not be read: " + id);
            }
            acknowledged(device.address, stanza);
        }
    }

    private void acknowledged(Jid device, Node stanza) {
        String kind = stanza.is("receipt") ? "message" : stanza.attr("class", "");
        List<Node> waiting = mail.get(device);
        for (int i = 0; i < waiting.size(); i++) {
            Node one = waiting.get(i);
            if (one.is(kind) && one.attr("id", "").equals(stanza.attr("id", ""))) {
                waiting.remove(i);
                handed.computeIfPresent(device, (d, count) -> count > 0 ? count - 1 : 0);
                if (kind.equals("message")) {
                    Jid author = one.jid("participant");
                    post(author == null ? one.requireJid("from") : author, receipt(device, one));
                }
                return;
            }
        }
    }

    private Node receipt(Jid reader, Node message) {
        boolean many = message.has("participant");
        return Node.builder("receipt")
                .attr("from", many ? message.requireJid("from") : reader)
                .attr("participant", many ? reader : null)
                .attr("id", message.requireAttr("id"))
                .attr("t", 1_760_000_000 + stanzas++)
                .build();
    }

    private void post(Jid device, Node stanza) {
        mail.get(device).add(stanza);
    }

    /**
     * Does what the oldest request of a device asks for.
     *
     * @param heard whether the device hears of it
     */
    void serve(MessagingDevice device, boolean heard) {
        Node request = device.process.nextRequest();
        Node answer = request.is("message") ? accept(device.address, request) : answer(device.address, request);
        if (heard) {
            device.process.answerWith(answer);
            read(device);
        }
    }

    private Node accept(Jid sender, Node message) {
        Jid to = message.requireJid("to");
        Map<Jid, Node> pairwise = new LinkedHashMap<>();
        Node participants = message.child("participants");
        if (participants != null) {
            participants.children("to").forEach(one -> pairwise.put(one.requireJid("jid"), one.requireChild("enc")));
        }
        pairwise.forEach((device, enc) -> noteKey(sender + " to " + device, enc));
        Node shared = message.child("enc");
        if (shared != null) {
            noteKey(sender + " to " + to, shared);
            devices.keySet().stream()
                    .filter(device -> !device.equals(sender))
                    .forEach(device -> pairwise.putIfAbsent(device, null));
        }
        pairwise.forEach((device, enc) -> post(
                device,
                delivery(sender, device, message).child(enc).child(shared).build()));
        return Node.builder("ack")
                .attr("class", "message")
                .attr("id", message.requireAttr("id"))
                .attr("t", 1_760_000_000 + stanzas)
                .build();
    }

    private Node.Builder delivery(Jid sender, Jid device, Node message) {
        Jid to = message.requireJid("to");
        return Node.builder("message")
                .attr("from", to.isGroup() ? to : sender)
                .attr("participant", to.isGroup() ? sender : null)
                .attr("id", message.requireAttr("id"))
                .attr("type", "text")
                .attr("t", 1_760_000_000 + stanzas++)
                .attr("recipient", !to.isGroup() && device.isSameUser(sender) ? to : null);
    }

    private void noteKey(String way, Node enc) {
        byte[] bytes = enc.requireBytes();
        String content = HexFormat.of().formatHex(bytes);
        String key = way + ": " + MessageKeyNames.of(enc.attr("type", ""), bytes);
        String before = keysUsed.putIfAbsent(key, content);
        assertThat(before == null || before.equals(content))
                .as("%s encrypted two messages", key)
                .isTrue();
    }

    private Node answer(Jid device, Node request) {
        Node child = request.children().get(0);
        return switch (child.tag()) {
            case "count" -> {
                int left = oneTimeKeys.getOrDefault(device, List.of()).size();
                yield Node.of("iq", Node.builder("count").attr("value", left).build());
            }
            case "registration" -> {
                bundles.put(device, request);
                oneTimeKeys
                        .computeIfAbsent(device, d -> new ArrayList<>())
                        .addAll(request.requireChild("list").children("key"));
                yield Node.of("iq");
            }
            case "key" -> {
                Node.Builder list = Node.builder("list");
                child.children("user").forEach(user -> list.child(bundle(user.requireJid("jid"))));
                yield Node.of("iq", list.build());
            }
            case "query" -> Node.of("iq", group(request.requireJid("to")));
            default -> throw new AssertionError("no answer to <" + child.tag() + ">");
        };
    }

    /** All users are in every group. */
    private Node group(Jid group) {
        Node.Builder node = Node.builder("group")
                .attr("id", group.user())
                .attr("subject", "all")
                .attr("addressing_mode", "lid")
                .attr("creation", 1_760_000_000);
        devices.keySet().stream()
                .map(Jid::toUser)
                .distinct()
                .filter(user -> !former.contains(user))
                .forEach(user ->
                        node.child(Node.builder("participant").attr("jid", user).build()));
        return node.build();
    }

    /** What a device has published, as those who write to it get it. */
    Node bundle(Jid device) {
        Node uploaded = bundles.get(device);
        Node.Builder user = Node.builder("user").attr("jid", device);
        if (uploaded == null) {
            return user.child(Node.builder("error").attr("code", 404).build()).build();
        }
        List<Node> keys = oneTimeKeys.get(device);
        return user.child(uploaded.requireChild("registration"))
                .child(uploaded.requireChild("type"))
                .child(uploaded.requireChild("identity"))
                .child(uploaded.requireChild("skey"))
                .child(keys.isEmpty() ? null : keys.remove(0))
                .build();
    }
}
