package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tmux servers of a bridge, and which of them runs a command: that of its target; where new sessions go,
 * {@link SessionSpread}; and what has no target is asked of all that run.
 *
 * <p><b>Threads:</b> any; {@link #run} blocks the caller.
 *
 * @param all the servers; the first is that of the socket that was given
 * @param spread where new sessions go
 */
record TmuxServers(List<TmuxServer> all, SessionSpread spread) {

    static TmuxServers of(TmuxSettings settings, ThreadFactory threads, TmuxLoad load) {
        SocketPlaces places = new SocketPlaces();
        List<TmuxServer> all = IntStream.range(0, settings.servers())
                .mapToObj(number -> new TmuxServer(
                        settings.server(number),
                        settings.servers() == 1 ? ServerIds.ONLY : ServerIds.of(number),
                        places,
                        threads,
                        load))
                .toList();
        return new TmuxServers(all, new SessionSpread(all));
    }

    /** See {@link Tmux#run}. */
    Tmux.Result run(TmuxCommand... commands) {
        if (all.size() == 1) {
            return all.get(0).run(commands);
        }
        if (commands[0].name().equals("new-session")) {
            return spread.create(alone(commands));
        }
        Optional<String> target =
                Stream.of(commands).flatMap(each -> each.after("-t").stream()).findFirst();
        return target.isPresent() ? runBy(target.get(), commands) : runByAll(commands);
    }

    private Tmux.Result runBy(String target, TmuxCommand... commands) {
        Optional<TmuxServer> server = of(target);
        if (server.isEmpty()) {
            return new Tmux.Result(1, List.of(), "can't find " + target);
        }
        boolean renames = commands[0].name().equals("rename-session");
        return renames
                ? spread.rename(server.get(), alone(commands))
                : server.get().run(commands);
    }

    private static TmuxCommand alone(TmuxCommand... commands) {
        if (commands.length > 1) {
            throw new IllegalArgumentException(commands[0].name() + " is run alone, for other servers are asked first");
        }
        return commands[0];
    }

    private Tmux.Result runByAll(TmuxCommand... commands) {
        return ofAll(all.stream().map(server -> server.runIfThere(commands)).toList());
    }

    /** See {@link Tmux#runOrRecall}. */
    Tmux.Result runOrRecall(TmuxCommand command) {
        return all.size() == 1
                ? all.get(0).run(command)
                : ofAll(all.stream().map(server -> server.runOrRecall(command)).toList());
    }

    /** Asks the servers of some ids alone, whatever the others do. */
    Tmux.Result runByThoseOf(Collection<String> ids, TmuxCommand... commands) {
        List<Tmux.Result> results = ids.stream()
                .flatMap(id -> of(id).stream())
                .distinct()
                .map(server -> server.run(commands))
                .toList();
        return results.isEmpty() ? new Tmux.Result(0, List.of(), "") : ofAll(results);
    }

    /** See {@link Tmux#runByEach}. */
    List<Tmux.Result> runByEach(TmuxCommand... commands) {
        return all.stream()
                .flatMap(server -> server.runIfItAnswers(commands).stream())
                .toList();
    }

    private static Tmux.Result ofAll(List<Tmux.Result> results) {
        List<Tmux.Result> there =
                results.stream().filter(result -> !result.noServer()).toList();
        return there.stream()
                .filter(result -> !result.ok())
                .findFirst()
                .orElseGet(() -> there.isEmpty() ? results.get(0) : together(there));
    }

    private static Tmux.Result together(List<Tmux.Result> results) {
        List<String> lines =
                results.stream().flatMap(result -> result.lines().stream()).toList();
        return new Tmux.Result(0, lines, "");
    }

    /** The server that an id is of; empty when it is of none. */
    Optional<TmuxServer> of(String id) {
        if (all.size() == 1) {
            return Optional.of(all.get(0));
        }
        OptionalInt number = ServerIds.serverOf(id);
        return number.isPresent() && number.getAsInt() < all.size()
                ? Optional.of(all.get(number.getAsInt()))
                : Optional.empty();
    }

    /** The same for what has to be there. */
    TmuxServer having(String id) {
        return of(id).orElseThrow(
                        () -> new TmuxBridgeException(ErrorCode.NOT_FOUND, "no tmux server of this bridge has " + id));
    }
}
