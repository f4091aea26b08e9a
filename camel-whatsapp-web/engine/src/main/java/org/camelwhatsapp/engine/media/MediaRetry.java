package org.camelwhatsapp.engine.media;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.event.MediaReuploaded;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.RequestTimeoutException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.MediaRetryNotification;
import org.camelwhatsapp.proto.ServerErrorReceipt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the phone to upload a file again, and reads its answer. On the mailbox. At most 256 questions are open; a second
 * one for the same message shares the first. Source: docs/protocol.md, "Media".
 */
final class MediaRetry {
    static final int MAX_PENDING = 256;

    private static final Logger LOG = LoggerFactory.getLogger(MediaRetry.class);
    private static final byte[] KEY_INFO = "WhatsApp Media Retry Notification".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int NOT_ON_PHONE = 2;

    private final Session session;
    private final MediaOptions options;
    private final Map<String, Question> pending = new LinkedHashMap<>();
    /** Written on the mailbox, for readers of the size anywhere. */
    private volatile int pendingCount;

    MediaRetry(Session session, MediaOptions options) {
        this.session = session;
        this.options = options;
    }

    int pendingCount() {
        return pendingCount;
    }

    /** The new direct path. */
    CompletionStage<String> request(MessageKey key, RemoteMedia media) {
        return request(key, media, false);
    }

    /** The new direct path of a file that a message between own devices named. */
    CompletionStage<String> requestOfPeer(String messageId, RemoteMedia media) {
        Jid own = session.credentials().jid();
        return own == null
                ? CompletableFuture.failedFuture(new NotConnectedException("the session is not connected"))
                : request(new MessageKey(own.toUser(), messageId, true, null), media, true);
    }

    private CompletionStage<String> request(MessageKey key, RemoteMedia media, boolean ofPeer) {
        Question running = pending.get(key.id());
        if (running != null && running.key.equals(key)) {
            return running.answer;
        }
        byte[] mediaKey = media.mediaKey();
        Jid own = session.credentials().jid();
        if (mediaKey == null) {
            return CompletableFuture.failedFuture(
                    new MediaExpiredException("a file without key cannot be asked for again"));
        }
        if (own == null || !session.wire().isReady()) {
            return CompletableFuture.failedFuture(new NotConnectedException("the session is not connected"));
        }
        if (running != null || pending.size() >= MAX_PENDING) {
            return CompletableFuture.failedFuture(
                    new MediaException(MAX_PENDING + " files are asked for already", true, null));
        }
        Question question = new Question(key, Hkdf.derive(mediaKey, null, KEY_INFO, KEY_BYTES), ofPeer);
        pending.put(key.id(), question);
        pendingCount = pending.size();
        question.timer = session.environment()
                .scheduling()
                .schedule(options.reuploadTimeout(), () -> session.mailbox().execute(() -> expire(question)));
        session.wire().send(receipt(question, own.toUser()));
        return question.answer;
    }

    private Node receipt(Question question, Jid own) {
        byte[] nonce = session.environment().random().bytes(AesGcm.NONCE_BYTES);
        byte[] plaintext = ServerErrorReceipt.newBuilder()
                .setStanzaId(question.key.id())
                .build()
                .toByteArray();
        byte[] sealed = AesGcm.seal(question.secret, nonce, plaintext, question.associatedData());
        Jid chat = question.key.chat();
        Node.Builder receipt = Node.builder("receipt")
                .attr("id", question.key.id())
                .attr("to", own)
                .attr("type", "server-error")
                .attr("category", question.ofPeer ? "peer" : null)
                .child(Node.of("encrypt", Node.of("enc_p", sealed), Node.of("enc_iv", nonce)));
        if (question.ofPeer) {
            return receipt.build();
        }
        return receipt.child(Node.builder("rmr")
                        .attr("jid", chat)
                        .attr("from_me", Boolean.toString(question.key.fromMe()))
                        .attr("participant", chat.isGroup() || chat.isBroadcast() ? question.key.sender() : null)
                        .build())
                .build();
    }

    /** A {@code <notification type=mediaretry>}. */
    void onNotification(Node notification) {
        Question question = pending.get(notification.requireAttr("id"));
        if (question == null) {
            LOG.debug("a re-upload was announced that nobody waits for");
            return;
        }
        Node rmr = notification.child("rmr");
        Jid chat = rmr == null ? null : rmr.jid("jid");
        if (chat != null && !chat.isSameUser(question.key.chat())) {
            LOG.debug("a re-upload was announced for another chat");
            return;
        }
        Node error = notification.child("error");
        if (error != null) {
            finish(question, null, error.intAttr("code", 0) == NOT_ON_PHONE ? "not-found" : "error");
            return;
        }
        MediaRetryNotification answer = open(question, notification.requireChild("encrypt"));
        if (!answer.getStanzaId().equals(question.key.id())) {
            throw new MalformedNodeException("a re-upload speaks of another message");
        }
        boolean success = answer.getResult() == MediaRetryNotification.ResultType.SUCCESS && answer.hasDirectPath();
        finish(question, success ? answer.getDirectPath() : null, success ? "success" : word(answer.getResult()));
    }

    private static MediaRetryNotification open(Question question, Node encrypt) {
        byte[] nonce = encrypt.requireChild("enc_iv").requireBytes(AesGcm.NONCE_BYTES);
        byte[] sealed = encrypt.requireChild("enc_p").requireBytes();
        try {
            return MediaRetryNotification.parseFrom(
                    AesGcm.open(question.secret, nonce, sealed, question.associatedData()));
        } catch (CryptoException | InvalidProtocolBufferException e) {
            throw new MalformedNodeException("the answer about a re-upload cannot be read", e);
        }
    }

    private static String word(MediaRetryNotification.ResultType result) {
        return switch (result) {
            case NOT_FOUND -> "not-found";
            case DECRYPTION_ERROR -> "decryption-error";
            default -> "error";
        };
    }

    private void finish(Question question, @Nullable String directPath, String result) {
        remove(question);
        if (!question.ofPeer) {
            session.publish(new MediaReuploaded(question.key, directPath, result));
        }
        if (directPath != null) {
            question.answer.complete(directPath);
        } else if (result.equals("not-found")) {
            question.answer.completeExceptionally(new MediaExpiredException("the phone no longer has the file"));
        } else {
            question.answer.completeExceptionally(new MediaException(
                    "the phone could not upload the file again: " + result.toLowerCase(Locale.ROOT), false, null));
        }
    }

    private void expire(Question question) {
        if (pending.get(question.key.id()) == question) {
            remove(question);
            question.answer.completeExceptionally(
                    new RequestTimeoutException("the phone did not answer; it may be offline"));
        }
    }

    private void remove(Question question) {
        pending.remove(question.key.id());
        pendingCount = pending.size();
        Scheduling.Cancellable timer = question.timer;
        if (timer != null) {
            timer.cancel();
        }
    }

    private static final class Question {
        private final MessageKey key;
        private final byte[] secret;
        private final boolean ofPeer;
        private final CompletableFuture<String> answer = new CompletableFuture<>();
        private Scheduling.@Nullable Cancellable timer;

        Question(MessageKey key, byte[] secret, boolean ofPeer) {
            this.key = key;
            this.secret = secret;
            this.ofPeer = ofPeer;
        }

        byte[] associatedData() {
            return key.id().getBytes(StandardCharsets.UTF_8);
        }
    }
}
