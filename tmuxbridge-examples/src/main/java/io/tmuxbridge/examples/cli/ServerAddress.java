package io.tmuxbridge.examples.cli;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.TmuxClient;
import io.tmuxbridge.client.TmuxClientBuilder;
import io.tmuxbridge.client.websocket.WebSocketConnector;
import io.tmuxbridge.examples.server.PemIdentity;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.SslEngineConfigurator;

/**
 * A running server and the token to show it.
 *
 * @param url as the user has it; it may carry a token too
 * @param token the token, absent when none is known but what the URL carries
 * @param tokens where the token of now comes from with each connect, which wins over the other; absent where it stays
 *     the same
 * @param certificate file with the certificate that it has; absent to trust what the JDK trusts
 */
record ServerAddress(URI url, Optional<String> token, Optional<Supplier<String>> tokens, Optional<Path> certificate) {

    // Named, because the class path has a second container, the server's.
    private static final String CONTAINER = "org.glassfish.tyrus.container.grizzly.client.GrizzlyClientContainer";
    private static final int HANDSHAKE_MILLIS = 10_000;
    // Held here because the logging framework holds loggers weakly; Tyrus's words would end up in the picture.
    private static final Logger TYRUS_LOG = Logger.getLogger("org.glassfish");

    /**
     * Reads a URL in the forms that {@link TmuxClient#builder} takes.
     *
     * @param text the URL
     * @param token the token, which wins over one in the URL
     * @return the address
     */
    static ServerAddress parse(String text, Optional<String> token) {
        try {
            URI url = URI.create(text);
            TmuxClient.builder(url);
            return new ServerAddress(url, token, Optional.empty(), Optional.empty());
        } catch (IllegalArgumentException | TmuxBridgeException e) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "'" + text + "' is no server's URL: give one like http://127.0.0.1:8000/", e);
        }
    }

    /** The same, that has the certificate in a file. */
    ServerAddress with(Optional<Path> itsCertificate) {
        return new ServerAddress(url, token, tokens, itsCertificate);
    }

    /** The same, that has another token with each of its starts. */
    ServerAddress with(Supplier<String> source) {
        return new ServerAddress(url, token, Optional.of(source), certificate);
    }

    /** Whether it is on this machine, as far as its address tells. */
    boolean isHere() {
        try {
            InetAddress address = InetAddress.getByName(url.getHost());
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false; // the connection will tell
        }
    }

    /** Describes a client of it. */
    TmuxClientBuilder client() {
        TYRUS_LOG.setLevel(Level.OFF);
        ClientManager manager = ClientManager.createClient(CONTAINER);
        manager.getProperties().put(ClientProperties.HANDSHAKE_TIMEOUT, HANDSHAKE_MILLIS);
        certificate.ifPresent(file -> manager.getProperties()
                .put(
                        ClientProperties.SSL_ENGINE_CONFIGURATOR,
                        new SslEngineConfigurator(PemIdentity.trusting(file)).setHostVerificationEnabled(false)));
        TmuxClientBuilder builder = TmuxClient.builder(url).connector(WebSocketConnector.with(manager));
        tokens.ifPresentOrElse(builder::token, () -> token.ifPresent(builder::token));
        return builder;
    }
}
