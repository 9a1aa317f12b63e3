package io.tmuxbridge.core;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Audit;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.InputPolicy;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.UnownedSessions;
import io.tmuxbridge.core.tmux.TmuxSettings;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.pty.MirrorPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Builds a {@link TmuxBridge}.
 *
 * <p>Only an {@link Authenticator} must be given: without one, nobody gets in. Not for use by several threads at once.
 */
public final class BridgeBuilder {

    private Path tmuxBinary = Path.of("tmux");
    private Optional<String> socketName = Optional.empty();
    private Optional<Path> socketPath = Optional.empty();
    private List<String> serverPrefix = List.of();
    private BridgeLimits limits = BridgeLimits.DEFAULTS;
    private BridgeMetrics metrics = BridgeMetrics.NONE;
    private SizePolicy sizePolicy = SizePolicy.LATEST_ACTIVE;
    private final AccessSettings access = new AccessSettings();

    private BridgeBuilder() {}

    /**
     * Starts with the defaults: {@code tmux} from the PATH, the user's default tmux server, nobody let in.
     *
     * @return a new builder
     */
    public static BridgeBuilder create() {
        return new BridgeBuilder();
    }

    /**
     * Sets the tmux binary.
     *
     * @param binary a path, or a bare name to be looked up in the PATH
     * @return this builder
     */
    public BridgeBuilder tmuxBinary(Path binary) {
        tmuxBinary = binary;
        return this;
    }

    /**
     * Uses the tmux server of that socket name, as {@code tmux -L} does.
     *
     * @param name the name
     * @return this builder
     */
    public BridgeBuilder tmuxSocketName(String name) {
        socketName = Optional.of(name);
        socketPath = Optional.empty();
        return this;
    }

    /**
     * Uses the tmux server of that socket, as {@code tmux -S} does.
     *
     * @param path the socket
     * @return this builder
     */
    public BridgeBuilder tmuxSocketPath(Path path) {
        socketPath = Optional.of(path);
        socketName = Optional.empty();
        return this;
    }

    /**
     * Sets a command that runs the one behind it, put before tmux when that may start its server. A tmux server inherits
     * cgroup, limits and scheduling of whoever creates its first session, and outlives it: {@code systemd-run --user
     * --scope} keeps it alive when the service of the bridge is stopped.
     *
     * @param words program and arguments, each a word of its own; no shell reads them
     * @return this builder
     */
    public BridgeBuilder tmuxServerPrefix(List<String> words) {
        serverPrefix = List.copyOf(words);
        return this;
    }

    /**
     * Sets who is let in.
     *
     * @param value turns credentials into callers
     * @return this builder
     */
    public BridgeBuilder authenticator(Authenticator value) {
        access.authenticator(value);
        return this;
    }

    /**
     * Sets which web pages may connect; the same origin only unless set.
     *
     * @param value the policy
     * @return this builder
     */
    public BridgeBuilder origins(OriginPolicy value) {
        access.origins(value);
        return this;
    }

    /**
     * Sets the limits.
     *
     * @param value the limits
     * @return this builder
     */
    public BridgeBuilder limits(BridgeLimits value) {
        limits = value;
        return this;
    }

    /**
     * Sets where the bridge reports what it counts.
     *
     * @param value the metrics
     * @return this builder
     */
    public BridgeBuilder metrics(BridgeMetrics value) {
        metrics = value;
        return this;
    }

    /**
     * Sets which size a terminal gets when its viewers have different ones; {@link SizePolicy#LATEST_ACTIVE} unless set.
     *
     * @param value the policy
     * @return this builder
     */
    public BridgeBuilder sizePolicy(SizePolicy value) {
        sizePolicy = value;
        return this;
    }

    /** Sets the clock that credentials expire by. */
    public BridgeBuilder clock(Clock value) {
        access.clock(value);
        return this;
    }

    /**
     * Sets who may do what with sessions that have no owner; {@link UnownedSessions#CLOSED} unless set.
     *
     * @param value what
     * @return this builder
     */
    public BridgeBuilder unownedSessions(UnownedSessions value) {
        access.unowned(value);
        return this;
    }

    /**
     * Sets what one caller, one address or one connection may take.
     *
     * @param value the quotas
     * @return this builder
     */
    public BridgeBuilder quotas(Quotas value) {
        access.quotas(value);
        return this;
    }

    /**
     * Sets where it is written down who did what; nowhere unless set.
     *
     * @param value takes the events
     * @return this builder
     */
    public BridgeBuilder audit(Audit value) {
        access.audit(value);
        return this;
    }

    /**
     * Sets who has the last word on what is typed; nobody unless set.
     *
     * @param value the policy
     * @return this builder
     */
    public BridgeBuilder inputPolicy(InputPolicy value) {
        access.inputPolicy(value);
        return this;
    }

    /**
     * Sets what programs in panes may ask of those who look on; {@link OutputPolicy#DEFAULT} unless set.
     *
     * @param value the policy
     * @return this builder
     */
    public BridgeBuilder output(OutputPolicy value) {
        access.output(value);
        return this;
    }

    /**
     * Sets which secrets are masked in what is shown, and to whom; none unless set.
     *
     * @param value the policy
     * @return this builder
     */
    public BridgeBuilder redaction(Redaction value) {
        access.redaction(value);
        return this;
    }

    /** Sets whether whole sessions are shown, and who may type into them; {@link MirrorPolicy#DEFAULT} unless set. */
    public BridgeBuilder mirror(MirrorPolicy value) {
        access.mirror(value);
        return this;
    }

    /**
     * Looks for tmux and builds the bridge. Starts no tmux server; that happens when a session is created.
     *
     * @return a running bridge, to be closed by the caller
     * @throws io.tmuxbridge.TmuxBridgeException {@link io.tmuxbridge.ErrorCode#UNAVAILABLE} when tmux is missing or older
     *     than 3.2a, with what to install; {@link io.tmuxbridge.ErrorCode#INVALID} when a redaction pattern cannot be read
     */
    public TmuxBridge build() {
        BridgeThreads threads = new BridgeThreads();
        try {
            var settings = new TmuxSettings(tmuxBinary, socketName, socketPath, serverPrefix);
            return Assembly.of(settings, limits, metrics, sizePolicy, access, threads);
        } catch (RuntimeException e) {
            threads.close();
            throw e;
        }
    }
}
