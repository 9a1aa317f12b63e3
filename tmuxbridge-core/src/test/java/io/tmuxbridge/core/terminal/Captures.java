package io.tmuxbridge.core.terminal;

import java.nio.charset.StandardCharsets;

/** Captures written by hand: a state with one thing changed, rows as tmux prints them. */
final class Captures {

    /** Nothing of what later versions tell. */
    static final String UNTOLD = "::::::::";

    /** Ten columns, four rows, cursor at the top left, as a new pane has it. */
    static final String FRESH = "10:4:0:0:1:0:4294967295:4294967295:0:0:0:1:0:0:3:8,:0:0:0:0:0:0:0:0:4711:1:1" + UNTOLD;

    private static final int FIELDS = 35;

    private Captures() {}

    /** The fresh state with some fields replaced: number of the field, its value, and so on. */
    static String state(Object... changes) {
        String[] fields = FRESH.split(":", FIELDS);
        for (int i = 0; i < changes.length; i += 2) {
            fields[(int) changes[i]] = String.valueOf(changes[i + 1]);
        }
        return String.join(":", fields);
    }

    static Capture of(String state, String screen) {
        return of(state, screen, screen, "");
    }

    static Capture of(String state, String screen, String joined, String main) {
        return new Capture(
                StateFormat.parse(state), bytes(screen), bytes(joined), bytes(main), bytes(main), new byte[0], 0);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A snapshot as text, with ESC written as {@code ^[}. */
    static String snapshot(Capture capture, Tracked tracked) {
        String text = new String(SnapshotWriter.write(capture, tracked), StandardCharsets.UTF_8);
        return text.replace("\u001b", "^[");
    }

    static String snapshot(Capture capture) {
        return snapshot(capture, Tracked.INITIAL);
    }
}
