package org.camelwhatsapp.engine.history;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.media.MediaExpiredException;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.proto.Message.HistorySyncNotification;

/**
 * Brings the bytes of an announced part: from the announcement, or from the media hosts into a file. A part that the
 * hosts no longer have is asked of the phone once.
 */
final class HistoryDownload {
    private final Session session;
    private final HistoryParts parts;
    private final MediaFeature media;

    HistoryDownload(Session session, HistoryParts parts) {
        this.session = session;
        this.parts = parts;
        this.media = parts.media();
    }

    /** The bytes, verified; the caller closes them. */
    CompletionStage<HistorySource> fetch(HistoryPart part, HistorySyncNotification notification) {
        if (notification.hasInitialHistBootstrapInlinePayload()) {
            return CompletableFuture.completedFuture(HistorySource.of(
                    notification.getInitialHistBootstrapInlinePayload().toByteArray()));
        }
        RemoteMedia file = file(notification);
        HistorySpool spool = new HistorySpool(
                parts.directory(),
                session.environment().random(),
                parts.limits().maxBytes());
        CompletionStage<HistorySource> fetched = media.download(file, spool)
                .exceptionallyCompose(failure -> again(part, file, spool, Futures.unwrap(failure)))
                .thenApply(v -> spool);
        return fetched.whenComplete((source, failure) -> {
            if (failure != null) {
                spool.close();
            }
        });
    }

    private CompletionStage<Void> again(HistoryPart part, RemoteMedia file, HistorySpool spool, Throwable failure) {
        return failure instanceof MediaExpiredException
                ? media.requestPeerReupload(part.messageId(), file)
                        .thenCompose(path -> media.download(file.withDirectPath(path), spool))
                : CompletableFuture.failedFuture(failure);
    }

    /** The part was taken in: the hosts need not keep it. Failure does no harm. */
    void discard(HistorySyncNotification notification) {
        if (!notification.hasInitialHistBootstrapInlinePayload()) {
            media.discard(file(notification), notification.getEncHandle());
        }
    }

    /** Where a part lies. */
    private static RemoteMedia file(HistorySyncNotification notification) {
        return new RemoteMedia(
                MediaKind.HISTORY,
                null,
                notification.getDirectPath(),
                notification.getMediaKey().toByteArray(),
                notification.getFileSha256().toByteArray(),
                notification.getFileEncSha256().toByteArray(),
                notification.getFileLength(),
                null,
                0);
    }
}
