package io.tmuxbridge.core.tmux;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of which version tmux is, when servers run already: those that were begun before another tmux was installed are still
 * what they were, and what has to be done for them goes by that.
 *
 * <p><b>Threads:</b> stateless; blocks for some milliseconds, ten seconds for servers that do not answer.
 */
final class ServerVersions {

    private static final Logger LOG = LoggerFactory.getLogger(ServerVersions.class);
    private static final TmuxCommand VERSION = TmuxCommand.of("display-message", "-p", "#{version}");

    private ServerVersions() {}

    /**
     * The oldest version there is: what the bridge does for those that need help harms no newer ones.
     *
     * @param binary the binary's version, which is that of all servers that are begun from here on
     * @param servers which may not run, or not answer
     */
    static TmuxVersion oldest(TmuxVersion binary, List<TmuxServer> servers) {
        TmuxVersion oldest = servers.stream()
                .flatMap(server -> of(server).stream())
                .reduce(binary, (one, other) -> one.compareTo(other) <= 0 ? one : other);
        if (oldest.compareTo(binary) < 0) {
            LOG.warn(
                    "a tmux server that runs is still {}, the tmux that is installed {}: it is treated as {}, newer"
                            + " features are not used. When its sessions may end: end the server, start the bridge anew",
                    oldest,
                    binary,
                    oldest);
        }
        return oldest;
    }

    private static Optional<TmuxVersion> of(TmuxServer server) {
        return server.runIfItAnswers(VERSION)
                .filter(Tmux.Result::ok)
                .map(result -> String.join("\n", result.lines()))
                .flatMap(ServerVersions::parse);
    }

    private static Optional<TmuxVersion> parse(String told) {
        try {
            return Optional.of(TmuxVersion.parse(told));
        } catch (IllegalArgumentException e) {
            LOG.debug("a tmux server does not tell its version: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
