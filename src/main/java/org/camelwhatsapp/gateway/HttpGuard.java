package org.camelwhatsapp.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.Charset;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What holds for every request, whichever route it is for: a refusal that no route made is JSON like all others, and a
 * body that does not end within 30 seconds ends with its connection.
 */
final class HttpGuard implements StartupListener {
    private static final Logger LOG = LoggerFactory.getLogger(HttpGuard.class);
    private static final long NO_ERROR = 0;
    private static final String OPERATIONS = "/v1/";
    private static final Map<Integer, Refusal> REFUSALS = Map.of(
            400, new Refusal("invalid-request", "The request cannot be read"),
            404, new Refusal("not-found", "There is nothing here"),
            405, new Refusal("method-not-allowed", "This address does not take this method"),
            408, new Refusal("body-too-slow", "The body did not end in time"),
            413, new Refusal("body-too-large", "The body is larger than 1 MiB"),
            500, Refusal.FAILED);

    /** @param code as in {@code docs/errors.md} */
    private record Refusal(String code, String text) {
        static final Refusal FAILED = new Refusal("internal", "The request failed");

        /** As the endpoints at this address put it. */
        String json(String path) {
            return path.startsWith(OPERATIONS)
                    ? "{\"code\":\"" + code + "\",\"message\":\"" + text + "\",\"retryable\":false}"
                    : "{\"status\":\"error\",\"message\":\"" + text + "\"}";
        }
    }

    private final int port;

    /**
     * How long clients may take.
     *
     * @param bodyMillis for the body
     * @param lingerMillis for the rest of a body whose request was refused already
     */
    record Patience(long bodyMillis, long lingerMillis) {
        private static final Patience DEFAULT = new Patience(30_000, 10_000);
    }

    /** @param port as it is in the settings, 0 among them */
    HttpGuard(int port) {
        this.port = port;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        install(
                VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port)),
                Patience.DEFAULT);
    }

    static void install(Router router, Patience patience) {
        router.route()
                .order(-1)
                .handler(context -> {
                    endInTime(context, patience);
                    if (hasUsableType(context)) {
                        context.next();
                    } else {
                        refuse(context, 400, patience);
                    }
                })
                .failureHandler(context -> onFailure(context, patience));
        router.route()
                .order(Integer.MAX_VALUE)
                .handler(context -> refuse(context, isPlace(router, context) ? 405 : 404, patience));
    }

    /** Whether there is a route at this address, then for another method. */
    private static boolean isPlace(Router router, RoutingContext context) {
        String[] asked = context.normalizedPath().split("/", -1);
        return router.getRoutes().stream()
                .map(Route::getPath)
                .anyMatch(path -> path != null && fits(path.split("/", -1), asked));
    }

    /** A part that begins with a colon stands for any text. */
    private static boolean fits(String[] pattern, String[] asked) {
        boolean fits = pattern.length == asked.length;
        for (int i = 0; fits && i < asked.length; i++) {
            fits = pattern[i].startsWith(":") ? !asked[i].isEmpty() : pattern[i].equals(asked[i]);
        }
        return fits;
    }

    /** What comes later would read the type of the content again, and fail. */
    private static boolean hasUsableType(RoutingContext context) {
        try {
            String charset = context.parsedHeaders().contentType().parameter("charset");
            return charset == null || Charset.isSupported(charset);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            LOG.debug("a request with a broken content type", e);
            return false;
        }
    }

    /** A stranger who breaks connections must not fill the log. */
    private static void onFailure(RoutingContext context, Patience patience) {
        int status = REFUSALS.containsKey(context.statusCode()) ? context.statusCode() : 500;
        // Before its body has ended, only the client can have gone wrong.
        if (status == 500 && hasBodyLeft(context.request())) {
            status = 400;
        }
        if (status == 500) {
            LOG.warn("a request failed", context.failure());
        } else {
            LOG.debug("a request was refused: {}", status, context.failure());
        }
        refuse(context, status, patience);
    }

    private static boolean hasBodyLeft(HttpServerRequest request) {
        boolean body = request.getHeader("Content-Length") != null || request.getHeader("Transfer-Encoding") != null;
        return body && !request.isEnded();
    }

    private static void endInTime(RoutingContext context, Patience patience) {
        long timer = context.vertx().setTimer(patience.bodyMillis(), id -> {
            if (hasBodyLeft(context.request())) {
                refuse(context, 408, patience);
            }
        });
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
    }

    private static void refuse(RoutingContext context, int status, Patience patience) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        boolean bodyLeft = hasBodyLeft(context.request());
        if (bodyLeft && context.request().version() != HttpVersion.HTTP_2) {
            // HTTP/2 has no such header, and strict clients refuse an answer that brings it.
            response.putHeader("Connection", "close");
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(REFUSALS.getOrDefault(status, Refusal.FAILED).json(context.normalizedPath()))
                .onComplete(written -> {
                    if (bodyLeft) {
                        endAfterBody(context, patience);
                    }
                });
    }

    /**
     * One who still writes reads the answer only if the connection stays until all is written: a close before that resets
     * it, and the answer on its way is lost. Over HTTP/2 only the stream ends; other requests share the connection.
     */
    private static void endAfterBody(RoutingContext context, Patience patience) {
        HttpServerRequest request = context.request();
        Runnable end = request.version() == HttpVersion.HTTP_2
                ? () -> context.response().reset(NO_ERROR)
                : () -> request.connection().close();
        if (request.isEnded()) {
            end.run();
            return;
        }
        long timer = context.vertx().setTimer(patience.lingerMillis(), id -> end.run());
        request.endHandler(ended -> {
            context.vertx().cancelTimer(timer);
            end.run();
        });
        request.resume();
    }
}
