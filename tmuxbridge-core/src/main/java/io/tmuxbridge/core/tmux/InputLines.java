package io.tmuxbridge.core.tmux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several lines with one listener: it is told when the last one was answered. <b>Threads:</b> answers come from the
 * reader, one at a time.
 */
final class InputLines implements ReplyListener {

    private final ReplyListener listener;
    private int left;
    private String error = "";
    private boolean ok = true;

    private InputLines(ReplyListener listener) {
        this.listener = listener;
    }

    static List<Pending> split(byte[] lines, ReplyListener listener) {
        if (lines.length == 0 || lines[lines.length - 1] != '\n') {
            throw new IllegalArgumentException("input must be whole lines");
        }
        InputLines shared = new InputLines(listener);
        List<Pending> result = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                boolean all = from == 0 && i == lines.length - 1;
                byte[] line = all ? lines : Arrays.copyOfRange(lines, from, i + 1);
                result.add(new Pending(line, shared, null));
                from = i + 1;
            }
        }
        shared.left = result.size();
        return result;
    }

    @Override
    public void reply(Reply reply) {
        if (ok && !reply.ok()) {
            ok = false;
            error = reply.error();
        }
        left--;
        if (left == 0) {
            listener.reply(new Reply(ok, List.of(), error, false));
        }
    }
}
