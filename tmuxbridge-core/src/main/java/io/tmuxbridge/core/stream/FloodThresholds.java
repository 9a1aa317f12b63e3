package io.tmuxbridge.core.stream;

/**
 * From how fast on a pane floods.
 *
 * @param pipe bytes a second from which on it comes through a pipe, at least 1
 * @param screens bytes a second, through the pipe, from which on viewers who may skip and only draw are sent screens, at least 1
 */
public record FloodThresholds(int pipe, int screens) {

    /** What holds unless a host says otherwise. */
    public static final FloodThresholds DEFAULTS = new FloodThresholds(4 << 20, 8 << 20);
}
