package io.tmuxbridge.core.tmux;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the answer to a query, of which any line may be forged by what runs in a pane.
 *
 * <p>The idea: nothing is believed until a mark is read, which nobody could forge; see {@link QueryFrame}. The line
 * before a mark is the genuine {@code %begin} of the mark's block, and the body before it ends at the <em>last</em>
 * {@code %end} with its own id. What stands between that and the mark's block, and between blocks otherwise, is
 * genuine: output, notifications, blocks of hooks. It is kept and read again, as ordinary lines, after the reply.
 *
 * <p><b>Threads:</b> the reader's.
 */
final class QueryCollector implements LineBuffer.LineHandler {

    private enum State {
        BODY,
        MARK_END,
        BETWEEN,
        FOREIGN_BLOCK,
        DONE
    }

    private static final byte[] OUTPUT = ascii("%output ");
    private static final byte[] EXTENDED_OUTPUT = ascii("%extended-output ");
    private static final byte[] PAUSE = ascii("%pause ");
    private static final byte[] CONTINUE = ascii("%continue ");

    private final QueryFrame frame;
    private final List<byte[]> bodies = new ArrayList<>();
    private final ByteStore body = new ByteStore();
    private final ByteStore held = new ByteStore();

    private State state = State.BODY;
    private Guard block;
    private Guard foreign;
    private int endFrom = -1;
    private int endTo;
    private boolean endIsError;
    private int bodyFrom;
    private int previousBegin = -1;
    private boolean interleaved;
    private boolean failed;
    private String error = "";

    /**
     * Starts collecting.
     *
     * @param frame the marks
     * @param begin the first {@code %begin} line, already read
     */
    QueryCollector(QueryFrame frame, byte[] begin) {
        this.frame = frame;
        block = Guard.ofBegin(begin, 0, begin.length);
        foreign = block;
        openBlock(begin, 0, begin.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Bytes held, for the limit. */
    int size() {
        return body.size() + held.size();
    }

    boolean done() {
        return state == State.DONE;
    }

    /** Whether the query failed, so that its second line was consumed too. */
    boolean failed() {
        return failed;
    }

    Reply reply() {
        return new Reply(!failed, List.copyOf(bodies), error, interleaved);
    }

    /** Hands out the genuine lines that are to be read after the reply. */
    void eachHeld(LineBuffer.LineHandler handler) {
        held.eachLine(0, held.size(), handler);
    }

    @Override
    public void line(byte[] buffer, int from, int to) {
        switch (state) {
            case BODY -> inBody(buffer, from, to);
            case MARK_END -> afterMark(buffer, from, to);
            case BETWEEN -> between(buffer, from, to);
            case FOREIGN_BLOCK -> inForeignBlock(buffer, from, to);
            case DONE -> throw new IllegalStateException("a line after the end of a query");
        }
    }

    /** Keeps the line itself too: should the block turn out to be a mark's, this is the mark's {@code %begin}. */
    private void openBlock(byte[] buffer, int from, int to) {
        block = Guard.ofBegin(buffer, from, to);
        body.clear();
        body.append(buffer, from, to);
        bodyFrom = body.size();
        endFrom = -1;
        previousBegin = 0;
    }

    private void inBody(byte[] buffer, int from, int to) {
        if (previousBegin >= 0 && equal(frame.mark(bodies.size()), buffer, from, to)) {
            finishBody(previousBegin);
            state = State.MARK_END;
            return;
        }
        if (previousBegin >= 0 && equal(frame.outMark(), buffer, from, to)) {
            finishFailed(previousBegin);
            state = State.MARK_END;
            return;
        }
        int start = body.size();
        body.append(buffer, from, to);
        boolean end = block.endedBy(buffer, from, to);
        if (end || block.failedBy(buffer, from, to)) {
            endFrom = start;
            endTo = body.size();
            endIsError = !end;
        }
        boolean ours = Guard.isBegin(buffer, from, to) && Guard.isOurs(buffer, from, to);
        previousBegin = ours ? start : -1;
    }

    private void finishBody(int markBegin) {
        if (endFrom >= 0) {
            hold(endTo, markBegin);
        }
        int bodyTo = Math.max(bodyFrom, endFrom);
        bodies.add(frame.toldInside(bodies.size()) ? withoutTold(bodyTo) : body.text(bodyFrom, bodyTo));
        readMarkBegin(markBegin);
    }

    private void finishFailed(int markBegin) {
        failed = true;
        if (endFrom >= 0) {
            error = endIsError ? new String(body.text(bodyFrom, endFrom), StandardCharsets.UTF_8) : "";
            hold(endTo, markBegin);
        }
        if (error.isEmpty()) {
            error = "tmux gave no answer to command " + (bodies.size() + 1) + " of " + frame.size();
        }
        readMarkBegin(markBegin);
    }

    private void readMarkBegin(int markBegin) {
        block = Guard.ofBegin(body.array(), markBegin, body.size() - 1);
        body.clear();
    }

    private void afterMark(byte[] buffer, int from, int to) {
        if (!block.endedBy(buffer, from, to)) {
            return;
        }
        state = failed || bodies.size() == frame.size() ? State.DONE : State.BETWEEN;
    }

    private void between(byte[] buffer, int from, int to) {
        if (!Guard.isBegin(buffer, from, to)) {
            hold(buffer, from, to);
        } else if (Guard.isOurs(buffer, from, to)) {
            openBlock(buffer, from, to);
            state = State.BODY;
        } else {
            foreign = Guard.ofBegin(buffer, from, to);
            hold(buffer, from, to);
            state = State.FOREIGN_BLOCK;
        }
    }

    private void inForeignBlock(byte[] buffer, int from, int to) {
        hold(buffer, from, to);
        if (foreign.endedBy(buffer, from, to) || foreign.failedBy(buffer, from, to)) {
            state = State.BETWEEN;
        }
    }

    private void hold(int from, int to) {
        body.eachLine(from, to, this::hold);
    }

    private void hold(byte[] buffer, int from, int to) {
        interleaved |= Guard.startsWith(OUTPUT, buffer, from, to)
                || Guard.startsWith(EXTENDED_OUTPUT, buffer, from, to)
                || Guard.startsWith(PAUSE, buffer, from, to)
                || Guard.isBegin(buffer, from, to);
        held.append(buffer, from, to);
    }

    private byte[] withoutTold(int bodyEnd) {
        ByteStore rest = new ByteStore();
        body.eachLine(bodyFrom, bodyEnd, (buffer, from, to) -> {
            if (isTold(buffer, from, to)) {
                held.append(buffer, from, to);
            } else {
                rest.append(buffer, from, to);
            }
        });
        return rest.text(0, rest.size());
    }

    /** Whether it is one of the two notifications that tmux up to 3.7 writes inside the block that causes them. */
    static boolean isTold(byte[] buffer, int from, int to) {
        return Guard.startsWith(PAUSE, buffer, from, to) || Guard.startsWith(CONTINUE, buffer, from, to);
    }

    private static boolean equal(byte[] wanted, byte[] buffer, int from, int to) {
        return Arrays.equals(wanted, 0, wanted.length, buffer, from, to);
    }
}
