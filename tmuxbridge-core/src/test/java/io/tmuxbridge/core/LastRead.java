package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.testkit.TmuxServer;
import java.util.regex.Pattern;

/**
 * What tmux has read of a program that counts and exits. tmux itself may lose the end of a program that exits right
 * behind it (docs/architecture.md): what it has not read is not on its screen.
 */
final class LastRead {

    /** In lines of 80 bytes: more than the kernel keeps for a terminal that nobody reads. */
    private static final long MOST_LOST = 1000;

    private static final Pattern NUMBER = Pattern.compile("0[0-9]{77}");

    private final TmuxServer server;

    LastRead(TmuxServer server) {
        this.server = server;
    }

    /** Before the program exits. */
    void begin() {
        server.tmux("set-hook", "-g", "pane-died", "capture-pane -b screen");
        server.tmux("set-buffer", "-b", "screen", "none");
    }

    /** The last number; when tmux has read all before it hears of the exit, there may be no screen. */
    long of(long printed) {
        long read = NUMBER.matcher(server.tmux("show-buffer", "-b", "screen"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group()))
                .max()
                .orElse(printed);
        assertThat(read).as("what tmux has read of %d lines", printed).isGreaterThan(Math.max(0, printed - MOST_LOST));
        return read;
    }
}
