package org.camelwhatsapp.engine.privacy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.receipt.ReadVisibility;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the account lets others see what it has read: asked of the server once per connection, and again when a device
 * changed a privacy setting. Nobody is told while that is not known. Mailbox only. Source: docs/protocol.md, "Privacy".
 */
public final class ReadReceiptSetting implements Feature, ReadVisibility {
    private static final Logger LOG = LoggerFactory.getLogger(ReadReceiptSetting.class);
    private static final String NAME = "readreceipts";
    private static final String NOBODY = "none";

    private final Session session;
    private final PrivacyFeature privacy;
    private @Nullable CompletionStage<Boolean> known;

    public ReadReceiptSetting(Session session, PrivacyFeature privacy) {
        this.session = session;
        this.privacy = privacy;
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("account_sync", notification -> {
            if (notification.child("privacy") != null) {
                known = null;
            }
        });
    }

    @Override
    public void onDisconnect() {
        known = null;
    }

    @Override
    public CompletionStage<Boolean> visible() {
        CompletionStage<Boolean> present = known;
        if (present != null) {
            return present;
        }
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        known = answer;
        privacy.settings().whenComplete((settings, failure) -> {
            if (failure == null) {
                answer.complete(!NOBODY.equals(settings.get(NAME)));
                return;
            }
            LOG.warn(
                    "session {}: whether read receipts are shown is not known: {}",
                    session.name(),
                    Futures.unwrap(failure).toString());
            if (answer == known) {
                known = null;
            }
            answer.complete(false);
        });
        return answer;
    }
}
