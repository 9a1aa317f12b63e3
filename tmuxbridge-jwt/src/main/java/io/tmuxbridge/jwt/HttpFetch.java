package io.tmuxbridge.jwt;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets a key set over HTTPS; plain HTTP only from this machine. Redirects are not followed, and what is too long or
 * takes too long fails.
 *
 * <p><b>Threads:</b> any; blocks for five seconds at most.
 */
final class HttpFetch implements JwksFetch {

    private static final int MAX_BYTES = 256 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI uri;
    private final Duration timeout;
    private final HttpClient client;

    HttpFetch(URI uri) {
        this(uri, TIMEOUT);
    }

    HttpFetch(URI uri, Duration timeout) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        String host = Optional.ofNullable(uri.getHost()).orElse("");
        boolean local = scheme.equals("http") && LOOPBACK.contains(host);
        if (host.isEmpty() || !scheme.equals("https") && !local) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "the address of the key set is " + uri + ": it must be https, or http to a loopback address");
        }
        this.uri = uri;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String get() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new BoundedBody(MAX_BYTES));
        try {
            // the request's own time-out ends with the head of the answer, while its body may take for ever
            HttpResponse<byte[]> whole = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (whole.statusCode() != 200) {
                throw new IOException("it answered " + whole.statusCode());
            }
            return new String(whole.body(), StandardCharsets.UTF_8);
        } catch (TimeoutException e) {
            throw new IOException("it did not come within " + timeout, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            answer.cancel(true); // closes what is still open
        }
    }
}
