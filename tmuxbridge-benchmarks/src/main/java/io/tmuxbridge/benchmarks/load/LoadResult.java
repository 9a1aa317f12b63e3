package io.tmuxbridge.benchmarks.load;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * What came out.
 *
 * @param rows one for each subprotocol
 * @param written lines in each session
 * @param serverCpuMillis CPU of the server while it was measured
 * @param tmuxCpuMillis CPU of its tmux
 * @param serverRss memory of the server at the end, in kB
 */
record LoadResult(List<Row> rows, long written, long serverCpuMillis, long tmuxCpuMillis, long serverRss) {

    /**
     * Viewers of one subprotocol.
     *
     * @param subprotocol which
     * @param viewers how many
     * @param lost lines that never came, of all viewers
     * @param repeated lines that came again
     * @param framesPerSecond of all viewers
     * @param bytesPerSecond of all viewers
     * @param delays from the write into the session's pipe to the viewer
     * @param troubles what ended viewers before their time
     */
    record Row(
            String subprotocol,
            int viewers,
            long lost,
            long repeated,
            double framesPerSecond,
            double bytesPerSecond,
            Delays delays,
            List<String> troubles) {}

    boolean isPerfect() {
        return rows.stream()
                .allMatch(row ->
                        row.lost() == 0 && row.repeated() == 0 && row.troubles().isEmpty());
    }

    void print(PrintStream to) {
        to.println("| subprotocol | viewers | lines lost | lines repeated | frames/s | MB/s | delay p50, ms | p99, ms |"
                + " longest, ms |");
        to.println("|---|---|---|---|---|---|---|---|---|");
        for (Row row : rows) {
            to.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %.0f | %.2f | %.2f | %.2f | %.2f |%n",
                    row.subprotocol(),
                    row.viewers(),
                    row.lost(),
                    row.repeated(),
                    row.framesPerSecond(),
                    row.bytesPerSecond() / 1e6,
                    row.delays().percentile(50) / 1e6,
                    row.delays().percentile(99) / 1e6,
                    row.delays().longest() / 1e6);
        }
        to.printf(
                Locale.ROOT,
                "%d lines in each session; CPU of the server %.2f s, of tmux %.2f s; memory of the server %d kB%n",
                written,
                serverCpuMillis / 1e3,
                tmuxCpuMillis / 1e3,
                serverRss);
        rows.stream()
                .flatMap(row -> row.troubles().stream())
                .distinct()
                .limit(5)
                .forEach(why -> to.println("! " + why));
    }
}
