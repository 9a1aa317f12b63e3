package io.tmuxbridge.examples.fault;

import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program in a session of its own that writes numbered lines, once it may, and records what is typed.
 *
 * <p><b>Threads:</b> any.
 */
final class NumberedProgram {

    private static final Pattern TOKEN = Pattern.compile("k(\\d+);");

    private final Path go;
    private final Path stop;
    private final Path keys;

    /** Starts it: so many lines at once, then a pause of so many seconds, and again. */
    NumberedProgram(TmuxServer tmux, String session, Path directory, int lines, String pause) throws IOException {
        go = directory.resolve(session + "-go");
        stop = directory.resolve(session + "-stop");
        keys = directory.resolve(session + "-keys");
        String print = "BEGIN { for (i = 1; ; i++) { printf \"L%d\\r\\n\", i; if (i % " + lines
                + " == 0) { fflush(); if (system(\"sleep " + pause + "; test -e " + stop
                + "\") == 0) { printf \"END %d\\r\\n\", i; exit } } } }";
        String script = "stty raw -echo; (until test -e " + go + "; do sleep 0.02; done; exec awk '" + print
                + "') & exec cat >" + keys;
        tmux.newSession(session, 80, 24, "sh", "-c", script);
    }

    void begin() throws IOException {
        Files.createFile(go);
    }

    void end() throws IOException {
        Files.createFile(stop);
    }

    static byte[] key(long number) {
        return ("k" + number + ";").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** The numbers of the keys that arrived, in the order in which they did. */
    List<Long> keys() throws IOException {
        String text = Files.readString(keys);
        String rest = TOKEN.matcher(text).replaceAll("");
        if (!rest.isEmpty()) {
            throw new AssertionError("halves of keys arrived: " + rest);
        }
        return TOKEN.matcher(text)
                .results()
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
    }
}
