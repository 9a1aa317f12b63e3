package io.tmuxbridge.core.tmux;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of one tmux server, as the rest of the bridge knows them. Every server counts its sessions, windows and panes
 * from 0, so where a bridge has several, the first two digits of an id name its server, 10 the first one: {@code %113}
 * is {@code %3} of the second. Where there is one server, ids are tmux's own.
 *
 * <p>They are made by tmux itself, in formats that print ids, and taken back in the commands' targets and nowhere else:
 * text of users, programs and panes is never looked at.
 *
 * <p><b>Threads:</b> immutable.
 */
final class ServerIds {

    /** Ids of a bridge's only server. */
    static final ServerIds ONLY = new ServerIds("");

    /** The most servers that ids can tell apart. */
    static final int MOST = 90;

    /** Not 0: the number of a pane would lose it. */
    private static final int FIRST = 10;

    /** Formats that print an id. An even number of hashes is text: {@link TmuxText#literal}. */
    private static final Pattern PRINTED =
            Pattern.compile("(?<!#)(?<hashes>(?:##)*)#\\{(?<id>(?:session|window|pane)_id)}");

    /** A session's may be followed by that of a window in it. */
    private static final Pattern ID = Pattern.compile("[$@%](?<server>[1-9]\\d)\\d{1,8}(?::(?:@\\d{3,10})?)?");

    private static final Pattern TARGET = Pattern.compile("(?<=^|:)(?<kind>[$@%])\\d\\d(?<number>\\d+)");
    /** A cell of a layout that is a pane: {@code 80x24,0,0,3} (layout-custom.c of tmux). */
    private static final Pattern CELL =
            Pattern.compile("(?<place>\\d+x\\d+,-?\\d+,-?\\d+,)(?<number>\\d+(?=[],}<>]|$))");

    private static final Pattern REFUSED = Pattern.compile("(?<kind>: [$@%])(?<number>\\d+)$");
    private static final Set<String> SAID_TO_REFRESH = Set.of("-A", "-C");

    private final String server;

    private ServerIds(String server) {
        this.server = server;
    }

    /** Ids of one of several servers, by its number from 0. */
    static ServerIds of(int server) {
        if (server < 0 || server >= MOST) {
            throw new IllegalArgumentException("server " + server + " of " + MOST);
        }
        return new ServerIds(Integer.toString(FIRST + server));
    }

    /** Which of several servers a target is of; empty when it is no such id. */
    static OptionalInt serverOf(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches() ? OptionalInt.of(Integer.parseInt(parts.group("server")) - FIRST) : OptionalInt.empty();
    }

    private boolean areOwn() {
        return server.isEmpty();
    }

    /** The id of what tmux calls so. */
    String known(String own) {
        return own.charAt(0) + server + own.substring(1);
    }

    /** The number of a pane that has this one in tmux. */
    int known(int ownPane) {
        return areOwn() ? ownPane : Integer.parseInt(server + ownPane);
    }

    /** What tmux calls what has this id here. */
    String own(String known) {
        return areOwn() ? known : TARGET.matcher(known).replaceAll("${kind}${number}");
    }

    /** The same layout with the numbers that panes have here. */
    String knownLayout(String own) {
        return areOwn() ? own : CELL.matcher(own).replaceAll("${place}" + server + "${number}");
    }

    /** What tmux said of something it did not find. */
    String knownError(String own) {
        return areOwn() ? own : REFUSED.matcher(own).replaceFirst("${kind}" + server + "${number}");
    }

    /**
     * The command as tmux is to get it: its targets as they are called there, the ids it prints as they are known here.
     */
    TmuxCommand own(TmuxCommand command) {
        return areOwn() ? command : command.withWords(words(command));
    }

    private List<String> words(TmuxCommand command) {
        List<String> words = new ArrayList<>(command.words());
        for (int i = 1; i < words.size() && !words.get(i).equals("--"); i++) {
            words.set(
                    i,
                    said(command.name(), words.get(i - 1), i == words.size() - 1)
                            .apply(words.get(i)));
        }
        return words;
    }

    private UnaryOperator<String> said(String command, String before, boolean last) {
        if (before.equals("-t") || command.equals("refresh-client") && SAID_TO_REFRESH.contains(before)) {
            return this::own;
        }
        boolean format = before.equals("-F") || last && command.equals("display-message");
        return format ? this::printing : UnaryOperator.identity();
    }

    /** tmux puts the two digits behind the sign of the id (tmux(1), FORMATS: {@code s/pattern/replacement/}). */
    private String printing(String format) {
        return PRINTED.matcher(format).replaceAll("${hashes}#{s/^(.)/\\\\1" + server + "/:${id}}");
    }
}
