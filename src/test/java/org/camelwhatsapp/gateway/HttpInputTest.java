package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no client should send: each is refused with a documented status, costs little, and the next is served. */
class HttpInputTest {
    private static final String NOTIFY = "/api/v1/whatsapp/notify";
    private static final String EVENTS = "/api/v1/orders/events";
    private static final String NO_OBJECT = "{\"status\":\"error\",\"message\":\"The body must be a JSON object\"}";

    @TempDir
    private static Path data;

    private static LinkedGateway linked;

    @BeforeAll
    static void link() throws Exception {
        linked = new LinkedGateway(data, Map.of());
    }

    @AfterAll
    static void close() {
        linked.close();
    }

    @AfterEach
    void stillServes() throws Exception {
        assertThat(linked.notify("{\"phone\":\"15550006002\",\"message\":\"still here\"}")
                        .body())
                .contains("\"sent\":[\"15550006002@s.whatsapp.net\"]");
    }

    private static HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
        return linked.call(linked.request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    private static void assertRefused(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).startsWith("{\"status\":\"error\",\"message\":\"");
        assertThat(answer.headers().map()).doesNotContainKey("X-API-KEY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"message\":\"x\"",
                "{\"message\":\"x\"}}",
                "{\"message\":\"x\"} {}",
                "[]",
                "null",
                "true",
                "7",
                "\"text\"",
                "{\"message\":\"x\",\"message\":\"y\"}",
                "{'message':'x'}",
                "{\"message\":\"a\nb\"}",
                "{\"message\":NaN}",
                "{\"phone\":1"
                        + "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
                        + "000000000}",
                "\uFEFF{\"message\":\"x\"",
                "<xml/>"
            })
    void refusesWhatIsNoJsonObject(String body) throws Exception {
        for (String path : new String[] {NOTIFY, EVENTS}) {
            HttpResponse<String> answer = post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
            assertRefused(400, answer);
            assertThat(answer.body()).isEqualTo(NO_OBJECT);
        }
    }

    @Test
    void refusesBytesThatAreNotUtf8() throws Exception {
        assertRefused(
                400, post(NOTIFY, "application/json", new byte[] {'{', '"', (byte) 0xC3, 0x28, '"', ':', '1', '}'}));
        assertRefused(400, post(NOTIFY, "application/json", "{\"message\":\"x\"}".getBytes(StandardCharsets.UTF_16LE)));
    }

    @Test
    void refusesDeepNesting() throws Exception {
        String deep = "{\"message\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertRefused(400, post(NOTIFY, "application/json", deep.getBytes(StandardCharsets.UTF_8)));
        assertRefused(
                400, post(EVENTS, "application/json", deep.replace('[', '{').getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":{\"a\":1}}",
                "{\"message\":[\"x\"]}",
                "{\"message\":5}",
                "{\"message\":\"x\",\"self\":1}",
                "{\"message\":\"x\",\"phones\":{}}",
                "{\"message\":\"x\",\"phone\":[\"15550006002\",\"15550006002\"]}",
                "{\"message\":\"x\",\"phone\":1e10}",
                "{\"message\":\"x\",\"phones\":[null,{},[]]}",
                "{\"message\":\"x\",\"username\":{}}",
                "{\"message\":\"x\",\"caption\":true}",
                "{\"image_path\":{}}",
                "{\"image_path\":\"\\u0000\"}",
                "{\"document_path\":\"/dev/zero\"}",
                "{\"message\":\"x\",\"wait_for_delivery\":\"no\"}"
            })
    void refusesFieldsOfAnotherType(String body) throws Exception {
        assertRefused(400, linked.notify(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"topic\":7}",
                "{\"topic\":\"order.placed\",\"request_data\":[]}",
                "{\"topic\":\"order.placed\",\"response_data\":\"x\"}",
                "{\"topic\":\"order.placed\",\"api_type\":{}}"
            })
    void refusesEventsOfAnotherForm(String body) throws Exception {
        assertRefused(400, post(EVENTS, "application/json", body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json-seq",
                ";"
            })
    void refusesOtherContentTypes(String type) throws Exception {
        String body = type.startsWith("multipart")
                ? "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\nfile\r\n--x--\r\n"
                : "{\"message\":\"x\"}";
        assertRefused(415, post(NOTIFY, type, body.getBytes(StandardCharsets.UTF_8)));
        assertThat(Path.of("file-uploads")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=\"", "application/json; charset=none", "a/b/c; charset=/"})
    void refusesCharsetsThatAreNone(String type) throws Exception {
        assertRefused(400, post(NOTIFY, type, "{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesMoreThanOneMebibyteWithAndWithoutALength() throws Exception {
        byte[] huge = ("{\"message\":\"" + "x".repeat(1_100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertRefused(413, post(NOTIFY, "application/json", huge));
        byte[] large = ("{\"message\":\"" + "x".repeat(1_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertRefused(400, post(NOTIFY, "application/json", large));
        assertRefused(
                400,
                linked.call(linked.request(NOTIFY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))));
    }

    @Test
    void refusesOtherMethodsAndPlaces() throws Exception {
        assertRefused(405, linked.call(linked.request(NOTIFY).GET()));
        assertRefused(405, linked.call(linked.request("/api/v1/whatsapp/status").DELETE()));
        assertRefused(404, linked.call(linked.request("/api/v1/nothing").GET()));
        assertRefused(404, linked.call(linked.request("/api/v1/whatsapp/qr.png").GET()));
    }

    @Test
    void survivesConnectionsThatBreakInTheMiddle() throws Exception {
        for (String begin : new String[] {
            "POST " + NOTIFY
                    + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"mess",
            "POST " + NOTIFY + " HTTP/1.1\r\nHost",
            "nonsense\r\n\r\n",
            "POST " + NOTIFY + " HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
            "POST " + NOTIFY + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
        }) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), linked.port())) {
                socket.getOutputStream().write(begin.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
        }
    }

    @Test
    void slowBodiesHoldUpNobody() throws Exception {
        Socket[] slow = new Socket[50];
        try {
            for (int i = 0; i < slow.length; i++) {
                slow[i] = new Socket(InetAddress.getLoopbackAddress(), linked.port());
                slow[i].getOutputStream()
                        .write(("POST " + NOTIFY + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
                                .getBytes(StandardCharsets.UTF_8));
            }
            stillServes();
        } finally {
            for (Socket socket : slow) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void keysOfOtherFormsAreWrongKeys() throws Exception {
        for (String key : new String[] {"{}", "[]", "true", "null", "7", "\"\"", "\"\\u0000\""}) {
            String body = "{\"apikey\":" + key + ",\"message\":\"x\"}";
            HttpResponse<String> answer = linked.call(java.net.http.HttpRequest.newBuilder(
                            linked.request(NOTIFY).build().uri())
                    .POST(BodyPublishers.ofString(body)));
            assertRefused(401, answer);
        }
    }
}
