package io.tmuxbridge.core.tmux;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps a client from drawing another session than its own. tmux moves clients: when a session ends and
 * {@code detach-on-destroy} is off, by {@code switch-client}, by {@code new-session} in one of them. It runs hooks
 * before it draws, so a hook suspends a client that was moved: of the other session not one byte is drawn. (Seen on
 * 3.3a, for each of the three.)
 *
 * <p>The hook {@code client-session-changed} is an array; each guarded client has an entry of its own there, at its
 * process id. What the user has in it stays. An entry means one client by process id and time of its creation, so that
 * one that a killed bridge has left behind means nobody.
 *
 * <p>It is not in force where the user sets that hook for one session, or sets it anew without {@code -a} later: then
 * the client is found by {@link ScreenClient#look}.
 *
 * <p><b>Threads:</b> stateless.
 */
final class SessionGuard {

    private static final String HOOK = "client-session-changed";
    private static final Pattern NAME = Pattern.compile(HOOK + "\\[(\\d{1,9})]");
    private static final Pattern COMMAND = Pattern.compile(
            "if-shell -F ['\"]#\\{&&:#\\{==:#\\{client_pid}-#\\{client_created},\\d+-\\d+},#\\{!=:#\\{session_id},\\$\\d+}}['\"]"
                    + " suspend-client");

    private SessionGuard() {}

    /** Sets the guard of a client. */
    static TmuxCommand set(long pid, String created, String sessionId) {
        return TmuxCommand.of(
                "set-hook",
                "-g",
                name(pid),
                "if-shell -F '#{&&:#{==:#{client_pid}-#{client_created}," + pid + "-" + created
                        + "},#{!=:#{session_id}," + TmuxText.id(sessionId) + "}}' suspend-client");
    }

    /** Takes it away. */
    static TmuxCommand unset(long pid) {
        return TmuxCommand.of("set-hook", "-gu", name(pid));
    }

    /** Asks for all that there are. */
    static TmuxCommand show() {
        return TmuxCommand.of("show-hooks", "-g", HOOK);
    }

    /** The clients that have one, by what {@link #show} printed. */
    static Set<Long> of(List<String> shown) {
        return shown.stream()
                .map(line -> line.split(" ", 2))
                .filter(words -> words.length == 2 && COMMAND.matcher(words[1]).matches())
                .map(words -> NAME.matcher(words[0]))
                .filter(Matcher::matches)
                .map(name -> Long.parseLong(name.group(1)))
                .collect(Collectors.toSet());
    }

    private static String name(long pid) {
        return HOOK + "[" + pid + "]";
    }

    /** Whether the arguments of {@code set-hook} are those of a guard: no other hook is ever set. */
    static boolean isGuard(List<String> args) {
        boolean named = args.size() >= 2 && NAME.matcher(args.get(1)).matches();
        return named
                && (args.size() == 2 && args.get(0).equals("-gu")
                        || args.size() == 3
                                && args.get(0).equals("-g")
                                && COMMAND.matcher(args.get(2)).matches());
    }
}
