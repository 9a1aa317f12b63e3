package io.tmuxbridge.jakarta;

import io.tmuxbridge.transport.Handshake;
import jakarta.websocket.Session;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the connections of an endpoint come from: what the peer's address and the headers of trusted proxies say. Where
 * proxies are trusted and nobody knows a peer, the log is told once: nothing that they send counts there.
 *
 * <p><b>Threads:</b> any.
 */
final class Peers {

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final EndpointOptions options;
    private final AtomicBoolean complained = new AtomicBoolean();

    Peers(EndpointOptions options) {
        this.options = options;
    }

    /** The whole handshake of a connection that is open now. */
    Handshake complete(Outcome.Read read, Session session) {
        Optional<String> peer = options.remoteAddress().apply(session).or(read::peer);
        if (peer.isEmpty() && !options.trustedProxies().areNone() && complained.compareAndSet(false, true)) {
            LOG.warn("proxies are trusted, but this server does not tell from which peer a WebSocket comes, so that"
                    + " X-Forwarded-For, -Proto and -Host are believed from nobody, and pages behind a proxy that ends TLS"
                    + " may not connect: set EndpointOptions.withRemoteAddress, or have the server itself apply these"
                    + " headers, see docs/embedding.md, \"Behind a proxy\"");
        }
        ClientView seen = new ClientView(peer.orElse(Handshake.UNKNOWN_ADDRESS), read.host(), session.isSecure());
        return read.said().seenFrom(seen, options.trustedProxies());
    }
}
