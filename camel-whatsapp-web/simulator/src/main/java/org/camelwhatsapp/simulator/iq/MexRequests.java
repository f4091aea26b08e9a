package org.camelwhatsapp.simulator.iq;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.state.Account;
import org.jspecify.annotations.Nullable;

/**
 * The stored queries the server knows, by number. A number that is not known gets an empty answer, and what is refused an
 * answer with errors.
 */
public final class MexRequests {
    private final Map<String, Stored> queries = new HashMap<>();

    /** Answers one query: with an object, an array, or null for nothing. */
    @FunctionalInterface
    public interface Query {
        @Nullable
        Object answer(Account asking, JsonObject variables);
    }

    private record Stored(String root, Query query) {}

    public static MexRequests register(RequestHandlers handlers) {
        MexRequests requests = new MexRequests();
        handlers.on("w:mex", "get", "query", (connection, device, request) -> {
            Node query = request.requireChild("query");
            JsonObject answer = requests.answer(device.account(), query.requireAttr("query_id"), query.requireBytes());
            connection.send(Stanzas.result(
                    request, Node.builder("result").text(answer.encode()).build()));
        });
        return requests;
    }

    /** @param root the key under which the answer stands */
    public void on(String root, Query query, String... ids) {
        for (String id : ids) {
            queries.put(id, new Stored(root, query));
        }
    }

    private JsonObject answer(Account asking, String id, byte[] body) {
        Stored stored = queries.get(id);
        JsonObject data = new JsonObject();
        if (stored == null) {
            return new JsonObject().put("data", data);
        }
        try {
            JsonObject variables = new JsonObject(new String(body, StandardCharsets.UTF_8)).getJsonObject("variables");
            return new JsonObject().put("data", data.put(stored.root, stored.query.answer(asking, variables)));
        } catch (RefusedException e) {
            return refusal(data, stored.root, e.code(), e.getMessage());
        } catch (DecodeException | IllegalArgumentException | ClassCastException | NullPointerException e) {
            return refusal(data, stored.root, 400, "bad-request");
        }
    }

    private static JsonObject refusal(JsonObject data, String root, int code, @Nullable String message) {
        JsonObject error = new JsonObject()
                .put("message", message)
                .put("path", new JsonArray().add(root))
                .put(
                        "extensions",
                        new JsonObject()
                                .put("error_code", code)
                                .put("is_retryable", false)
                                .put("severity", "CRITICAL"));
        return new JsonObject().put("data", data.putNull(root)).put("errors", new JsonArray().add(error));
    }
}
