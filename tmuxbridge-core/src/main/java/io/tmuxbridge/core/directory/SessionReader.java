package io.tmuxbridge.core.directory;

import io.tmuxbridge.PaneInfo;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.WindowInfo;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Reads windows and panes of a session. Each free text (name, title, directory) is the last word of a line of its own,
 * so that nothing in it can be taken for another field.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 */
public final class SessionReader {

    private static final String WINDOW = "w #{window_id} #{window_index} #{window_active} #{window_zoomed_flag}"
            + " #{window_activity_flag}#{window_bell_flag} #{window_width} #{window_height} #{window_layout} #{window_name}";
    private static final String PANE = "p #{pane_id} #{window_id} #{pane_index} #{pane_active} #{pane_left} #{pane_top}"
            + " #{pane_width} #{pane_height} #{pane_pid} #{pane_dead}";

    /** First letters of the lines that {@link #commands} print. */
    private static final String ORDER = "wsptcd";

    private final TmuxRunner tmux;
    private final OutputPolicy output;

    SessionReader(TmuxRunner tmux, OutputPolicy output) {
        this.tmux = tmux;
        this.output = output;
    }

    /**
     * Name, windows and panes from the lines that {@link #commands} printed.
     *
     * @param id the session's {@code $id}
     * @param version of the layout
     * @param lines all lines that were printed
     * @param layouts makes of a window's id and tmux's layout the layout to be told
     *     ({@link io.tmuxbridge.core.tmux.Tmux#layout})
     * @return the layout
     */
    public static SessionLayout layout(String id, long version, List<String> lines, BinaryOperator<String> layouts) {
        String name = lines.stream()
                .filter(line -> line.startsWith("s "))
                .findFirst()
                .map(line -> line.substring(2))
                .orElse("");
        return new SessionLayout(version, id, name, windows(lines, layouts));
    }

    /**
     * The commands that print a session's windows and panes, all of one moment.
     *
     * @param id the session's {@code $id}
     * @param output whether titles may be asked for
     * @return commands to be run together
     */
    public static List<TmuxCommand> commands(String id, OutputPolicy output) {
        return List.of(
                TmuxCommand.of("list-windows", "-t", id, "-F", WINDOW),
                TmuxCommand.of("display-message", "-p", "-t", id, "s #{session_name}"),
                panes(id, PANE),
                panes(id, output.titles() ? "t #{pane_id} #{pane_title}" : "t #{pane_id} "),
                panes(id, "c #{pane_id} #{pane_current_command}"),
                panes(id, "d #{pane_id} #{pane_current_path}"));
    }

    SessionInfo withWindows(SessionInfo session) {
        String id = session.id();
        List<String> lines = tmux.run(commands(id, output).toArray(TmuxCommand[]::new));
        return new SessionInfo(
                id,
                session.name(),
                session.owner(),
                session.created(),
                session.activity(),
                session.size(),
                session.attached(),
                session.viewers(),
                session.windowCount(),
                windows(lines, tmux::layout));
    }

    /**
     * A size as tmux tells it.
     *
     * @param cols columns, a number
     * @param rows rows, a number
     * @return the nearest size that the bridge knows
     */
    public static TerminalSize size(String cols, String rows) {
        return new TerminalSize(clamp(cols), clamp(rows));
    }

    private static int clamp(String number) {
        return Math.max(1, Math.min(TerminalSize.MAX, Integer.parseInt(number)));
    }

    private static TmuxCommand panes(String sessionId, String format) {
        return TmuxCommand.of("list-panes", "-s", "-t", sessionId, "-F", format);
    }

    /**
     * Lines of the commands in their order. A directory's or program's name may hold a line feed, and what comes after
     * it anything, but no line of a command before.
     */
    private static List<String> inOrder(List<String> lines) {
        List<String> kept = new ArrayList<>();
        int stage = 0;
        for (String line : lines) {
            int kind = line.isEmpty() ? -1 : ORDER.indexOf(line.charAt(0));
            if (kind >= stage) {
                stage = kind;
                kept.add(line);
            }
        }
        return kept;
    }

    private static List<WindowInfo> windows(List<String> all, BinaryOperator<String> layouts) {
        List<String> lines = inOrder(all);
        Map<String, String> texts = new HashMap<>();
        // tmux tells the panes of a window that is twice in the session twice, with nothing to tell them apart by.
        Map<String, Map<String, PaneInfo>> panes = new HashMap<>();
        for (String line : lines) {
            if (line.matches("[tcd] %\\d+ .*")) {
                String[] words = line.split(" ", 3);
                texts.put(words[0] + words[1], words[2]);
            }
        }
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words[0].equals("p") && words.length == 11) {
                panes.computeIfAbsent(words[2], window -> new LinkedHashMap<>()).put(words[1], pane(words, texts));
            }
        }
        List<WindowInfo> windows = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ", 10);
            if (words[0].equals("w") && words.length == 10) {
                words[8] = layouts.apply(words[1], words[8]);
                Map<String, PaneInfo> own = panes.getOrDefault(words[1], Map.of());
                windows.add(window(words, List.copyOf(own.values())));
            }
        }
        windows.sort(Comparator.comparingInt(WindowInfo::index));
        return windows;
    }

    private static WindowInfo window(String[] words, List<PaneInfo> panes) {
        return new WindowInfo(
                words[1],
                Integer.parseInt(words[2]),
                words[9],
                words[3].equals("1"),
                words[4].equals("1"),
                words[5].startsWith("1"),
                words[5].endsWith("1"),
                size(words[6], words[7]),
                words[8],
                panes);
    }

    private static PaneInfo pane(String[] words, Map<String, String> texts) {
        return new PaneInfo(
                words[1],
                Integer.parseInt(words[3]),
                words[4].equals("1"),
                Integer.parseInt(words[5]),
                Integer.parseInt(words[6]),
                size(words[7], words[8]),
                texts.getOrDefault("t" + words[1], ""),
                texts.getOrDefault("c" + words[1], ""),
                texts.getOrDefault("d" + words[1], ""),
                Long.parseLong(words[9]),
                words[10].equals("1"));
    }
}
