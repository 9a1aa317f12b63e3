package io.tmuxbridge.core.tmux;

import io.tmuxbridge.TmuxBridgeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks tmux by a control client that is there anyway: that takes a fraction of a millisecond, where a process of its
 * own takes three to ten.
 *
 * <p>Only what changes nothing and prints little, so that it does no harm to ask once more by a process: a client may
 * be busy with what its pane prints, may not be read for a while on purpose, or end. Each row of a list has to print
 * something: one that is empty cannot be told from none.
 *
 * <p>And only of the server that a process would reach: what is permitted by an answer is done by a process. A client
 * stays with its server when the socket is removed and another server begins there, whose sessions have the same ids.
 *
 * <p><b>Threads:</b> any but readers of control clients; {@link #ask} blocks for {@value #PATIENCE_MILLIS} ms at most.
 */
final class CarriedReads {

    private static final long PATIENCE_MILLIS = 100;
    private static final Set<String> READS = Set.of(
            "display-message",
            "has-session",
            "list-clients",
            "list-panes",
            "list-sessions",
            "list-windows",
            "show-options");
    /** Prints a line whatever there is to say. */
    private static final String ALWAYS_PRINTS = "display-message";

    private final Supplier<Optional<Object>> socket;
    /** With the socket that each came by. */
    private final Map<ControlClient, Optional<Object>> clients = new ConcurrentHashMap<>();

    /**
     * Creates it; there is no client to ask.
     *
     * @param socket which file the server's socket is now, see {@link SocketFile#key}
     */
    CarriedReads(Supplier<Optional<Object>> socket) {
        this.socket = socket;
    }

    /** Which file the server's socket is now. */
    Optional<Object> socket() {
        return socket.get();
    }

    /**
     * From here on it may be asked, until it has ended.
     *
     * @param before {@link #socket} before the client came: if it is another one now, nobody knows by which it did
     */
    void add(ControlClient client, Optional<Object> before) {
        if (before.equals(socket.get())) {
            clients.put(client, before);
        }
    }

    /** It is asked no more. */
    void remove(ControlClient client) {
        clients.remove(client);
    }

    /**
     * Asks.
     *
     * @param commands one or more
     * @return what came of it; empty when it has to be asked by a process
     */
    Optional<Tmux.Result> ask(TmuxCommand... commands) {
        for (TmuxCommand command : commands) {
            if (!READS.contains(command.name())) {
                return Optional.empty();
            }
        }
        return idle().flatMap(client -> ask(client, List.of(commands)));
    }

    /** One that has answered everything, as one that is not read at the moment soon has not. */
    private Optional<ControlClient> idle() {
        clients.keySet().removeIf(client -> !client.isOpen());
        if (clients.isEmpty()) {
            return Optional.empty();
        }
        Optional<Object> now = socket.get();
        return clients.entrySet().stream()
                // With its socket removed the server is there nevertheless, and no other one is.
                .filter(each -> now.isEmpty() || now.equals(each.getValue()))
                .map(Map.Entry::getKey)
                .filter(client -> client.outstanding() == 0)
                .findFirst();
    }

    private static Optional<Tmux.Result> ask(ControlClient client, List<TmuxCommand> commands) {
        CompletableFuture<Optional<Reply>> answer = new CompletableFuture<>();
        try {
            client.query(commands, reply -> answer.complete(Optional.of(reply)));
        } catch (TmuxBridgeException tooLongOrTooMany) {
            return Optional.empty();
        }
        return answer.completeOnTimeout(Optional.empty(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join()
                .filter(reply -> reply.ok() || client.isOpen())
                .map(reply -> result(reply, commands));
    }

    private static Tmux.Result result(Reply reply, List<TmuxCommand> commands) {
        StringBuilder printed = new StringBuilder();
        for (int i = 0; i < reply.bodies().size(); i++) {
            byte[] body = reply.bodies().get(i);
            printed.append(new String(body, StandardCharsets.UTF_8));
            if (body.length > 0 || commands.get(i).name().equals(ALWAYS_PRINTS)) {
                printed.append('\n');
            }
        }
        return new Tmux.Result(
                reply.ok() ? 0 : 1,
                printed.toString().lines().toList(),
                reply.error().strip());
    }
}
