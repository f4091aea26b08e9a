package org.camelwhatsapp.engine.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.LinkedAccount;

/** The short hash of the devices a message is meant for, the sending one included. Source: docs/protocol.md, "Fan-out". */
final class ParticipantHash {
    private static final int BYTES = 6;

    private ParticipantHash() {}

    static String of(Collection<Jid> devices, LinkedAccount account) {
        List<String> texts = new ArrayList<>();
        devices.forEach(device -> texts.add(text(device)));
        texts.add(text(account.lid()));
        Collections.sort(texts);
        byte[] hash = Hashes.sha256(String.join("", texts).getBytes(StandardCharsets.UTF_8));
        return "2:" + Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
    }

    private static String text(Jid device) {
        return device.user() + ".0:" + device.device() + "@" + device.server();
    }
}
