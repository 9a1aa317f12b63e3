package io.tmuxbridge.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What viewers show of a whole session is what plain {@code tmux attach} shows in a terminal of the same size, cell by
 * cell with attributes, cursor and modes, after each of a number of random actions, at three sizes at once; viewers in
 * memory, and by WebSocket with both subprotocols.
 */
class MirrorEqualsAttachTest {

    private static final int ACTIONS = Integer.getInteger("mirror.actions", 16);
    private static final int ACTIONS_BY_SOCKET = Integer.getInteger("mirror.actions", 2);

    /** Among so many actions there are all kinds; each has one chance in twenty, or more. */
    private static final int MANY = 200;

    private static final long SEED = Long.getLong("faults.seed", 1);

    private static final String[] LINES = {
        "echo hello\r",
        "seq 1 60\r",
        "printf '\\033[1;3;44mcolours\\033[0m \\033[38;2;9;200;90mrgb\\033[m\\n'\r",
        "printf '\u6f22\u5b57 \u00e9 e\u0301 \\033(0lqqk\\033(B\\n'\r",
        "clear\r",
        "printf '\\033[5;9Hhere\\033[7mreverse\\033[K'\r",
        "abc\177",
        "printf '\\033[?1000h\\033[?1006h\\033[?2004h'\r",
        "printf '\\033[?1000l\\033[?2004l\\033[4 q'\r",
        "seq 1000 1200 | tr '\\n' ' '\r"
    };
    private static final String[] LAYOUTS = {
        "even-horizontal", "even-vertical", "main-horizontal", "main-vertical", "tiled"
    };

    private static final List<String> KINDS = List.of(
            "type", "split-window", "new-window", "set-option -g status", "copy-mode", "popup", "prompt", "resize ");

    private final Random random = new Random(SEED);
    private final List<String> done = new ArrayList<>();
    private final List<Scene> scenes = new ArrayList<>();
    private MirrorFixture fixture;

    @ParameterizedTest
    @EnumSource
    void afterRandomActionsAtThreeSizes(Door door) throws IOException {
        int actions = door == Door.MEMORY ? ACTIONS : ACTIONS_BY_SOCKET;
        try (MirrorFixture own = new MirrorFixture()) {
            fixture = own;
            fixture.server.newSession("s", 80, 24, "env", "PS1=$ ", "bash", "--norc", "--noprofile");
            fixture.server.tmux("set-option", "-g", "default-command", "PS1='$ ' exec bash --norc --noprofile");
            // the time would be another one for who draws it later
            fixture.server.tmux("set-option", "-g", "status-right", "#{window_width}x#{window_height}");
            fixture.server.tmux("set-option", "-g", "display-time", "200");
            // keys that come within a millisecond would be no keys
            fixture.server.tmux("set-option", "-g", "assume-paste-time", "0");
            scenes.add(new Scene(fixture, door, 80, 24));
            scenes.add(new Scene(fixture, door, 120, 40));
            scenes.add(new Scene(fixture, door, 60, 15));
            awaitEqual("at first");
            for (int i = 1; i <= actions; i++) {
                try {
                    done.add(act(random.nextInt(20)));
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + SEED + ", behind " + done, e);
                }
                awaitEqual("after action " + i);
            }
            if (actions >= MANY) {
                assertThat(KINDS).allSatisfy(kind -> assertThat(done).anyMatch(each -> each.startsWith(kind)));
            }
        } finally {
            scenes.forEach(Scene::close);
        }
    }

    private void awaitEqual(String when) {
        scenes.forEach(scene -> scene.awaitEqual("seed " + SEED + ", " + when + " " + done));
    }

    private String act(int which) throws IOException {
        return switch (which) {
            case 0, 1, 2, 3 -> type();
            case 4 -> tmux("split-window", random.nextBoolean() ? "-h" : "-v", "-t", "s:");
            case 5 -> tmux("select-pane", pick("-L", "-R", "-U", "-D"), "-t", "s:");
            case 6 -> tmux("resize-pane", pick("-L", "-R", "-U", "-D"), "-t", "s:", "3");
            case 7 -> tmux("resize-pane", "-Z", "-t", "s:");
            case 8 -> panes() > 5 ? tmux("kill-pane", "-t", "s:") : tmux("new-window", "-t", "s:");
            case 9 -> tmux(pick("next-window", "previous-window", "last-pane", "rotate-window"), "-t", "s:");
            case 10 -> status();
            case 11 -> tmux("select-layout", "-t", "s:", pick(LAYOUTS));
            case 12 -> copyMode();
            case 13 -> popup();
            case 14, 15 -> resize();
            case 16 -> prompt();
            case 17 -> viewers();
            case 18 -> borders();
            default -> message();
        };
    }

    private int panes() {
        return Integer.parseInt(fixture.told("s", "#{window_panes}"));
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    private Scene scene() {
        return scenes.get(random.nextInt(scenes.size()));
    }

    /** What tmux refuses, for want of space or panes, is no action. */
    private String tmux(String... words) {
        try {
            fixture.server.tmux(words);
            return String.join(" ", words);
        } catch (AssertionError | RuntimeException e) {
            return "(refused) " + String.join(" ", words);
        }
    }

    private String type() {
        Scene scene = scene();
        // in copy mode, letters may open a prompt, which belongs to the one client
        boolean copyMode = fixture.told("s", "#{pane_in_mode}").equals("1");
        String line = copyMode ? pick("\u001b[A", "\u001b[B", "\u001b[5~", "q", "\u001b") : pick(LINES);
        scene.first().type(line);
        return "type " + line + " at " + scenes.indexOf(scene);
    }

    private String status() {
        return switch (random.nextInt(5)) {
            case 0 -> tmux("rename-window", "-t", "s:", "w" + random.nextInt(100));
            case 1 -> tmux("set-option", "-g", "status", pick("on", "on", "2", "off"));
            case 2 -> tmux("set-option", "-g", "status-position", pick("top", "bottom"));
            case 3 -> tmux("set-option", "-g", "status-style", pick("bg=green,fg=black", "bg=#102030,fg=yellow,bold"));
            default -> tmux("set-option", "-g", "status-left", pick("[#S] ", "#[underscore]\u6f22#[default] ", ""));
        };
    }

    private String copyMode() {
        if (fixture.told("s", "#{pane_in_mode}").equals("0")) {
            return tmux("copy-mode", "-t", "s:");
        }
        return tmux(
                "send-keys",
                "-t",
                "s:",
                "-X",
                pick("page-up", "begin-selection", "cursor-up", "select-line", "cancel", "history-top"));
    }

    private String popup() throws IOException {
        Scene scene = scene();
        scene.onClients("display-popup", "-c", "CLIENT", "-w", "60%", "-h", "8", "echo in-a-popup; sleep 1000");
        scene.awaitText("in-a-popup");
        scene.awaitEqual("seed " + SEED + ", with a popup " + done);
        scene.onClients("display-popup", "-C", "-c", "CLIENT");
        scene.awaitNoText("in-a-popup");
        return "popup at " + scenes.indexOf(scene);
    }

    private String resize() throws IOException {
        Scene scene = scene();
        int cols = 40 + random.nextInt(120);
        int rows = 10 + random.nextInt(40);
        scene.resize(cols, rows);
        return "resize " + scenes.indexOf(scene) + " to " + cols + "x" + rows;
    }

    private String prompt() throws IOException {
        Scene scene = scene();
        if (fixture.told("s", "#{status} #{pane-border-status}").equals("off bottom")) {
            return "(left out) prompt, over which tmux draws the borders' names";
        }
        // A window has the size of whoever typed last; what a status line says of it stays while there is a prompt.
        scene.takeOver();
        scene.awaitEqual("seed " + SEED + ", before a prompt " + done);
        scene.openPrompts();
        scene.typeIntoClients("rename-w");
        scene.awaitText("rename-w");
        scene.awaitEqual("seed " + SEED + ", with a prompt " + done);
        scene.typeIntoClients("\u0003");
        return "prompt at " + scenes.indexOf(scene);
    }

    private String viewers() {
        Scene scene = scene();
        switch (scene.viewers()) {
            case 1 -> scene.join();
            case 2 -> {
                scene.join();
                scene.refresh();
            }
            default -> scene.part();
        }
        return scene.viewers() + " viewers at " + scenes.indexOf(scene);
    }

    private String borders() {
        return random.nextBoolean()
                ? tmux("set-option", "-g", "pane-border-status", pick("top", "bottom", "off"))
                : tmux("set-option", "-g", "pane-border-lines", pick("single", "double", "heavy", "simple"));
    }

    private String message() throws IOException {
        Scene scene = scene();
        scene.onClients("display-message", "-c", "CLIENT", "hello");
        return "message at " + scenes.indexOf(scene);
    }
}
