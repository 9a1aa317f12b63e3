package io.tmuxbridge.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has used so far, from Linux's /proc (proc(5)).
 *
 * @param cpuMillis CPU time of all its threads
 * @param rssKilobytes memory that is in RAM now
 */
record ProcessUse(long cpuMillis, long rssKilobytes) {

    private static final int MILLIS_PER_TICK = 10;

    /** Of a process; zeros where there is no such process or no /proc. */
    static ProcessUse of(long pid) throws IOException {
        Path directory = Path.of("/proc", String.valueOf(pid));
        try {
            String stat = Files.readString(directory.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return new ProcessUse(ticks * MILLIS_PER_TICK, rss(Files.readAllLines(directory.resolve("status"))));
        } catch (NoSuchFileException e) {
            return new ProcessUse(0, 0);
        }
    }

    private static long rss(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
