package io.tmuxbridge.core.stream;

import java.time.Duration;

/**
 * From how fast on a pane floods, and how long it is waited for its pipe and for who watches it.
 *
 * @param pipe bytes a second from which on it comes through a pipe, at least 1
 * @param screens bytes a second, through the pipe, from which on viewers who may skip and only draw are sent screens,
 *     at least 1
 * @param patience how long the pipe is waited for on the way back, before it goes on instead: less than the 30 s after
 *     which tmux pauses a pane whose client is not read
 * @param hold how long a viewer who wants each byte is waited for, before it is cut off: less than that, too
 */
public record FloodThresholds(int pipe, int screens, Duration patience, Duration hold) {

    /** What holds unless a host says otherwise. */
    public static final FloodThresholds DEFAULTS =
            new FloodThresholds(4 << 20, 8 << 20, Duration.ofSeconds(28), Duration.ofSeconds(20));

    /** The same with another rate from which on a pane comes through a pipe. */
    public FloodThresholds withPipe(int bytesPerSecond) {
        return new FloodThresholds(bytesPerSecond, screens, patience, hold);
    }

    /** The same with another rate from which on screens are sent. */
    public FloodThresholds withScreens(int bytesPerSecond) {
        return new FloodThresholds(pipe, bytesPerSecond, patience, hold);
    }

    /** The same with another patience. */
    public FloodThresholds withPatience(Duration other) {
        return new FloodThresholds(pipe, screens, other, hold);
    }

    /** The same with another time for viewers. */
    public FloodThresholds withHold(Duration other) {
        return new FloodThresholds(pipe, screens, patience, other);
    }
}
