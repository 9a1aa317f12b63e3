package io.tmuxbridge.core.tmux;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The marks of one query: after every command tmux prints a number that nobody could know, and after the whole line one
 * more, so that the end of what was printed is certain whatever panes have put into it.
 *
 * <p>Line one is {@code command ; display-message -p 'mark' ; command ; display-message -p 'mark' ...}. tmux runs it
 * without a break and stops at the first failure. Line two is {@code display-message -p 'last mark'}; it runs in any
 * case and tells the parser that line one has failed when its last mark has not come before.
 */
final class QueryFrame {

    private final List<byte[]> marks;
    private final byte[] outMark;
    private final boolean[] toldInside;
    private final byte[] line;
    private final byte[] outLine;

    private QueryFrame(List<TmuxCommand> commands, String secret) {
        marks = new ArrayList<>(commands.size());
        toldInside = new boolean[commands.size()];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < commands.size(); i++) {
            TmuxCommand command = commands.get(i);
            String mark = "tb-" + secret + "-" + i;
            marks.add(ascii(mark));
            toldInside[i] = command.name().equals("refresh-client");
            text.append(i == 0 ? "" : " ; ")
                    .append(command.line())
                    .append(" ; ")
                    .append(print(mark));
        }
        String out = "tb-" + secret + "-out";
        outMark = ascii(out);
        line = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        outLine = ascii(print(out) + '\n');
    }

    static QueryFrame of(List<TmuxCommand> commands, SecureRandom random) {
        byte[] secret = new byte[12];
        random.nextBytes(secret);
        return new QueryFrame(commands, HexFormat.of().formatHex(secret));
    }

    private static String print(String mark) {
        return TmuxCommand.of("display-message", "-p", mark).line();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    int size() {
        return marks.size();
    }

    byte[] mark(int index) {
        return marks.get(index);
    }

    byte[] outMark() {
        return outMark;
    }

    /** Whether {@code %pause} and {@code %continue} inside this command's block are tmux's, as up to 3.7 they are. */
    boolean toldInside(int index) {
        return toldInside[index];
    }

    byte[] line() {
        return line;
    }

    byte[] outLine() {
        return outLine;
    }
}
