package org.camelwhatsapp.simulator;

import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.InteractiveContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.SelectionContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ContextInfo;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.phone.PhoneCore;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/**
 * Buttons and lists on a phone: showing those that came, choosing, and sending some as a business does. Thread-safe; calls
 * block until the simulator has done them.
 */
public final class PhoneChoices {
    private final Simulator simulator;
    private final PhoneCore core;

    PhoneChoices(Simulator simulator, PhoneCore core) {
        this.simulator = simulator;
        this.core = core;
    }

    /**
     * What the phone shows of a message that it received. As with real ones, buttons are shown only if the stanza announced
     * them.
     *
     * @throws IllegalArgumentException if the message has nothing to choose, or would not be shown
     */
    public InteractiveContent shown(ReceivedMessage message) {
        Message inner = message.message().hasViewOnceMessage()
                ? message.message().getViewOnceMessage().getMessage()
                : message.message();
        if (!inner.hasTemplateMessage() && business(message.id()) == null) {
            throw new IllegalArgumentException("nothing announced the choices");
        }
        if (ContentCodec.fromProto(inner) instanceof InteractiveContent content) {
            return content;
        }
        throw new IllegalArgumentException("nothing to choose");
    }

    /** The announcement of buttons in the stanza of a message, or null. */
    public @Nullable Node business(String id) {
        Node stanza = simulator
                .call(() -> core.stanzas().first(node -> node.is("message") && id.equals(node.attr("id"))))
                .getNow(null);
        return stanza == null ? null : stanza.child("biz");
    }

    /** Sends a message with choices, as a business does, without wrapper; returns its id. */
    public String offer(Jid to, InteractiveContent content) {
        Message message =
                ContentCodec.toProto(content, 1_000 * simulator.world().nowSeconds());
        Message bare =
                message.hasViewOnceMessage() ? message.getViewOnceMessage().getMessage() : message;
        return simulator.call(() -> core.send(to, bare));
    }

    /** Chooses: answers a message with choices; returns the answer's id. */
    public String choose(ReceivedMessage message, SelectionContent selection) {
        MessageContent content = selection;
        Message answer = ContentCodec.toProto(content, 0);
        ContextInfo context = ContextInfo.newBuilder()
                .setStanzaId(message.id())
                .setParticipant(message.sender().toUser().toString())
                .setQuotedMessage(message.message())
                .build();
        Message.Builder quoting = answer.toBuilder();
        if (answer.hasButtonsResponseMessage()) {
            quoting.getButtonsResponseMessageBuilder().setContextInfo(context);
        } else if (answer.hasListResponseMessage()) {
            quoting.getListResponseMessageBuilder().setContextInfo(context);
        } else if (answer.hasTemplateButtonReplyMessage()) {
            quoting.getTemplateButtonReplyMessageBuilder().setContextInfo(context);
        } else {
            quoting.getInteractiveResponseMessageBuilder().setContextInfo(context);
        }
        return simulator.call(() -> core.send(message.chat(), quoting.build()));
    }
}
