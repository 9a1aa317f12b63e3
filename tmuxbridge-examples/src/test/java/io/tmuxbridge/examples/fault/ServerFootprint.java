package io.tmuxbridge.examples.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a server's process takes of the machine. Its heap is collected before each look, so that garbage is not counted.
 *
 * <p><b>Threads:</b> one at a time.
 */
final class ServerFootprint {

    private final long pid;

    ServerFootprint(long pid) {
        this.pid = pid;
    }

    /**
     * Figures of one moment.
     *
     * @param megabytes resident memory
     * @param threads its threads
     * @param files its open files
     * @param children its processes
     */
    record Figures(long megabytes, long threads, long files, long children) {
        @Override
        public String toString() {
            return megabytes + " MB, " + threads + " threads, " + files + " files, " + children + " processes";
        }
    }

    Figures now() throws IOException {
        collect();
        Path process = Path.of("/proc", String.valueOf(pid));
        long kilobytes = Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        long children = ProcessHandle.of(pid).orElseThrow().children().count();
        return new Figures(kilobytes / 1024, count(process.resolve("task")), count(process.resolve("fd")), children);
    }

    private void collect() throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.exists(jcmd)) {
            return;
        }
        Process run = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            run.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }
}
