package io.tmuxbridge.core.directory;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands that a caller waits for, and turns tmux's words for what went wrong into error codes.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 */
public final class TmuxRunner {

    private static final Logger LOG = LoggerFactory.getLogger(TmuxRunner.class);
    private static final Pattern ID = Pattern.compile("[$@%]\\d+");
    private static final String RECALLED = "recalled ";
    private static final String DUPLICATE = "duplicate session: ";

    private final Tmux tmux;
    private final SharedReads reads = new SharedReads();

    TmuxRunner(Tmux tmux) {
        this.tmux = tmux;
    }

    /**
     * Asks something. The answer is shared with all who ask the same meanwhile.
     *
     * @param commands that change nothing
     * @return the lines printed; none when no server runs
     * @throws TmuxBridgeException when tmux refuses them
     */
    public List<String> list(TmuxCommand... commands) {
        return reads.read(Arrays.toString(commands), () -> listed(tmux.run(commands)));
    }

    /**
     * The same; of one of several servers that does not answer, what it said last. So nothing that is missing there is
     * known to be gone.
     */
    List<String> listOrRecall(TmuxCommand command) {
        return reads.read(RECALLED + command, () -> listed(tmux.runOrRecall(command)));
    }

    /**
     * Looks for something in a list of all servers or, when it has an id, of its server. What is not found among what
     * silent servers said last is not there only if all of them answer.
     *
     * @throws TmuxBridgeException {@link ErrorCode#UNAVAILABLE} when they do not
     */
    <T> Optional<T> find(Optional<String> id, TmuxCommand command, Function<List<String>, Optional<T>> among) {
        Optional<T> found = id.isEmpty() && tmux.isSpread() ? among.apply(listOrRecall(command)) : Optional.empty();
        return found.isPresent() ? found : among.apply(listOf(id, command));
    }

    /**
     * The same of the server of a session, window or pane, when an id is given, whatever other servers do; else of all.
     */
    List<String> listOf(Optional<String> id, TmuxCommand... commands) {
        if (id.isEmpty() || !tmux.isSpread()) {
            return list(commands);
        }
        return reads.read(
                tmux.serverOf(id.get()) + Arrays.toString(commands),
                () -> listed(tmux.runByThoseOf(List.of(id.get()), commands)));
    }

    /**
     * The same of the servers of some sessions, windows and panes alone, whatever other servers do.
     *
     * @param ids whose servers
     * @param commands that change nothing
     * @return the lines printed; none when no such server runs
     * @throws TmuxBridgeException when tmux refuses them
     */
    public List<String> listOf(Collection<String> ids, TmuxCommand... commands) {
        return tmux.isSpread() ? listed(tmux.runByThoseOf(ids, commands)) : list(commands);
    }

    /**
     * Runs commands.
     *
     * @param commands one after the other, up to the first that fails
     * @return the lines printed
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when something named is not there, also because no server
     *     runs; other codes when tmux refuses or cannot be reached
     */
    public List<String> run(TmuxCommand... commands) {
        return checked(tmux.run(commands));
    }

    /**
     * Makes something, by a command that prints its id ({@code -P}). When that was printed it is made, even if tmux
     * ends with an error: then a hook of the user's has failed behind it.
     *
     * @return the id
     */
    String made(TmuxCommand command) {
        Tmux.Result result = tmux.run(command);
        Optional<String> id = result.lines().stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> ID.matcher(line).matches());
        if (id.isPresent() && !result.ok()) {
            LOG.warn("{} made {}, and a hook behind it failed: {}", command.name(), id.get(), result.error());
        }
        return id.orElseGet(() -> nothingMade(command, result));
    }

    /** Ends what was made, for who is told that nothing was. Never throws. */
    void unmake(TmuxCommand command) {
        try {
            run(command);
        } catch (TmuxBridgeException e) {
            LOG.warn("what was not made to its end cannot be ended either by {}: {}", command, e.getMessage());
        }
    }

    private static String nothingMade(TmuxCommand command, Tmux.Result result) {
        checked(result);
        throw new TmuxBridgeException(
                ErrorCode.UNAVAILABLE, "tmux printed no id in answer to " + command.name() + "; try again");
    }

    /** See {@link Tmux#isSpread}. */
    boolean isSpread() {
        return tmux.isSpread();
    }

    /** See {@link Tmux#layout}. */
    String layout(String windowId, String layout) {
        return tmux.layout(windowId, layout);
    }

    private static List<String> listed(Tmux.Result result) {
        return result.noServer() ? List.of() : checked(result);
    }

    private static List<String> checked(Tmux.Result result) {
        if (result.ok()) {
            return result.lines();
        }
        String error = result.error().strip();
        if (result.noServer() || error.startsWith("can't find") || error.startsWith("no such")) {
            throw new TmuxBridgeException(ErrorCode.NOT_FOUND, error);
        }
        if (error.startsWith("error creating") || error.startsWith("error connecting")) {
            throw new TmuxBridgeException(
                    ErrorCode.UNAVAILABLE,
                    "tmux cannot be reached: " + error + "; see to its directory, and who may use it");
        }
        if (error.startsWith("duplicate")) {
            throw new TmuxBridgeException(ErrorCode.CONFLICT, taken(error));
        }
        throw new TmuxBridgeException(ErrorCode.INVALID, "tmux refused: " + error);
    }

    private static String taken(String error) {
        return error.startsWith(DUPLICATE)
                ? "there is a session " + error.substring(DUPLICATE.length()) + " already"
                : error;
    }
}
