package io.tmuxbridge.examples.fault;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of a {@link NumberedProgram} as a viewer does, and counts those that are missing or come twice. A
 * snapshot may show again what was there, and has to show what came meanwhile, as far as its history goes.
 *
 * <p><b>Threads:</b> any; guarded by the monitor.
 */
final class NumberedLines implements SteadyClient.Screen {

    private static final Pattern ESCAPES = Pattern.compile(
            "\u001b(?:\\[[0-9;:?>=!\"' ]*[A-Za-z@`]|\\][^\u001b\u0007]*(?:\u0007|\u001b\\\\)|[()*+#%].|[^\\[\\]])");

    private final StringBuilder partial = new StringBuilder();
    private final List<String> strange = new ArrayList<>();
    private long last;
    private long lost;
    private long repeated;
    private long end = -1;
    private int snapshots;

    synchronized long last() {
        return last;
    }

    synchronized long lost() {
        return lost;
    }

    synchronized long repeated() {
        return repeated;
    }

    synchronized int snapshots() {
        return snapshots;
    }

    /** What no line looks like. */
    synchronized List<String> strange() {
        return List.copyOf(strange);
    }

    /** How many lines the program wrote, -1 while it has not ended. */
    synchronized long end() {
        return end;
    }

    @Override
    public synchronized void bytes(byte[] data) {
        partial.append(new String(data, StandardCharsets.UTF_8));
        for (int at = partial.indexOf("\r\n"); at >= 0; at = partial.indexOf("\r\n")) {
            line(partial.substring(0, at));
            partial.delete(0, at + 2);
        }
    }

    private void line(String text) {
        if (text.startsWith("END ")) {
            end = Long.parseLong(text.substring(4));
        } else if (!text.matches("L\\d+")) {
            strange.add(text);
        } else {
            long number = Long.parseLong(text.substring(1));
            repeated += number <= last ? 1 : 0;
            lost += Math.max(0, number - last - 1);
            last = Math.max(last, number);
        }
    }

    @Override
    public synchronized void snapshot(byte[] data, int cols, int rows) {
        snapshots++;
        String text = ESCAPES.matcher(new String(data, StandardCharsets.UTF_8)).replaceAll("");
        String[] shown = text.split("\r\n", -1);
        partial.setLength(0);
        partial.append(shown[shown.length - 1]);
        long before = last;
        long number = 0;
        for (int i = 0; i < shown.length - 1; i++) {
            Matcher found = Pattern.compile("L(\\d+)").matcher(shown[i]);
            if (found.matches()) {
                long next = Long.parseLong(found.group(1));
                // What was seen before the snapshot it may show again, but not what it has shown itself.
                repeated += next <= number ? 1 : 0;
                lost += Math.max(0, next - (number == 0 ? before : number) - 1);
                number = Math.max(number, next);
            } else if (shown[i].startsWith("END ")) {
                end = Long.parseLong(shown[i].substring(4));
            } else if (!shown[i].isBlank()) {
                strange.add(shown[i]);
            }
        }
        if (number < before) {
            strange.add("a snapshot ends at line " + number + ", seen was " + before);
        }
        last = Math.max(before, number);
    }
}
