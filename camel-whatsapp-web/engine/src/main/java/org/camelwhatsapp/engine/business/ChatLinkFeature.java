package org.camelwhatsapp.engine.business;

import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;

/**
 * Short links that begin a chat: those of businesses, and the one in everybody's own QR code. Mailbox only. Source:
 * docs/protocol.md, "Chat links".
 */
public final class ChatLinkFeature implements Feature {
    private static final String OWN = "https://wa.me/qr/";
    private static final Pattern LINK =
            Pattern.compile("(?:(?:https?://)?(?:wa\\.me|api\\.whatsapp\\.com)/(?:message|qr)/)?"
                    + "([A-Za-z0-9_-]{1,64})/?(?:[?#].{0,512})?");

    private final BusinessWire wire;

    public ChatLinkFeature(Session session) {
        this.wire = new BusinessWire(session, "w:qr");
    }

    /**
     * Tells whom a link leads to. Fails with {@link BusinessException} {@code business-unknown} when nobody has it.
     *
     * @param link such as {@code https://wa.me/message/CODE} or {@code https://wa.me/qr/CODE}, or the code alone
     */
    public CompletionStage<ChatLink> resolve(String link) {
        Matcher parts = LINK.matcher(link.trim());
        if (!parts.matches()) {
            throw new IllegalArgumentException("link: expected https://wa.me/message/CODE or https://wa.me/qr/CODE");
        }
        return wire.get(Node.builder("qr").attr("code", parts.group(1)).build())
                .thenApply(answer -> read(answer.requireChild("qr")));
    }

    private static ChatLink read(Node qr) {
        Node business = qr.child("business");
        return new ChatLink(
                qr.requireJid("jid"),
                qr.attr("type"),
                qr.attr("notify"),
                Leaves.text(qr, "message"),
                business == null ? null : business.attr("verified_name"),
                business == null ? null : business.attr("verified_level"),
                business != null && business.attr("is_signed", "").equals("true"));
    }

    /**
     * The link in the own QR code.
     *
     * @param renew whether the link so far is to lead nowhere any more
     */
    public CompletionStage<String> own(boolean renew) {
        Node query = Node.builder("qr")
                .attr("type", "contact")
                .attr("action", renew ? "revoke" : "get")
                .build();
        return wire.set(query)
                .thenApply(answer -> OWN + answer.requireChild("qr").requireAttr("code"));
    }
}
