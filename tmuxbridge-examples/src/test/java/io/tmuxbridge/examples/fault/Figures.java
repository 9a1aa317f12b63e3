package io.tmuxbridge.examples.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** What fault tests measured, for people to read: on standard output, and in {@code target/faults.txt}. */
final class Figures {

    private Figures() {}

    /** Notes a line. */
    static void report(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        System.out.println(line);
        try {
            Files.writeString(
                    Path.of("target", "faults.txt"),
                    line + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Median and largest of some times, in milliseconds. */
    static String of(List<Long> nanos) {
        if (nanos.isEmpty()) {
            return "never back";
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "link back to terminal right: median %.1f ms, max %.1f ms",
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() - 1) / 1e6);
    }
}
