package io.tmuxbridge.examples.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server's process takes of the machine. Its heap is collected before each look, so that garbage is not counted.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class ServerFootprint {

    private static final Pattern GENERATION = Pattern.compile("generation +total \\d+K, used (\\d+)K");

    private final long pid;

    ServerFootprint(long pid) {
        this.pid = pid;
    }

    /**
     * Figures of one moment.
     *
     * @param megabytes resident memory
     * @param heap megabytes of it that are live objects of Java; 0 where there is no {@code jcmd} to ask
     * @param threads its threads
     * @param files its open files
     * @param children its processes
     */
    record Figures(long megabytes, long heap, long threads, long files, long children) {
        @Override
        public String toString() {
            return megabytes + " MB (heap " + heap + " MB), " + threads + " threads, " + files + " files, " + children
                    + " processes";
        }
    }

    Figures now() throws IOException {
        jcmd("GC.run");
        long heap = live(jcmd("GC.heap_info"));
        Path process = Path.of("/proc", String.valueOf(pid));
        long kilobytes = Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        long children = ProcessHandle.of(pid).orElseThrow().children().count();
        return new Figures(
                kilobytes / 1024, heap, count(process.resolve("task")), count(process.resolve("fd")), children);
    }

    private List<String> jcmd(String command) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.exists(jcmd)) {
            return List.of();
        }
        Process run = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), command)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader told = run.inputReader()) {
            return told.lines().toList();
        } finally {
            run.destroyForcibly();
        }
    }

    /** What the generations of a serial heap have in use, right after a collection. */
    private static long live(List<String> heapInfo) {
        long kilobytes = 0;
        for (String line : heapInfo) {
            Matcher generation = GENERATION.matcher(line);
            if (generation.find()) {
                kilobytes += Long.parseLong(generation.group(1));
            }
        }
        return kilobytes / 1024;
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }
}
