package io.tmuxbridge.core.access;

import io.tmuxbridge.access.NotAdmitted;
import io.tmuxbridge.transport.Handshake;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator whom the bridge did not let in and what to do about it, without letting clients fill the log: of
 * each kind a line a minute, of people whom the server knows one for each of them. Never a token.
 *
 * <p><b>Threads:</b> any; guarded by the monitor, which is not held while anything is written.
 */
public final class RefusalLog {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final int MOST_PEOPLE = 100;
    private static final int LONGEST = 200;

    private final LongSupplier nanos;
    private final Consumer<String> warn;
    private final Consumer<String> info;
    private final Seldom origins = new Seldom();
    private final Seldom tokens = new Seldom();
    private final Map<String, Seldom> people = new LinkedHashMap<>();

    /**
     * Creates one.
     *
     * @param nanos the time, as {@link System#nanoTime} tells it
     * @param warn takes what somebody should look at
     * @param info takes what happens everywhere
     */
    RefusalLog(LongSupplier nanos, Consumer<String> warn, Consumer<String> info) {
        this.nanos = nanos;
        this.warn = warn;
        this.info = info;
    }

    /** One that writes to the log. */
    static RefusalLog create() {
        return new RefusalLog(System::nanoTime, LOG::warn, LOG::info);
    }

    /**
     * A page may not connect because of its origin.
     *
     * @param handshake what it came with
     */
    public void origin(Handshake handshake) {
        origins.now(nanos.getAsLong())
                .ifPresent(more -> warn.accept("a page of origin "
                        + shown(handshake.origin().orElse("(none)")) + " (" + handshake.remoteAddress()
                        + ") may not connect: this server takes itself for "
                        + handshake
                                .host()
                                .map(host -> own(host, handshake.secure()))
                                .orElse("no origin, there was no Host header")
                        + ". If that page is to connect, list its origin (tmuxbridge.origins, OriginPolicy.allowing, serve --origin);"
                        + " if that is not what browsers call this server, have its proxy pass on Host, or send X-Forwarded-Proto and"
                        + " X-Forwarded-Host and be trusted (tmuxbridge.trusted-proxies, EndpointOptions.withTrustedProxies, serve"
                        + " --trusted-proxy; with Spring Boot server.forward-headers-strategy=native)" + since(more)));
    }

    private static String own(String host, boolean secure) {
        return (secure ? "https://" : "http://") + shown(host).toLowerCase(Locale.ROOT);
    }

    /**
     * A token is wrong, or was revoked or has expired.
     *
     * @param address from where
     */
    public void token(String address) {
        tokens.now(nanos.getAsLong())
                .ifPresent(more -> info.accept("a token from " + address
                        + " is not valid, or no longer; the connection is refused" + since(more)));
    }

    private static String since(long more) {
        return more == 0 ? "" : " (and " + more + " more since this was last told)";
    }

    /**
     * Somebody whom the host server knows is not let in.
     *
     * @param known who
     * @param address from where
     */
    public void principal(Principal known, String address) {
        String why = known instanceof NotAdmitted refused
                ? refused.why()
                : "the authenticator does not admit this principal";
        if (of(known.getName()).now(nanos.getAsLong()).isPresent()) {
            warn.accept(shown(known.getName()) + " (" + address + ") is signed in, but not admitted to terminals: "
                    + shown(why));
        }
    }

    private synchronized Seldom of(String name) {
        if (!people.containsKey(name) && people.size() == MOST_PEOPLE) {
            people.remove(people.keySet().iterator().next());
        }
        return people.computeIfAbsent(name, each -> new Seldom());
    }

    /** What came from outside, on one line and not too long. */
    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
