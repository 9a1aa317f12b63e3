package io.tmuxbridge.core.tmux;

import io.tmuxbridge.TmuxBridgeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Why tmux sent a control client away.
 *
 * <p>It says the same, {@code %exit} without a reason, when the client's session was destroyed and when the server is
 * told to end. But only in the first case does it pass on the exit status that the client is to have: 1 as soon as one
 * of its commands has failed. So each client has one fail in the beginning (seen on 3.3a; a tmux that does otherwise is
 * taken to have ended, as all were before).
 *
 * <p><b>Threads:</b> any; {@link #prepare} waits for an answer and {@link #reason} for the process to end, a second at
 * most.
 */
final class Farewell {

    private static final TmuxCommand FAILS = TmuxCommand.of("has-session", "-t", "$none");
    private static final long SECONDS = 1;

    private Farewell() {}

    /** Has a command of a client fail, and waits for that. */
    static void prepare(ControlClient client) {
        CompletableFuture<Reply> failed = new CompletableFuture<>();
        try {
            client.send(FAILS, failed::complete);
            failed.completeOnTimeout(Reply.failure("late"), SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (TmuxBridgeException tooManyCommands) {
            // the end of its session will be taken for the end of tmux
        }
    }

    /** Why it was sent away, by what it was told and its exit status. */
    static String reason(String told, Process process) {
        try {
            boolean destroyed =
                    told.isEmpty() && process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 1;
            return destroyed ? ControlListener.SESSION_DESTROYED : told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return told;
        }
    }
}
