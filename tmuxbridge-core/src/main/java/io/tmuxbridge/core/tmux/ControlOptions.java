package io.tmuxbridge.core.tmux;

import java.util.ArrayList;
import java.util.List;

/**
 * The flags of a control client (tmux(1), {@code refresh-client -f}), and which server it is to reach.
 *
 * @param pauseAfterSeconds how old output may get in tmux before it pauses a pane; 0 for never
 * @param ignoreSize whether the client's size counts only when it is alone
 * @param noOutput whether no output of panes is sent; cannot be changed later
 * @param server process id of the only server that it may be attached to; 0 for whichever there is
 */
public record ControlOptions(int pauseAfterSeconds, boolean ignoreSize, boolean noOutput, long server) {

    /**
     * The same for whichever server there is.
     *
     * @param pauseAfterSeconds how old output may get in tmux before it pauses a pane; 0 for never
     * @param ignoreSize whether the client's size counts only when it is alone
     * @param noOutput whether no output of panes is sent; cannot be changed later
     */
    public ControlOptions(int pauseAfterSeconds, boolean ignoreSize, boolean noOutput) {
        this(pauseAfterSeconds, ignoreSize, noOutput, 0);
    }

    /** Refuses a negative age. */
    public ControlOptions {
        if (pauseAfterSeconds < 0) {
            throw new IllegalArgumentException("pauseAfterSeconds is " + pauseAfterSeconds + "; give 0 or more");
        }
    }

    String flags() {
        List<String> flags = new ArrayList<>();
        if (pauseAfterSeconds > 0) {
            flags.add("pause-after=" + pauseAfterSeconds);
        }
        if (ignoreSize) {
            flags.add("ignore-size");
        }
        if (noOutput) {
            flags.add("no-output");
        }
        return String.join(",", flags);
    }
}
