package io.tmuxbridge.core;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionNaming;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.TmuxLocator;
import io.tmuxbridge.core.stream.FloodThresholds;
import io.tmuxbridge.core.tmux.TmuxSettings;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Builds a {@link TmuxBridge}.
 *
 * <p>Only an {@link io.tmuxbridge.access.Authenticator} is required: without one, nobody is admitted. Not thread-safe.
 */
public final class BridgeBuilder extends AccessOptions<BridgeBuilder> {

    private TmuxLocator locator = TmuxLocator.IN_PATH;
    private Optional<String> socketName = Optional.empty();
    private Optional<Path> socketPath = Optional.empty();
    private List<String> serverPrefix = List.of();
    private int servers = 1;
    private BridgeLimits limits = BridgeLimits.DEFAULTS;
    private FloodThresholds floods = FloodThresholds.DEFAULTS;
    private BridgeMetrics metrics = BridgeMetrics.NONE;
    private SizePolicy sizePolicy = SizePolicy.LATEST_ACTIVE;
    private SessionNaming naming = SessionNaming.BY_TMUX;
    private Optional<Executor> executor = Optional.empty();

    private BridgeBuilder() {}

    @Override
    BridgeBuilder self() {
        return this;
    }

    /**
     * Starts with the defaults: {@code tmux} from the PATH, the user's default tmux server, and nobody admitted.
     *
     * @return a new builder
     */
    public static BridgeBuilder create() {
        return new BridgeBuilder();
    }

    /**
     * Sets the tmux binary.
     *
     * @param binary a path, or a bare name to look up in the PATH
     * @return this builder
     */
    public BridgeBuilder tmuxBinary(Path binary) {
        Objects.requireNonNull(binary, "binary");
        return tmuxLocator(() -> binary);
    }

    /**
     * Sets how the tmux binary is found; by default, in the PATH.
     *
     * @param value the locator
     * @return this builder
     */
    public BridgeBuilder tmuxLocator(TmuxLocator value) {
        locator = Objects.requireNonNull(value, "tmuxLocator");
        return this;
    }

    /**
     * Uses the tmux server with this socket name, as {@code tmux -L} does.
     *
     * @param name the name
     * @return this builder
     */
    public BridgeBuilder tmuxSocketName(String name) {
        socketName = Optional.of(Objects.requireNonNull(name, "name"));
        socketPath = Optional.empty();
        return this;
    }

    /**
     * Uses the tmux server at this socket path, as {@code tmux -S} does.
     *
     * @param path the socket path
     * @return this builder
     */
    public BridgeBuilder tmuxSocketPath(Path path) {
        socketPath = Optional.of(Objects.requireNonNull(path, "path"));
        socketName = Optional.empty();
        return this;
    }

    /**
     * Spreads new sessions over several tmux servers, each its own process: a server's work grows with the square of
     * its viewed sessions. The first uses the configured socket; the others append {@code -1}, {@code -2} and so on to
     * its name. Each gets 25 sessions before the next starts; once all have 25, the one with the fewest gets more.
     *
     * <p>Viewers and lists see the sessions of all servers. No two that the bridge creates share a name. The first two
     * digits of an id name the server: {@code $103} is {@code $3} of the first, {@code $113} of the second.
     *
     * @param count number of servers, 1 to 90; default 1
     * @return this builder
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when {@code count} is out of range
     */
    public BridgeBuilder tmuxServers(int count) {
        if (count < 1 || count > TmuxSettings.MOST_SERVERS) {
            throw invalid("tmuxServers is " + count + ": it must be 1 to " + TmuxSettings.MOST_SERVERS);
        }
        servers = count;
        return this;
    }

    /**
     * Sets a wrapper command, prepended to tmux commands that may start a server. A tmux server inherits the cgroup,
     * limits and scheduling of the process that creates its first session, and outlives that process. Use
     * {@code systemd-run --user --scope} to keep the server alive when the bridge's service is stopped.
     *
     * @param words program and arguments, one per element; no shell interprets them
     * @return this builder
     */
    public BridgeBuilder tmuxServerPrefix(List<String> words) {
        serverPrefix = List.copyOf(Objects.requireNonNull(words, "words"));
        return this;
    }

    /**
     * Sets the output rate above which a pane counts as flooding. Its output then goes through a pipe
     * ({@code pipe-pane}), which costs tmux a third of what the control protocol does. Viewers see no difference.
     *
     * @param bytes bytes per second, at least 1; {@link Integer#MAX_VALUE} for never; default 4 MiB
     * @return this builder
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when {@code bytes} is less than 1
     */
    public BridgeBuilder floodBytesPerSecond(int bytes) {
        if (bytes < 1) {
            throw invalid("floodBytesPerSecond is " + bytes + ": it must be at least 1");
        }
        floods = floods.withPipe(bytes);
        return this;
    }

    /**
     * Sets the output rate above which a pane is shown as screens. While it floods faster than this through its pipe
     * and all its viewers use {@code fresh} delivery, they receive screens about 30 times a second instead of bytes,
     * and tmux runs as fast as it would without viewers. Viewers that need every byte request {@code lossless}.
     *
     * @param bytes bytes per second, at least 1; {@link Integer#MAX_VALUE} for never; default 8 MiB
     * @return this builder
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when {@code bytes} is less than 1
     */
    public BridgeBuilder screensBytesPerSecond(int bytes) {
        if (bytes < 1) {
            throw invalid("screensBytesPerSecond is " + bytes + ": it must be at least 1");
        }
        floods = floods.withScreens(bytes);
        return this;
    }

    /** For tests: sets all flood thresholds. */
    BridgeBuilder floods(FloodThresholds thresholds) {
        floods = thresholds;
        return this;
    }

    /**
     * Sets the limits.
     *
     * @param value the limits
     * @return this builder
     */
    public BridgeBuilder limits(BridgeLimits value) {
        limits = Objects.requireNonNull(value, "limits");
        return this;
    }

    /**
     * Sets where the bridge reports its metrics.
     *
     * @param value the metrics
     * @return this builder
     */
    public BridgeBuilder metrics(BridgeMetrics value) {
        metrics = Objects.requireNonNull(value, "metrics");
        return this;
    }

    /**
     * Sets which size a terminal gets when its viewers differ in size; default {@link SizePolicy#LATEST_ACTIVE}.
     *
     * @param value the policy
     * @return this builder
     */
    public BridgeBuilder sizePolicy(SizePolicy value) {
        sizePolicy = Objects.requireNonNull(value, "sizePolicy");
        return this;
    }

    /**
     * Sets how sessions created without a name are named; by default, tmux numbers them.
     *
     * @param value the naming strategy
     * @return this builder
     */
    public BridgeBuilder sessionNaming(SessionNaming value) {
        naming = Objects.requireNonNull(value, "sessionNaming");
        return this;
    }

    /**
     * Sets what runs authenticators, requests and work that waits for tmux; by default, eight or more bridge threads.
     *
     * @param value must run tasks off the calling thread, at least eight at a time, and must not reject any before the
     *     bridge is closed; the bridge does not shut it down
     * @return this builder
     */
    public BridgeBuilder executor(Executor value) {
        executor = Optional.of(Objects.requireNonNull(value, "executor"));
        return this;
    }

    /**
     * Locates tmux and builds the bridge. Does not start a tmux server; that happens when a session is created.
     *
     * @return a running bridge, which the caller must close
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when tmux is missing or older than 3.2a, with what to
     *     install; {@link ErrorCode#INVALID} when a redaction pattern is invalid or tmux cannot create the socket
     */
    public TmuxBridge build() {
        BridgeThreads threads = new BridgeThreads(executor);
        try {
            var settings = new TmuxSettings(locator.locate(), socketName, socketPath, serverPrefix, servers);
            return Assembly.of(
                    settings, limits, floods, new CarefulMetrics(metrics), sizePolicy, naming, this, threads);
        } catch (RuntimeException e) {
            threads.close();
            throw e;
        }
    }

    private static TmuxBridgeException invalid(String message) {
        return new TmuxBridgeException(ErrorCode.INVALID, message);
    }
}
