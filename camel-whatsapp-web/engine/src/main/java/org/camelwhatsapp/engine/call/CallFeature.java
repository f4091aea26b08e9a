package org.camelwhatsapp.engine.call;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.event.CallChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.Node;

/** Sees calls and declines them. Mailbox only. Source: docs/protocol.md, "Calls". */
public final class CallFeature implements Feature {
    private static final Set<String> TOLD =
            Set.of("offer", "offer_notice", "preaccept", "accept", "reject", "terminate");
    private static final Set<String> RECEIPTED = Set.of("offer", "accept", "reject", "enc_rekey");

    private final Session session;

    public CallFeature(Session session) {
        this.session = session;
    }

    @Override
    public void register(StanzaRouter router) {
        router.onTag("call", this::onCall);
    }

    private void onCall(Node call) {
        Jid from = call.requireJid("from");
        for (Node action : call.children()) {
            confirm(call, from, action);
            if (TOLD.contains(action.tag()) && action.has("call-id")) {
                session.publish(event(call, from, action));
            }
        }
    }

    private static CallChanged event(Node call, Jid from, Node action) {
        Jid creator = action.jid("call-creator");
        boolean video =
                action.child("video") != null || action.attr("media", "").equals("video");
        return new CallChanged(
                action.requireAttr("call-id"),
                action.tag(),
                from,
                creator == null ? from : creator,
                action.jid("caller_pn"),
                action.jid("group-jid"),
                video,
                action.attr("reason"),
                call.has("offline") || call.attr("e", "0").equals("1"),
                call.timeAttr("t", 0));
    }

    private void confirm(Node call, Jid from, Node action) {
        boolean receipt = RECEIPTED.contains(action.tag());
        Node.Builder answer = Node.builder(receipt ? "receipt" : "ack")
                .attr("id", call.attr("id"))
                .attr("to", from);
        if (receipt) {
            answer.child(Node.builder(action.tag())
                    .attr("call-id", action.attr("call-id"))
                    .attr("call-creator", action.jid("call-creator"))
                    .build());
        } else {
            answer.attr("class", "call").attr("type", action.tag());
        }
        session.wire().send(answer.build());
    }

    /**
     * Declines a call.
     *
     * @param callId as the event names it
     * @param caller who calls
     */
    public CompletionStage<Void> reject(String callId, Jid caller) {
        LinkedAccount account = session.credentials().account();
        if (account == null || !session.wire().isReady()) {
            return CompletableFuture.failedFuture(new NotConnectedException("the session is not connected"));
        }
        Jid own = caller.isLid() ? account.lid().toUser() : account.jid().toUser();
        session.wire()
                .send(Node.builder("call")
                        .attr("id", session.wire().newId())
                        .attr("from", own)
                        .attr("to", caller.toUser())
                        .child(Node.builder("reject")
                                .attr("call-id", callId)
                                .attr("call-creator", caller.toUser())
                                .attr("count", 0)
                                .build())
                        .build());
        return CompletableFuture.completedFuture(null);
    }
}
