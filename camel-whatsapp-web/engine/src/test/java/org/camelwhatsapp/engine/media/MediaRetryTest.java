package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.event.MediaReuploaded;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.RequestTimeoutException;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.MediaRetryNotification;
import org.camelwhatsapp.proto.ServerErrorReceipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaRetryTest {
    private static final Jid CHAT = Jid.group("120363000000000001");
    private static final MessageKey KEY = new MessageKey(CHAT, "3EB0AA", false, Jid.lid("777"));
    private static final RemoteMedia MEDIA = Samples.remote(MediaKind.IMAGE, new byte[3], new byte[3]);

    private SystemScheduling scheduling;
    private FakeSession session;
    private MediaRetry retry;

    @BeforeEach
    void start() {
        scheduling = new SystemScheduling(1, 1);
        session = new FakeSession(scheduling);
        retry = retry(Duration.ofMinutes(5));
    }

    private MediaRetry retry(Duration timeout) {
        MediaOptions defaults = MediaOptions.DEFAULT;
        return new MediaRetry(
                session.session(),
                new MediaOptions(1, defaults.temporaryDirectory(), 1, Duration.ZERO, 1, timeout, List.of()));
    }

    @AfterEach
    void stop() {
        scheduling.close();
    }

    @Test
    void asksThePhoneWithASealedReceipt() throws Exception {
        retry.request(KEY, MEDIA);
        Node receipt = session.sent.get(0);
        assertThat(receipt.tag()).isEqualTo("receipt");
        assertThat(receipt.attr("id")).isEqualTo("3EB0AA");
        assertThat(receipt.jid("to")).isEqualTo(FakeSession.OWN.toUser());
        assertThat(receipt.attr("type")).isEqualTo("server-error");
        Node rmr = receipt.requireChild("rmr");
        assertThat(rmr.jid("jid")).isEqualTo(CHAT);
        assertThat(rmr.attr("from_me")).isEqualTo("false");
        assertThat(rmr.jid("participant")).isEqualTo(Jid.lid("777"));
        Node encrypt = receipt.requireChild("encrypt");
        byte[] opened = gcm(
                Cipher.DECRYPT_MODE,
                encrypt.requireChild("enc_iv").requireBytes(12),
                encrypt.requireChild("enc_p").requireBytes());
        assertThat(ServerErrorReceipt.parseFrom(opened).getStanzaId()).isEqualTo("3EB0AA");
    }

    @Test
    void completesWithTheNewPath() throws Exception {
        CompletionStage<String> answer = retry.request(KEY, MEDIA);
        retry.onNotification(
                answer(result(MediaRetryNotification.ResultType.SUCCESS).setDirectPath("/new?x")));
        assertThat(answer.toCompletableFuture()).isCompletedWithValue("/new?x");
        assertThat(session.events).containsExactly(new MediaReuploaded(KEY, "/new?x", "success"));
        assertThat(retry.pendingCount()).isZero();
    }

    @Test
    void aFileThatThePhoneLostIsExpired() throws Exception {
        CompletionStage<String> answer = retry.request(KEY, MEDIA);
        retry.onNotification(answer(result(MediaRetryNotification.ResultType.NOT_FOUND)));
        assertThatThrownBy(() -> answer.toCompletableFuture().get(120, TimeUnit.SECONDS))
                .hasCauseInstanceOf(MediaExpiredException.class);
        assertThat(session.events).containsExactly(new MediaReuploaded(KEY, null, "not-found"));
    }

    @Test
    void anErrorCodeOfTwoMeansTheSame() {
        CompletionStage<String> answer = retry.request(KEY, MEDIA);
        retry.onNotification(notification(Node.builder("error").attr("code", 2).build()));
        assertThatThrownBy(() -> answer.toCompletableFuture().get(120, TimeUnit.SECONDS))
                .hasCauseInstanceOf(MediaExpiredException.class);
    }

    @Test
    void otherFailuresAreToldApart() throws Exception {
        CompletionStage<String> answer = retry.request(KEY, MEDIA);
        retry.onNotification(answer(result(MediaRetryNotification.ResultType.DECRYPTION_ERROR)));
        assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
        retry.request(KEY, MEDIA);
        retry.onNotification(notification(Node.builder("error").attr("code", 1).build()));
        assertThat(session.events)
                .containsExactly(
                        new MediaReuploaded(KEY, null, "decryption-error"), new MediaReuploaded(KEY, null, "error"));
    }

    @Test
    void aForgedAnswerIsRefusedAndTheQuestionStaysOpen() throws Exception {
        CompletionStage<String> answer = retry.request(KEY, MEDIA);
        Node forged = notification(Node.of("encrypt", Node.of("enc_p", new byte[40]), Node.of("enc_iv", new byte[12])));
        assertThatThrownBy(() -> retry.onNotification(forged)).isInstanceOf(MalformedNodeException.class);
        Node otherMessage = answer(MediaRetryNotification.newBuilder()
                .setStanzaId("other")
                .setDirectPath("/new")
                .setResult(MediaRetryNotification.ResultType.SUCCESS));
        assertThatThrownBy(() -> retry.onNotification(otherMessage)).isInstanceOf(MalformedNodeException.class);
        assertThat(answer.toCompletableFuture()).isNotDone();
        assertThat(retry.pendingCount()).isEqualTo(1);
    }

    @Test
    void answersThatNobodyWaitsForAreIgnored() throws Exception {
        retry.onNotification(
                answer(result(MediaRetryNotification.ResultType.SUCCESS).setDirectPath("/new")));
        assertThat(session.events).isEmpty();
    }

    @Test
    void asksOnceForOneMessage() {
        CompletionStage<String> first = retry.request(KEY, MEDIA);
        assertThat(retry.request(KEY, MEDIA)).isSameAs(first);
        assertThat(session.sent).hasSize(1);
    }

    @Test
    void openQuestionsAreBounded() {
        for (int i = 0; i < MediaRetry.MAX_PENDING; i++) {
            retry.request(new MessageKey(CHAT, "ID" + i, true, null), MEDIA);
        }
        assertThat(retry.request(KEY, MEDIA).toCompletableFuture()).isCompletedExceptionally();
        assertThat(retry.pendingCount()).isEqualTo(MediaRetry.MAX_PENDING);
    }

    @Test
    void aPhoneThatDoesNotAnswerIsNotWaitedForLong() {
        CompletionStage<String> answer = retry(Duration.ofMillis(20)).request(KEY, MEDIA);
        assertThatThrownBy(() -> answer.toCompletableFuture().get(120, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RequestTimeoutException.class);
    }

    @Test
    void withoutConnectionOrKeyNothingIsAsked() {
        session.ready = false;
        assertThatThrownBy(() -> retry.request(KEY, MEDIA).toCompletableFuture().get(120, TimeUnit.SECONDS))
                .hasCauseInstanceOf(NotConnectedException.class);
        RemoteMedia plain = new RemoteMedia(MediaKind.IMAGE, null, "/x", null, null, null, 0, null, 0);
        assertThatThrownBy(() -> retry.request(KEY, plain).toCompletableFuture().get(120, TimeUnit.SECONDS))
                .hasCauseInstanceOf(MediaExpiredException.class);
        assertThat(session.sent).isEmpty();
    }

    private static MediaRetryNotification.Builder result(MediaRetryNotification.ResultType result) {
        return MediaRetryNotification.newBuilder().setStanzaId(KEY.id()).setResult(result);
    }

    private static Node answer(MediaRetryNotification.Builder answer) throws Exception {
        byte[] nonce = Samples.content(12, 9);
        byte[] sealed = gcm(Cipher.ENCRYPT_MODE, nonce, answer.build().toByteArray());
        return notification(Node.of("encrypt", Node.of("enc_p", sealed), Node.of("enc_iv", nonce)));
    }

    private static Node notification(Node result) {
        return Node.builder("notification")
                .attr("type", "mediaretry")
                .attr("id", KEY.id())
                .child(Node.builder("rmr").attr("jid", CHAT).build())
                .child(result)
                .build();
    }

    /** Key = HKDF(media key, "WhatsApp Media Retry Notification", 32), associated data = message id. */
    private static byte[] gcm(int mode, byte[] nonce, byte[] data) throws Exception {
        byte[] key = Arrays.copyOf(Samples.hkdf112(Samples.MEDIA_KEY, "WhatsApp Media Retry Notification"), 32);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(KEY.id().getBytes());
        return cipher.doFinal(data);
    }
}
