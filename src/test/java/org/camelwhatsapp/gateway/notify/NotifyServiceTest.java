package org.camelwhatsapp.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line of the checklist that the endpoint promises, by its id. */
class NotifyServiceTest {
    private static final String KEY = "secret";
    private static final Caller NOBODY = new Caller(null, null);

    @TempDir
    private Path directory;

    private Path allowed = Path.of("none");
    private final FakeSession session = new FakeSession();
    private final List<Part> queued = new ArrayList<>();
    private final NotifyService service = service("30 per minute");

    private static final class FakeSession implements Session {
        private final List<String> sent = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        private boolean ready = true;
        private @Nullable CompletableFuture<Void> outcome;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public CompletableFuture<Void> send(Part part) {
            ids.add(part.messageId());
            sent.add(part.target() + ": " + describe(part));
            return outcome == null ? CompletableFuture.completedFuture(null) : outcome;
        }

        private static String describe(Part part) {
            Path file = part.file();
            return switch (part.kind()) {
                case TEXT -> part.text();
                case IMAGE -> "image " + file.getFileName() + " " + part.text();
                case DOCUMENT -> "document " + file.getFileName() + " " + part.fileName();
            };
        }

        private void fail(RuntimeException failure) {
            outcome = CompletableFuture.failedFuture(failure);
        }
    }

    private NotifyService service(String limit) {
        InstantSource time = InstantSource.fixed(Instant.EPOCH);
        return new NotifyService(
                KEY,
                new NotifyLimits(
                        new RateLimit(limit, time), new AttachmentPolicy(List.of(allowed)), Duration.ofMillis(100)),
                new NotifyService.Outlet(session, queued::addAll, new SecureRandomSource()),
                name -> name.equals("dana") ? Optional.of("15550000099") : Optional.empty());
    }

    private static Map<String, Object> request(Object... pairs) {
        Map<String, Object> request = new HashMap<>(Map.of("apikey", KEY));
        for (int i = 0; i < pairs.length; i += 2) {
            request.put((String) pairs[i], pairs[i + 1]);
        }
        return request;
    }

    private void assertRefused(int status, String text, Map<String, Object> request) {
        assertThatThrownBy(() -> service.answer(request, NOBODY)).isInstanceOfSatisfying(NotifyException.class, e -> {
            assertThat(e.status()).isEqualTo(status);
            assertThat(e).hasMessage(text);
        });
    }

    @Test
    void oa21_refusesAMissingOrWrongKey() {
        assertRefused(401, "Invalid or missing API key", Map.of("message", "x"));
        assertRefused(401, "Invalid or missing API key", Map.of("apikey", "other", "message", "x"));
        assertThat(service.answer(Map.of("message", "x"), new Caller(KEY, null)))
                .containsEntry("status", "success");
    }

    @Test
    void oa21_takesTheKeyOfTheBodyBeforeThatBesideIt() {
        assertThatThrownBy(() -> service.answer(Map.of("apikey", "other", "message", "x"), new Caller(KEY, null)))
                .hasMessage("Invalid or missing API key");
        assertThatThrownBy(() -> service.answer(Map.of("apikey", 7, "message", "x"), NOBODY))
                .hasMessage("Invalid or missing API key");
    }

    @Test
    void oa22_limitsTheRate() {
        NotifyService tight = service("2 per minute");
        tight.answer(request("message", "1"), NOBODY);
        tight.answer(request("message", "2"), NOBODY);
        assertThatThrownBy(() -> tight.answer(request("message", "3"), NOBODY))
                .isInstanceOfSatisfying(
                        NotifyException.class, e -> assertThat(e.status()).isEqualTo(429));
    }

    @Test
    void oa22_countsNoCallWithoutAKey() {
        NotifyService tight = service("1 per minute");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> tight.answer(Map.of("message", "x"), NOBODY))
                    .hasMessageContaining("API key");
        }
        tight.answer(request("message", "1"), NOBODY);
    }

    @Test
    void oa23_hasFourFormsOfRecipient() {
        service.answer(request("message", "1", "self", true), NOBODY);
        service.answer(request("message", "2", "username", "dana"), NOBODY);
        service.answer(request("message", "3", "phone", "+91 98765-43210"), NOBODY);
        service.answer(
                request("message", "4", "phones", List.of("15550000001", "1 555 000 0001", 15550000002L)), NOBODY);
        assertThat(session.sent)
                .containsExactly("self: 1", "15550000099: 2", "919876543210: 3", "15550000001: 4", "15550000002: 4");
    }

    @Test
    void oa24_dropsPhonesBeyondFiveAndCountsThem() {
        List<String> phones =
                List.of("15550000001", "15550000002", "15550000003", "15550000004", "15550000005", "15550000006");
        Map<?, ?> data = (Map<?, ?>) service.answer(request("message", "x", "phones", phones), NOBODY)
                .get("data");
        assertThat(data.get("skipped")).isEqualTo(1);
        assertThat(session.sent).hasSize(5);
    }

    @Test
    void oa25_checksNumbers() {
        assertRefused(400, "Invalid phone number", request("message", "x", "phone", "123"));
        assertRefused(400, "Invalid phone number", request("message", "x", "phone", 1.5));
        assertRefused(400, "Invalid phone number", request("message", "x", "phone", true));
        assertRefused(400, "No valid phones in list", request("message", "x", "phones", List.of("1")));
        assertRefused(400, "'phones' must be a list", request("message", "x", "phones", "15550000001"));
        service.answer(request("message", "x", "phone", 15550000001L), NOBODY);
        assertThat(session.sent).containsExactly("15550000001: x");
    }

    @Test
    void oa25_keepsTheValidNumbersOfAList() {
        service.answer(request("message", "x", "phones", List.of(true, "1", 2.5, "15550000001", Map.of())), NOBODY);
        assertThat(session.sent).containsExactly("15550000001: x");
        assertRefused(400, "No valid phones in list", request("message", "x", "phones", List.of()));
        assertRefused(400, "Invalid phone number", request("message", "x", "phone", "1".repeat(16)));
    }

    @Test
    void oa26_findsUsersByName() {
        assertRefused(
                404, "Username not found or not linked to WhatsApp", request("message", "x", "username", "nobody"));
        service.answer(request("message", "x", "username", "dana"), NOBODY);
        assertThat(session.sent).containsExactly("15550000099: x");
    }

    @Test
    void oa28_limitsTheLength() {
        assertRefused(400, "Message must not exceed 4096 characters", request("message", "x".repeat(4_097)));
        service.answer(request("message", "x".repeat(4_096)), NOBODY);
        service.answer(request("message", "\uD83D\uDE00".repeat(4_096)), NOBODY);
        assertRefused(400, "Message must not exceed 4096 characters", request("message", "\uD83D\uDE00".repeat(4_097)));
    }

    @Test
    void oa29_wantsSomethingToSend() {
        assertRefused(400, "Provide at least one of: message, image_path, document_path", request());
    }

    private Path file(String name) throws IOException {
        allowed = Files.createDirectories(directory.toRealPath().resolve("allowed"));
        return Files.writeString(allowed.resolve(name), "x");
    }

    private List<String> sentFor(Object... pairs) {
        session.sent.clear();
        service("30 per minute").answer(request(pairs), NOBODY);
        return List.copyOf(session.sent);
    }

    @Test
    void oa31_putsTheCaptionOrElseTheMessageBelowAnImage() throws IOException {
        String chart = file("chart.png").toString();
        assertThat(sentFor("image_path", chart)).containsExactly("self: image chart.png ");
        assertThat(sentFor("image_path", chart, "message", "m")).containsExactly("self: image chart.png m");
        assertThat(sentFor("image_path", chart, "message", "m", "caption", "c"))
                .containsExactly("self: image chart.png c", "self: m");
    }

    @Test
    void oa31_oa32_sendsTheCaptionOfADocumentAsASecondMessage() throws IOException {
        String report = file("report.pdf").toString();
        assertThat(sentFor("document_path", report, "filename", "May.pdf", "caption", "c"))
                .containsExactly("self: document report.pdf May.pdf", "self: c");
        assertThat(sentFor("document_path", report, "message", "m"))
                .containsExactly("self: document report.pdf ", "self: m");
        assertThat(sentFor("document_path", report, "image_path", report, "message", "m"))
                .containsExactly("self: image report.pdf m", "self: document report.pdf ");
    }

    @Test
    void oa30_oa37_oa109_sendsNothingFromOutsideTheAllowedDirectories() throws IOException {
        Path inside = file("in.txt");
        Path outside = Files.writeString(directory.toRealPath().resolve("out.txt"), "x");
        Path link = Files.createSymbolicLink(allowed.resolve("link"), outside);
        NotifyService strict = service("30 per minute");
        for (String path : List.of(
                outside.toString(),
                link.toString(),
                allowed.toString(),
                allowed + "/missing",
                allowed + "/../allowed/in.txt",
                "in.txt",
                "/etc/hostname",
                "/proc/self/environ",
                "nul\0")) {
            for (String field : List.of("image_path", "document_path")) {
                assertThatThrownBy(() -> strict.answer(request(field, path, "phone", "1"), NOBODY))
                        .isInstanceOfSatisfying(NotifyException.class, e -> {
                            assertThat(e.status()).isEqualTo(400);
                            assertThat(e).hasMessage(field + " is not allowed");
                        });
            }
        }
        assertThat(session.sent).isEmpty();
        assertThat(sentFor("document_path", inside.toString())).hasSize(1);
    }

    @Test
    void oa109_allowsNoSystemDirectoryEvenWhenItIsListed() {
        assertThatThrownBy(() -> new AttachmentPolicy(List.of(Path.of("/"))).require("image_path", "/etc/hosts"))
                .isInstanceOf(NotifyException.class);
    }

    @Test
    void oa33_waitsUnlessToldNotTo() {
        service.answer(request("message", "x"), NOBODY);
        assertThat(session.sent).hasSize(1);
        service.answer(request("message", "x", "wait_for_delivery", false), NOBODY);
        assertThat(session.sent).hasSize(1);
        assertThat(queued).hasSize(1);
        assertRefused(
                400, "'wait_for_delivery' must be true or false", request("message", "x", "wait_for_delivery", "soon"));
    }

    @Test
    void oa34_reportsEachRecipient() {
        Map<String, Object> answer = service.answer(request("message", "x", "self", true), NOBODY);
        assertThat(answer).containsEntry("message", "Delivered to 1, failed 0");
        assertThat(answer.get("data")).isEqualTo(Map.of("sent", List.of("<self>"), "failed", List.of(), "skipped", 0));
        session.fail(new WhatsAppException("no such user"));
        Map<String, Object> failed = service.answer(request("message", "x", "phone", "15550000001"), NOBODY);
        assertThat(failed).containsEntry("status", "success").containsEntry("message", "Delivered to 0, failed 1");
        assertThat(((Map<?, ?>) failed.get("data")).get("failed"))
                .isEqualTo(List.of(Map.of("to", "15550000001@s.whatsapp.net", "error", "no such user")));
    }

    @Test
    void oa35_answersAtOnceWhenNotAskedToWait() {
        assertThat(service.answer(request("message", "x", "wait_for_delivery", false), NOBODY))
                .containsExactly(
                        Map.entry("status", "success"),
                        Map.entry("message", "Queued for 1 recipient(s)"),
                        Map.entry("queued", 1));
    }

    @Test
    void oa36_refusesWhenNotConnectedAndQueuesNothing() {
        session.ready = false;
        assertRefused(
                409,
                "WhatsApp is not paired or not connected. Pair the device first from the /whatsapp page in OpenAlgo"
                        + " before sending.",
                request("message", "x"));
        assertThat(session.sent).isEmpty();
    }

    @Test
    void oa38_namesADroppedConnection() {
        session.fail(new NotConnectedException("gone"));
        Map<?, ?> data = (Map<?, ?>)
                service.answer(request("message", "x", "self", true), NOBODY).get("data");
        assertThat(data.get("failed")).isEqualTo(List.of(Map.of("to", "<bot>", "error", "Bot not connected")));
    }

    @Test
    void oa38_waitsOnlySoLong() {
        session.outcome = new CompletableFuture<>();
        Map<?, ?> data = (Map<?, ?>)
                service.answer(request("message", "x", "self", true), NOBODY).get("data");
        assertThat(data.get("failed")).isEqualTo(List.of(Map.of("to", "<bot>", "error", "send timeout")));
        assertThat(NotifyLimits.PATIENCE).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void oa38_tellsNothingOfFailuresThatAreNotOurs() {
        session.fail(new IllegalStateException("/secret/path"));
        Map<?, ?> data = (Map<?, ?>)
                service.answer(request("message", "x", "self", true), NOBODY).get("data");
        assertThat(data.get("failed")).isEqualTo(List.of(Map.of("to", "<self>", "error", "send failed")));
    }

    @Test
    void oa40_understandsTheWordsOfThePythonSdk() throws IOException {
        String chart = file("chart.png").toString();
        assertThat(sentFor("message", "m")).containsExactly("self: m");
        assertThat(sentFor("message", "m", "to", "15550000001")).containsExactly("15550000001: m");
        assertThat(sentFor("message", "m", "to", List.of("15550000001", "15550000002")))
                .containsExactly("15550000001: m", "15550000002: m");
        assertThat(sentFor("image", chart, "caption", "c")).containsExactly("self: image chart.png c");
        assertThat(sentFor("document", chart, "filename", "a.png")).containsExactly("self: document chart.png a.png");
        assertRefused(
                400,
                "Specify one of: 'self', 'username', 'phone', or 'phones'",
                request("message", "x", "to", "15550000001", "phone", "15550000002"));
    }

    @Test
    void repeatsTheIdsOfARequestThatIsRepeated() {
        Caller caller = new Caller(null, "order-1");
        service.answer(request("message", "x", "phones", List.of("15550000001", "15550000002")), caller);
        service.answer(request("message", "x", "phones", List.of("15550000001", "15550000002")), caller);
        assertThat(session.ids.subList(2, 4))
                .isEqualTo(session.ids.subList(0, 2))
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> service.answer(request("message", "x"), new Caller(null, "a b")))
                .hasMessageContaining("Idempotency-Key");
    }

    @Test
    void refusesOtherTypesThanItExpects() {
        assertRefused(400, "'message' must be a text", request("message", Map.of("a", 1)));
        assertRefused(400, "'caption' must be a text", request("message", "x", "caption", List.of()));
        assertRefused(400, "'self' must be true or false", request("message", "x", "self", "yes"));
        assertRefused(400, "'username' must be a text", request("message", "x", "username", 4));
        assertThat(session.sent).isEmpty();
    }

    @Test
    void oa39_checksInOrder() throws IOException {
        file("in.txt");
        session.ready = false;
        assertRefused(401, "Invalid or missing API key", Map.of("message", "x".repeat(5_000)));
        session.ready = true;
        assertRefused(
                400, "Message must not exceed 4096 characters", request("message", "x".repeat(5_000), "phone", "1"));
        assertRefused(
                400, "image_path is not allowed", request("message", "x", "image_path", "/etc/hosts", "phone", "1"));
        assertRefused(400, "Provide at least one of: message, image_path, document_path", request("phone", "1"));
        session.ready = false;
        assertThatThrownBy(() -> service.answer(request("message", "x".repeat(5_000)), NOBODY))
                .isInstanceOfSatisfying(
                        NotifyException.class, e -> assertThat(e.status()).isEqualTo(409));
    }

    @Test
    void oa118_goesToOneselfWhenNobodyIsNamed() {
        service.answer(request("message", "x", "phone", "", "self", false), NOBODY);
        assertThat(session.sent).containsExactly("self: x");
    }

    @Test
    void oa119_falseAndEmptyCountAsAbsent() {
        Map<String, Object> absent = new HashMap<>(request("message", "x", "self", "", "username", false));
        absent.put("phone", false);
        absent.put("phones", "");
        service.answer(absent, NOBODY);
        absent.put("phones", false);
        absent.put("username", "dana");
        service.answer(absent, NOBODY);
        service.answer(request("message", "x", "self", true, "phones", List.of()), NOBODY);
        service.answer(request("message", "x", "phone", "15550000001", "phones", List.of()), NOBODY);
        assertThat(session.sent).containsExactly("self: x", "15550000099: x", "self: x", "15550000001: x");
    }

    @Test
    void oa27_oa119_refusesTwoFormsAtOnce() {
        assertRefused(
                400,
                "Specify one of: 'self', 'username', 'phone', or 'phones'",
                request("message", "x", "self", true, "phone", "15550000001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "x per minute", "0 per minute", "5 per year", "-1 per minute"})
    void refusesRateLimitsThatAreNone(String text) {
        assertThatThrownBy(() -> new RateLimit(text, InstantSource.system()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
