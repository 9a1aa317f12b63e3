package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where new sessions go when a bridge has several tmux servers, and that no two sessions of it have one name, which
 * each server sees to by itself only.
 *
 * <p>A server gets {@value #EACH} sessions before the next one is begun, and when all have as many, the one with the
 * fewest does; one that does not answer gets none. What is made beside the bridge is counted, and may have any name:
 * then the session of the lower number is found by it.
 *
 * <p><b>Threads:</b> any; one session is made or renamed at a time.
 */
final class SessionSpread {

    /** So many sessions on one server leave it most of its time; a hundred do not (docs/performance.md). */
    static final int EACH = 25;

    private static final long PATIENCE_SECONDS = 10;

    private final List<TmuxServer> servers;
    private final ReentrantLock turn = new ReentrantLock();

    SessionSpread(List<TmuxServer> servers) {
        this.servers = servers;
    }

    /** Makes a session where there is room, under a name that none of them has. */
    Tmux.Result create(TmuxCommand newSession) {
        return inTurn(() -> createNow(newSession));
    }

    private Tmux.Result createNow(TmuxCommand newSession) {
        List<List<String>> names =
                servers.stream().map(TmuxServer::sessionNames).toList();
        Set<String> taken = literal(names);
        Optional<String> wanted = newSession.after("-s");
        if (wanted.filter(taken::contains).isPresent()) {
            return duplicate(wanted.get());
        }
        TmuxServer server = servers.get(roomiest(names));
        return server.run(wanted.isPresent() ? newSession : newSession.withOption("-s", free(taken)));
    }

    /** Renames a session of one server, to a name that none of another has. */
    Tmux.Result rename(TmuxServer server, TmuxCommand renameSession) {
        return inTurn(() -> renameNow(server, renameSession));
    }

    private Tmux.Result renameNow(TmuxServer server, TmuxCommand renameSession) {
        String name = renameSession.words().get(renameSession.words().size() - 1);
        Set<String> taken = literal(servers.stream()
                .filter(other -> other != server)
                .map(TmuxServer::sessionNames)
                .toList());
        return taken.contains(name) ? duplicate(name) : server.run(renameSession);
    }

    private Tmux.Result inTurn(Supplier<Tmux.Result> change) {
        boolean mine = false;
        try {
            mine = turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (mine) {
                return change.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (mine) {
                turn.unlock();
            }
        }
        throw new TmuxBridgeException(
                ErrorCode.UNAVAILABLE,
                "other sessions were being made or renamed for " + PATIENCE_SECONDS + " s; try again");
    }

    private static Set<String> literal(List<List<String>> names) {
        return names.stream()
                .flatMap(List::stream)
                .map(TmuxText::literal)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private int roomiest(List<List<String>> names) {
        return IntStream.range(0, names.size())
                .filter(server -> !servers.get(server).isSilent())
                .boxed()
                .min(Comparator.comparingInt(
                        server -> Math.max(EACH - 1, names.get(server).size())))
                .orElseThrow(() -> new TmuxBridgeException(ErrorCode.UNAVAILABLE, "no tmux server answers; try again"));
    }

    /** As tmux names sessions that get no name. */
    private static String free(Set<String> taken) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(Integer::toString)
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }

    /** As tmux says it, of a name as it is. */
    private static Tmux.Result duplicate(String literal) {
        return new Tmux.Result(1, List.of(), "duplicate session: " + literal.replace("##", "#"));
    }
}
