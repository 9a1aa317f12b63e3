package io.tmuxbridge.examples.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ETag;
import io.undertow.util.ETagUtils;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page's files, from the class path. They are few: each is read once and kept, plain and zipped.
 *
 * <p><b>Threads:</b> any.
 */
final class StaticFiles implements HttpHandler {

    /** Segments of harmless characters that do not begin with a dot: nothing outside the root can be named. */
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*+(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*+)*+");

    /** No name is longer; the pattern takes stack for each segment. */
    private static final int MAX_NAME = 200;

    private final ClassLoader loader;
    private final String root;
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    /** The root is a folder of the class path, with a slash at its end. */
    StaticFiles(ClassLoader loader, String root) {
        this.loader = loader;
        this.root = root;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        boolean get = exchange.getRequestMethod().equals(Methods.GET);
        if (!get && !exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            Answers.plain(exchange, StatusCodes.METHOD_NOT_ALLOWED, "Only GET and HEAD are answered here.");
            return;
        }
        String path = exchange.getRelativePath();
        String name = path.equals("/") || path.isEmpty() ? "index.html" : path.substring(1);
        Optional<Asset> asset = find(name);
        if (asset.isPresent()) {
            send(exchange, asset.get(), get);
        } else {
            Answers.plain(exchange, StatusCodes.NOT_FOUND, "There is no such page.");
        }
    }

    private void send(HttpServerExchange exchange, Asset asset, boolean withBody) {
        HeaderMap headers = exchange.getResponseHeaders();
        String tag = asset.tag().substring(1, asset.tag().length() - 1);
        headers.put(Headers.ETAG, asset.tag()).put(Headers.CACHE_CONTROL, asset.cacheControl());
        if (!ETagUtils.handleIfNoneMatch(exchange, new ETag(false, tag), true)) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED).endExchange();
            return;
        }
        boolean zip = asset.isZippable() && takesGzip(exchange);
        headers.put(Headers.CONTENT_TYPE, asset.type()).put(Headers.VARY, "Accept-Encoding");
        if (zip) {
            headers.put(Headers.CONTENT_ENCODING, "gzip");
        }
        var body = (zip ? asset.zipped() : asset.plain()).duplicate();
        if (withBody) {
            exchange.getResponseSender().send(body);
        } else {
            headers.put(Headers.CONTENT_LENGTH, body.remaining());
            exchange.endExchange();
        }
    }

    private static boolean takesGzip(HttpServerExchange exchange) {
        var accepted = exchange.getRequestHeaders().get(Headers.ACCEPT_ENCODING);
        return accepted != null && accepted.stream().anyMatch(value -> value.contains("gzip"));
    }

    private Optional<Asset> find(String name) throws IOException {
        Asset known = assets.get(name);
        if (known != null || name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            return Optional.ofNullable(known);
        }
        try (InputStream in = loader.getResourceAsStream(root + name)) {
            if (in == null || name.indexOf('.') < 0) { // a name without a dot is a folder
                return Optional.empty();
            }
            Asset asset = Asset.of(name, in.readAllBytes());
            assets.put(name, asset);
            return Optional.of(asset);
        }
    }
}
