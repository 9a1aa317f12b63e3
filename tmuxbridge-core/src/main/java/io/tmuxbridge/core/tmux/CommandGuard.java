package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.util.List;
import java.util.Set;

/**
 * Refuses commands that kill or wedge a whole tmux server on some version in use, and those that would hide one.
 *
 * <p>Only full names on a list pass: an alias, an abbreviation or a command that runs other commands ({@code if-shell},
 * {@code source-file}, {@code set-hook} and the like) could carry a forbidden one past the checks.
 *
 * <p>What is refused and why, each seen on real servers:
 *
 * <ul>
 *   <li>{@code refresh-client -A %N:off}: the server ends with output queued (before 3.7), or stops reading the pane
 *   <li>{@code refresh-client -B}: the server ends a second after a session does whose client is behind (3.3)
 *   <li>{@code no-output} switched while attached: the client can never exit with output queued (before 3.7)
 *   <li>{@code window-size manual} for more than one window: the next new window ends the server (3.3 to 3.6)
 *   <li>{@code respawn-pane}: with {@code -k} and a lagging control client it ends the server (up to 3.7)
 *   <li>{@code resize-window}: sets the window's {@code window-size} to manual for ever
 *   <li>{@code send-keys} without {@code -H}, {@code -l}, {@code -R} or {@code -X}: words would be taken for key names
 * </ul>
 *
 * <p><b>Threads:</b> stateless.
 */
final class CommandGuard {

    private static final Set<String> USED = Set.of(
            "break-pane",
            "capture-pane",
            "clear-history",
            "copy-mode",
            "delete-buffer",
            "detach-client",
            "display-message",
            "has-session",
            "join-pane",
            "kill-pane",
            "kill-server",
            "kill-session",
            "kill-window",
            "link-window",
            "list-buffers",
            "list-clients",
            "list-commands",
            "list-panes",
            "list-sessions",
            "list-windows",
            "load-buffer",
            "move-pane",
            "move-window",
            "new-session",
            "new-window",
            "paste-buffer",
            "pipe-pane",
            "refresh-client",
            "rename-session",
            "rename-window",
            "resize-pane",
            "save-buffer",
            "select-layout",
            "select-pane",
            "select-window",
            "send-keys",
            "set-buffer",
            "set-environment",
            "set-option",
            "set-window-option",
            "show-buffer",
            "show-environment",
            "show-hooks",
            "show-options",
            "split-window",
            "swap-pane",
            "swap-window",
            "unlink-window");

    private CommandGuard() {}

    static void check(String name, List<String> args) {
        switch (name) {
            case "refresh-client" -> checkRefresh(args);
            case "set-option", "set-window-option" -> checkOption(name, args);
            case "send-keys" -> checkKeys(args);
            case "set-hook" -> {
                if (!SessionGuard.isGuard(args)) {
                    refuse(name, "a hook could carry any command; only the guard of a client is set");
                }
            }
            case "respawn-pane", "respawn-window" ->
                refuse(name, "it ends a server that has a lagging control client; use kill-pane and new-window");
            case "resize-window" -> refuse(name, "it pins the window's size for ever; use refresh-client -C");
            default -> {
                if (!USED.contains(name)) {
                    refuse(name, "it is not among the commands that the bridge uses; give the full name of one");
                }
            }
        }
    }

    private static void checkRefresh(List<String> args) {
        for (String arg : args) {
            if (arg.endsWith(":off")) {
                refuse("refresh-client -A " + arg, "it ends servers before 3.7; use :pause");
            }
            if (arg.matches("-[A-Za-z]*B.*")) {
                refuse(
                        "refresh-client -B",
                        "it ends servers when a session ends whose client is behind; ask by display-message");
            }
            if (arg.contains("no-output")) {
                refuse("refresh-client -f " + arg, "it wedges the client; attach with no-output from the start");
            }
        }
    }

    /** Options may be abbreviated, so that {@code window-si} is {@code window-size}. */
    private static void checkOption(String name, List<String> args) {
        boolean windowSize = args.stream().anyMatch(arg -> arg.startsWith("window-si"));
        boolean oneWindow = args.stream().anyMatch(arg -> arg.matches("(-t)?@[0-9]+"));
        boolean global = args.stream().anyMatch(arg -> arg.matches("-[A-Za-z]*g[A-Za-z]*"));
        if (windowSize && args.contains("manual") && (global || !oneWindow)) {
            refuse(name + " window-size manual", "it ends servers 3.3 to 3.6; set it for one window, -w -t @N");
        }
    }

    private static void checkKeys(List<String> args) {
        if (args.stream().noneMatch(arg -> arg.matches("-[A-Za-z]*[HlRX][A-Za-z]*"))) {
            refuse("send-keys", "without -H, -l, -R or -X its words are taken for key names");
        }
    }

    private static void refuse(String what, String why) {
        throw new TmuxBridgeException(ErrorCode.INVALID, "the bridge never sends '" + what + "': " + why);
    }
}
