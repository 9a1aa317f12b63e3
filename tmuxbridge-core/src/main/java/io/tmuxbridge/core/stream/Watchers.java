package io.tmuxbridge.core.stream;

/**
 * Who is watching a pane, taken together.
 *
 * @param count how many viewers
 * @param history most lines of history one of them wants in a snapshot
 * @param maySkip whether output may be skipped: false when one of them wants every byte
 * @param drawOnly whether there are any, and all of them draw what comes and do nothing else with it, so that screens
 *     can stand for bytes that come faster than anybody draws
 * @param context lines of history to be captured with a screen, 0 unless some are needed to mask it
 */
public record Watchers(int count, int history, boolean maySkip, boolean drawOnly, int context) {}
