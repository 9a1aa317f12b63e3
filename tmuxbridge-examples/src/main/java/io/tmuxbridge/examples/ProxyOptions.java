package io.tmuxbridge.examples;

import io.tmuxbridge.jakarta.TrustedProxies;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of {@code serve} about proxies before the server. */
final class ProxyOptions {

    @Option(
            names = "--trusted-proxy",
            paramLabel = "ADDRESS|CIDR",
            description = "believes X-Forwarded-For, -Proto and -Host of peers at this address; can be repeated")
    private List<String> trusted = List.of();

    /** Whether there is a proxy before the server. */
    boolean isGiven() {
        return !trusted.isEmpty();
    }

    /**
     * The proxies that are believed.
     *
     * @throws io.tmuxbridge.TmuxBridgeException when one is no address
     */
    TrustedProxies proxies() {
        return TrustedProxies.of(trusted);
    }
}
