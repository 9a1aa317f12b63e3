package io.tmuxbridge.containers.relay;

import io.tmuxbridge.jakarta.EndpointOptions;
import io.tmuxbridge.jakarta.TrustedProxies;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the test has said in the environment: where it listens, and the endpoint's options. */
public final class RelayPlan {

    /** Variable with the test's port. */
    public static final String PORT = "RELAY_PORT";

    /** Variable with the path prefix. */
    public static final String PREFIX = "RELAY_PREFIX";

    /** Variable with the trusted proxies, with commas; the peer's address is then 127.0.0.1, which is the truth. */
    public static final String PROXIES = "RELAY_PROXIES";

    private RelayPlan() {}

    /**
     * Rings up the test.
     *
     * @return its bridge
     * @throws IOException when it is not there
     */
    public static RelayBridge bridge() throws IOException {
        return new RelayBridge(Integer.parseInt(System.getenv(PORT)));
    }

    /**
     * The endpoint's options.
     *
     * @return new options
     */
    public static EndpointOptions options() {
        EndpointOptions options = EndpointOptions.defaults()
                .withCloseGrace(Duration.ofSeconds(2))
                .withPathPrefix(System.getenv().getOrDefault(PREFIX, ""));
        String proxies = System.getenv().getOrDefault(PROXIES, "");
        return proxies.isEmpty()
                ? options
                : options.withTrustedProxies(TrustedProxies.of(List.of(proxies.split(","))))
                        .withRemoteAddress(session -> Optional.of("127.0.0.1"));
    }
}
