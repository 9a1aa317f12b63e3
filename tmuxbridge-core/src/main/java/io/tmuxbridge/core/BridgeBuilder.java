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
 * <p>Only an {@link io.tmuxbridge.access.Authenticator} must be given: without one, nobody gets in. Not for use by several threads at once.
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
        Objects.requireNonNull(binary, "binary");
        return tmuxLocator(() -> binary);
    }

    /**
     * Sets what finds the tmux binary; the PATH unless set.
     *
     * @param value finds it
     * @return this builder
     */
    public BridgeBuilder tmuxLocator(TmuxLocator value) {
        locator = Objects.requireNonNull(value, "tmuxLocator");
        return this;
    }

    /**
     * Uses the tmux server of that socket name, as {@code tmux -L} does.
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
     * Uses the tmux server of that socket, as {@code tmux -S} does.
     *
     * @param path the socket
     * @return this builder
     */
    public BridgeBuilder tmuxSocketPath(Path path) {
        socketPath = Optional.of(Objects.requireNonNull(path, "path"));
        socketName = Optional.empty();
        return this;
    }

    /**
     * Spreads the sessions that the bridge makes over several tmux servers, each a process of its own: the work of one grows with the
     * square of the sessions that are viewed. The first is that of the socket that was set; the others have its name with {@code -1},
     * {@code -2} and so on. A server gets 25 sessions before the next one is begun; when all have 25, the one with the fewest gets more.
     *
     * <p>Whoever views and lists sees the sessions of all. No two that the bridge makes have one name, and the first two digits of an id
     * tell the server: {@code $103} is {@code $3} of the first, {@code $113} is {@code $3} of the one with {@code -1}.
     *
     * @param count how many, 1 to 90; 1 unless set
     * @return this builder
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is another number
     */
    public BridgeBuilder tmuxServers(int count) {
        if (count < 1 || count > TmuxSettings.MOST_SERVERS) {
            throw invalid("tmuxServers is " + count + ": it must be 1 to " + TmuxSettings.MOST_SERVERS);
        }
        servers = count;
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
        serverPrefix = List.copyOf(Objects.requireNonNull(words, "words"));
        return this;
    }

    /**
     * From how fast on a pane counts as flooding. Its output then comes through a pipe ({@code pipe-pane}), which costs tmux a third
     * of what the control protocol does. Viewers see no difference.
     *
     * @param bytes bytes a second, at least 1; {@link Integer#MAX_VALUE} for never; 4 MiB unless set
     * @return this builder
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is less than 1
     */
    public BridgeBuilder floodBytesPerSecond(int bytes) {
        if (bytes < 1) {
            throw invalid("floodBytesPerSecond is " + bytes + ": it must be at least 1");
        }
        floods = floods.withPipe(bytes);
        return this;
    }

    /**
     * From how fast on nobody draws what a pane prints. While it floods faster than that through its pipe, and all who watch it have
     * {@code fresh} delivery, they are sent screens some 30 times a second instead of bytes, and tmux runs as fast as
     * without them. Whoever wants every byte of such a pane asks for {@code lossless}.
     *
     * @param bytes bytes a second, at least 1; {@link Integer#MAX_VALUE} for never; 8 MiB unless set
     * @return this builder
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when it is less than 1
     */
    public BridgeBuilder screensBytesPerSecond(int bytes) {
        if (bytes < 1) {
            throw invalid("screensBytesPerSecond is " + bytes + ": it must be at least 1");
        }
        floods = floods.withScreens(bytes);
        return this;
    }

    /** For tests: all that says what a flood is. */
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
     * Sets where the bridge reports what it counts.
     *
     * @param value the metrics
     * @return this builder
     */
    public BridgeBuilder metrics(BridgeMetrics value) {
        metrics = Objects.requireNonNull(value, "metrics");
        return this;
    }

    /**
     * Sets which size a terminal gets when its viewers have different ones; {@link SizePolicy#LATEST_ACTIVE} unless set.
     *
     * @param value the policy
     * @return this builder
     */
    public BridgeBuilder sizePolicy(SizePolicy value) {
        sizePolicy = Objects.requireNonNull(value, "sizePolicy");
        return this;
    }

    /**
     * Sets what sessions are called that are made without a name; tmux counts unless set.
     *
     * @param value names them
     * @return this builder
     */
    public BridgeBuilder sessionNaming(SessionNaming value) {
        naming = Objects.requireNonNull(value, "sessionNaming");
        return this;
    }

    /**
     * Sets what runs the bridge's work: authenticators, requests, whatever waits for tmux. Unless set the bridge has threads of
     * its own for it, eight or more.
     *
     * @param value runs each task on another thread than the caller's, eight or more at the same time, and refuses none before
     *     the bridge has been closed; not ended by the bridge
     * @return this builder
     */
    public BridgeBuilder executor(Executor value) {
        executor = Optional.of(Objects.requireNonNull(value, "executor"));
        return this;
    }

    /**
     * Looks for tmux and builds the bridge. Starts no tmux server; that happens when a session is created.
     *
     * @return a running bridge, to be closed by the caller
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when tmux is missing or older than 3.2a, with what to install;
     *     {@link ErrorCode#INVALID} when a redaction pattern cannot be read, or tmux cannot make that socket
     */
    public TmuxBridge build() {
        BridgeThreads threads = new BridgeThreads(executor);
        try {
            var settings = new TmuxSettings(locator.locate(), socketName, socketPath, serverPrefix, servers);
            return Assembly.of(settings, limits, floods, metrics, sizePolicy, naming, access, threads);
        } catch (RuntimeException e) {
            threads.close();
            throw e;
        }
    }

    private static TmuxBridgeException invalid(String message) {
        return new TmuxBridgeException(ErrorCode.INVALID, message);
    }
}
