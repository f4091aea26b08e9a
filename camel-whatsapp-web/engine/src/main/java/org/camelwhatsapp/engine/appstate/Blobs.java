package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.appstate.AppStateException.Reason;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.ExternalBlobReference;
import org.camelwhatsapp.proto.SyncdMutations;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdSnapshot;
import org.jspecify.annotations.Nullable;

/** Brings what is too large for a stanza from the media hosts. */
final class Blobs {
    /** Larger snapshots and patches are refused: 64 MiB. */
    static final int MAX_BYTES = 64 << 20;

    private final MediaFeature media;

    Blobs(MediaFeature media) {
        this.media = media;
    }

    /** The snapshot of an answer, or null if there is none. */
    CompletionStage<@Nullable SyncdSnapshot> snapshot(Node collection) {
        Node node = collection.child("snapshot");
        if (node == null) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return download(ExternalBlobReference.parseFrom(node.requireBytes()))
                    .thenApply(bytes -> {
                        try {
                            return SyncdSnapshot.parseFrom(bytes);
                        } catch (InvalidProtocolBufferException e) {
                            throw malformed();
                        }
                    });
        } catch (InvalidProtocolBufferException e) {
            return CompletableFuture.failedFuture(malformed());
        }
    }

    /** The patches of an answer, with everything that they hold. */
    CompletionStage<List<SyncdPatch>> patches(Node collection) {
        Node nodes = collection.child("patches");
        CompletionStage<List<SyncdPatch>> all = CompletableFuture.completedFuture(new ArrayList<>());
        if (nodes == null) {
            return all;
        }
        for (Node node : nodes.children("patch")) {
            all = all.thenCompose(patches -> patch(node.requireBytes()).thenApply(patch -> {
                patches.add(patch);
                return patches;
            }));
        }
        return all;
    }

    private CompletionStage<SyncdPatch> patch(byte[] bytes) {
        try {
            SyncdPatch patch = SyncdPatch.parseFrom(bytes);
            if (!patch.hasExternalMutations()) {
                return CompletableFuture.completedFuture(patch);
            }
            return download(patch.getExternalMutations()).thenApply(blob -> {
                try {
                    return patch.toBuilder()
                            .clearMutations()
                            .addAllMutations(SyncdMutations.parseFrom(blob).getMutationsList())
                            .build();
                } catch (InvalidProtocolBufferException e) {
                    throw malformed();
                }
            });
        } catch (InvalidProtocolBufferException e) {
            return CompletableFuture.failedFuture(malformed());
        }
    }

    private CompletionStage<byte[]> download(ExternalBlobReference reference) {
        RemoteMedia blob = new RemoteMedia(
                MediaKind.APP_STATE,
                null,
                reference.getDirectPath(),
                reference.getMediaKey().toByteArray(),
                reference.hasFileSha256() ? reference.getFileSha256().toByteArray() : null,
                reference.getFileEncSha256().toByteArray(),
                reference.getFileSizeBytes(),
                null,
                0);
        return media.downloadBytes(blob, MAX_BYTES);
    }

    private static AppStateException malformed() {
        return new AppStateException(Reason.MALFORMED, "a snapshot or patch cannot be read");
    }
}
