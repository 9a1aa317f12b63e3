package io.tmuxbridge.core.pipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The process that writes into a named pipe, as Linux tells of it (proc(5)): a machine with much else to do may let it
 * wait for a long time, and only who looks can tell that from having nothing to write. Elsewhere nothing is known.
 *
 * <p><b>Threads:</b> any.
 */
final class PipeWriter {

    /** How many bytes it has written cannot be known. */
    static final long UNKNOWN = -1;

    /** How it says, as a shell command, which process it is and what it has written before, on one line. */
    static final String GREETING =
            "written=; { read -r read; read -r written; } 2>/dev/null </proc/$$/io; echo \"$$ $written\"";

    private static final String WRITTEN = "wchar: ";

    private final Path about;
    private final long before;

    private PipeWriter(Path about, long before) {
        this.about = about;
        this.before = before;
    }

    /**
     * Reads what it said.
     *
     * @param said a line, without its end
     */
    static PipeWriter greeting(String said) {
        int space = said.indexOf(' ');
        long before = written(Stream.of(said.substring(space + 1)));
        Path about = Path.of("/proc", said.substring(0, Math.max(0, space)));
        return new PipeWriter(about, before == UNKNOWN ? UNKNOWN : before + said.length() + 1);
    }

    /** How many bytes it has written since, {@link #UNKNOWN} where nobody tells. */
    long written() {
        long all = written(told("io").lines());
        return before == UNKNOWN || all == UNKNOWN ? UNKNOWN : all - before;
    }

    /**
     * Whether it waits for something and neither runs, nor would if it could, nor was stopped; true where nobody tells.
     */
    boolean isAsleep() {
        String stat = told("stat");
        // The name of the program stands in parentheses before its state, and may have any in it.
        int state = stat.lastIndexOf(')') + 2;
        return state < 2 || state >= stat.length() || stat.charAt(state) == 'S';
    }

    private static long written(Stream<String> lines) {
        return lines.filter(line -> line.matches(WRITTEN + "[0-9]{1,18}"))
                .mapToLong(line -> Long.parseLong(line.substring(WRITTEN.length())))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private String told(String file) {
        try {
            return Files.readString(about.resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It has ended, or this is not Linux.
            return "";
        }
    }
}
