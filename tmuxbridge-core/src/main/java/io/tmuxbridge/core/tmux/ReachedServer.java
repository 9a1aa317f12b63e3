package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Whether a control client reached the server that was meant. Another one that has taken its place at the socket has
 * sessions and panes of the same ids, about which nobody was asked whether they may be seen.
 *
 * <p><b>Threads:</b> any; {@link #check} waits for an answer.
 */
final class ReachedServer {

    private static final TmuxCommand WHICH = TmuxCommand.of("display-message", "-p", "#{pid}");
    private static final long SECONDS = 10;

    private final ControlClient client;
    private final long meant;
    private final CompletableFuture<Reply> told = new CompletableFuture<>();

    private ReachedServer(ControlClient client, long meant) {
        this.client = client;
        this.meant = meant;
    }

    /**
     * Asks, without waiting.
     *
     * @param meant the process id of the server; 0 for whichever there is, which is not asked then
     */
    static ReachedServer ask(ControlClient client, long meant) {
        ReachedServer asked = new ReachedServer(client, meant);
        if (meant != 0) {
            client.send(WHICH, asked.told::complete);
        }
        return asked;
    }

    /**
     * Waits for the answer. A client that has ended meanwhile shows nothing, and why is found out as ever.
     *
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when it is another server, {@link ErrorCode#UNAVAILABLE}
     *     when it does not say
     */
    void check() {
        if (meant == 0) {
            return;
        }
        Reply reply = told.completeOnTimeout(Reply.failure("late"), SECONDS, TimeUnit.SECONDS)
                .join();
        if (reply.ok() && !pid(reply).equals(Long.toString(meant))) {
            throw new TmuxBridgeException(
                    ErrorCode.NOT_FOUND, "the tmux server of process " + meant + " is not there any more");
        }
        if (!reply.ok() && client.isOpen()) {
            throw new TmuxBridgeException(
                    ErrorCode.UNAVAILABLE, "tmux did not answer within " + SECONDS + " s; try again");
        }
    }

    private static String pid(Reply reply) {
        return new String(reply.bodies().get(0), StandardCharsets.US_ASCII).strip();
    }
}
