package io.tmuxbridge.core.drive;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.PaneInfo;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.pane.PanePosition;
import io.tmuxbridge.pane.RunResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs commands in the shell of a driven pane, one at a time.
 *
 * <p><b>Threads:</b> {@link #run} in the lane of calls.
 */
final class Commands {

    private final DriveContext context;
    private final Readers readers;
    private final Typist typist;
    private final Supplier<PaneAddress> address;
    private volatile boolean runs;

    Commands(DriveContext context, Readers readers, Typist typist, Supplier<PaneAddress> address) {
        this.context = context;
        this.readers = readers;
        this.typist = typist;
        this.address = address;
    }

    void run(String command, Duration timeout, CompletableFuture<RunResult> result) {
        ShellLine.check(command);
        if (runs) {
            throw new TmuxBridgeException(
                    ErrorCode.BUSY, "a command is running in " + address.get().paneId() + " already: wait for its end");
        }
        boolean plain = command.indexOf('\n') < 0 && command.indexOf('\t') < 0;
        if (plain && readers.marks().waitsForCommand()) {
            char last = readers.marks().last();
            start(command, before -> new MarkEnd(before.offset(), last), timeout, result);
        } else {
            ShellLine line = ShellLine.of(command, context.random());
            start(line.line(), before -> new WordEnd(line), timeout, result);
        }
    }

    private void start(
            String line,
            Function<PanePosition, CommandEnd> end,
            Duration timeout,
            CompletableFuture<RunResult> result) {
        // What is refused was not typed, so that it can be tried again.
        readers.requirePlace();
        CompletableFuture<PanePosition> taken = new CompletableFuture<>();
        PanePosition before = typist.type("pane.run", (line + "\r").getBytes(StandardCharsets.UTF_8), taken);
        runs = true;
        result.whenComplete((value, failure) -> runs = false);
        Waiting<RunResult> waiting = readers.waiting(result, timeout);
        readers.add(new RunTask(end.apply(before), before, waiting, this::running));
        taken.exceptionally(why -> {
            // When the pane has ended, that is what the result says.
            readers.lost(waiting);
            return before;
        });
    }

    /** What the pane runs, unless it has just gone. Asks tmux. */
    private Optional<String> running() {
        try {
            String paneId = address.get().paneId();
            return context.directory().get(address.get().sessionId()).windows().stream()
                    .flatMap(window -> window.panes().stream())
                    .filter(pane -> pane.id().equals(paneId))
                    .map(PaneInfo::command)
                    .findFirst();
        } catch (TmuxBridgeException e) {
            return Optional.empty();
        }
    }
}
