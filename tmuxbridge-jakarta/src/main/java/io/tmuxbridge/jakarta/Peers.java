package io.tmuxbridge.jakarta;

import io.tmuxbridge.transport.Handshake;
import jakarta.websocket.Session;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the connections of an endpoint come from: what the peer's address and the headers of trusted proxies say. Where
 * nobody knows a peer, the log is told once what does not work there.
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
        if (peer.isEmpty() && complained.compareAndSet(false, true)) {
            complain();
        }
        ClientView seen = new ClientView(peer.orElse(Handshake.UNKNOWN_ADDRESS), read.host(), session.isSecure());
        return read.said().seenFrom(seen, options.trustedProxies());
    }

    private void complain() {
        if (options.trustedProxies().areNone()) {
            LOG.warn("this server does not tell from which peer a WebSocket comes, so that connectionsPerAddress counts"
                    + " nobody, and the audit and the log know no address: set EndpointOptions.withRemoteAddress, see"
                    + " docs/embedding.md, \"Addresses\"");
        } else {
            LOG.warn("proxies are trusted, but this server does not tell from which peer a WebSocket comes, so that"
                    + " X-Forwarded-For, -Proto and -Host are believed from nobody, and pages behind a proxy that ends TLS"
                    + " may not connect: set EndpointOptions.withRemoteAddress, or have the server itself apply these"
                    + " headers, see docs/embedding.md, \"Behind a proxy\"");
        }
    }
}
