package io.tmuxbridge.core.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many columns a code point takes in tmux's grid, and whether a browser's emulator agrees. The table is made from
 * wcwidth(3) of glibc, which tmux asks, and from xterm.js's unicode11 addon; see the head of {@code cell-widths.txt}.
 *
 * <p><b>Threads:</b> a constant table, safe for all.
 */
final class CellWidth {

    private static final Map<String, int[]> TABLE = load();
    private static final int[] ZERO = TABLE.getOrDefault("zero", new int[0]);
    private static final int[] WIDE = TABLE.getOrDefault("wide", new int[0]);
    private static final int[] DOUBTFUL = TABLE.getOrDefault("doubtful", new int[0]);

    private static final int FIRST_IN_TABLE = 0xa0;

    private CellWidth() {}

    /** Columns of this code point, 0 to 2; controls count as 0. */
    static int of(int codePoint) {
        if (codePoint < FIRST_IN_TABLE) {
            return codePoint < 0x20 || codePoint >= 0x7f ? 0 : 1;
        }
        if (contains(WIDE, codePoint)) {
            return 2;
        }
        return contains(ZERO, codePoint) ? 0 : 1;
    }

    /** Whether tmux and the emulator may disagree about {@link #of}. */
    static boolean doubtful(int codePoint) {
        return codePoint >= FIRST_IN_TABLE && contains(DOUBTFUL, codePoint);
    }

    /** Whether one of the ranges (first, last, first, last, ...) holds this code point. */
    private static boolean contains(int[] ranges, int codePoint) {
        int found = Arrays.binarySearch(ranges, codePoint);
        if (found >= 0) {
            return true;
        }
        // between the two ends of a range the place to insert is odd
        return (-found - 1) % 2 == 1;
    }

    private static Map<String, int[]> load() {
        try (InputStream in = CellWidth.class.getResourceAsStream("cell-widths.txt")) {
            if (in == null) {
                throw new IllegalStateException("cell-widths.txt is missing beside " + CellWidth.class.getName());
            }
            return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read cell-widths.txt", e);
        }
    }

    private static Map<String, int[]> read(BufferedReader lines) throws IOException {
        Map<String, int[]> table = new HashMap<>();
        List<Integer> ranges = new ArrayList<>();
        String section = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("[")) {
                table.put(section, ranges.stream().mapToInt(Integer::intValue).toArray());
                ranges.clear();
                section = line.substring(1, line.length() - 1);
            } else if (!line.startsWith("#")) {
                addRanges(ranges, line);
            }
        }
        table.put(section, ranges.stream().mapToInt(Integer::intValue).toArray());
        return table;
    }

    /** A range of one code point is doubled only at a search's cost of nothing: first and last are the same number. */
    private static void addRanges(List<Integer> ranges, String line) {
        for (String range : line.trim().split(" ")) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash), 16);
            ranges.add(first);
            ranges.add(dash < 0 ? first : Integer.parseInt(range.substring(dash + 1), 16));
        }
    }
}
