package io.tmuxbridge.core.terminal;

import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A tmux server of its own with panes that print given bytes to a raw terminal; closing ends it. */
final class TmuxPanes implements AutoCloseable {
    private static final String FORMAT = String.join(
            " ",
            "#{pane_width}",
            "#{pane_height}",
            "#{cursor_x}",
            "#{cursor_y}",
            "#{cursor_flag}",
            "#{alternate_on}",
            "#{insert_flag}",
            "#{keypad_flag}",
            "#{keypad_cursor_flag}",
            "#{wrap_flag}",
            "#{origin_flag}",
            "#{scroll_region_upper}",
            "#{scroll_region_lower}",
            "#{mouse_standard_flag}",
            "#{mouse_button_flag}",
            "#{mouse_all_flag}",
            "#{mouse_utf8_flag}",
            "#{mouse_sgr_flag}",
            "#{alternate_saved_x}",
            "#{alternate_saved_y}",
            "t#{pane_tabs}");

    private final Path directory;
    private final String socket = "vt-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    private int panes;

    TmuxPanes(Path directory) {
        this.directory = directory;
        run("new-session", "-d", "-x", "80", "-y", "24", "exec sleep 1000");
    }

    /** Prints the bytes in a new pane of that size and gives what tmux tells when it has read them all. */
    ScreenState print(int cols, int rows, byte[] bytes) throws IOException {
        Path stream = directory.resolve("stream" + panes++);
        Path start = Path.of(stream + ".go");
        Path seen = Path.of(stream + ".seen");
        Files.write(stream, bytes);
        String wait = "stty raw -echo; until [ -e " + start + " ]; do sleep 0.01; done; cat " + stream;
        String pane = run(
                "new-session",
                "-d",
                "-P",
                "-F",
                "#{pane_id}",
                "-x",
                "" + cols,
                "-y",
                "" + rows,
                wait + "; exec sleep 1000");
        run("pipe-pane", "-O", "-t", pane, "exec cat >" + seen);
        Files.createFile(start);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Files.exists(seen) && Files.size(seen) == bytes.length);
        ScreenState told =
                parse(run("display-message", "-p", "-t", pane, FORMAT).split(" "));
        run("kill-pane", "-t", pane);
        return told;
    }

    private static ScreenState parse(String[] f) {
        List<Integer> tabs = new ArrayList<>();
        for (String column : f[20].substring(1).split(",")) {
            if (!column.isEmpty()) {
                tabs.add(Integer.valueOf(column));
            }
        }
        int[] n = new int[20];
        for (int i = 0; i < 20; i++) {
            n[i] = (int) Long.parseLong(f[i]);
        }
        return new ScreenState(
                n[0],
                n[1],
                n[2],
                n[3],
                n[4] == 1,
                n[5] == 1,
                n[18],
                n[19],
                n[6] == 1,
                n[7] == 1,
                n[8] == 1,
                n[9] == 1,
                n[10] == 1,
                n[11],
                n[12],
                tabs,
                n[13] == 1,
                n[14] == 1,
                n[15] == 1,
                n[16] == 1,
                n[17] == 1,
                0,
                false,
                false,
                1,
                ScreenOptions.DEFAULT,
                LaterModes.UNTOLD);
    }

    String version() {
        return run("-V");
    }

    private String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(TmuxServer.binary(), "-L", socket, "-f", "/dev/null"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("TMUX");
        builder.environment().remove("TMUX_PANE");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException failure) {
            throw new IllegalStateException("cannot run " + command, failure);
        }
    }

    @Override
    public void close() {
        run("kill-server");
    }
}
