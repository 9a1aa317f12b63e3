package io.tmuxbridge.core.tmux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the lines of the control protocol (tmux(1), CONTROL MODE): output is unescaped in place and passed on, replies
 * are matched with what was sent, the rest becomes {@link Notification}s.
 *
 * <p>Only blocks whose flags have bit 0 answer us; the block of the attach itself and blocks of hooks have not, and may
 * stand anywhere between ours. Inside a block of ours lines are its body, whatever they look like, except
 * {@code %pause} and {@code %continue}, which tmux up to 3.7 writes there.
 *
 * <p><b>Threads:</b> the reader's.
 */
final class ControlParser implements LineBuffer.LineHandler {

    /** Where replies go. */
    interface Replies {

        /** The line whose answer comes next; null when nothing was asked. */
        @Nullable
        Pending head();

        /** The head has its answer. */
        void answered(Reply reply);
    }

    /** Told of what belongs to the connection rather than to its user. */
    interface Connection {

        /** A block that is not ours has ended; the first one is tmux's answer to the attach. */
        void foreignBlock(boolean ok, String text);

        /** {@code %session-changed} was read. */
        void sessionChanged();

        /** {@code %exit} was read. */
        void exit(String reason);
    }

    /** The most that is kept of a block that nobody asked for. */
    private static final int FOREIGN_KEPT = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ControlParser.class);
    private static final byte[] OUTPUT = "%output %".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXTENDED_OUTPUT = "%extended-output %".getBytes(StandardCharsets.US_ASCII);

    private final ControlListener listener;
    private final Replies replies;
    private final Connection connection;
    private final int maxReply;

    private @Nullable Guard block;
    private boolean blockIsOurs;
    private final ByteStore body = new ByteStore();
    private @Nullable QueryCollector query;
    private boolean tooLong;

    ControlParser(ControlListener listener, Replies replies, Connection connection, int maxReply) {
        this.listener = listener;
        this.replies = replies;
        this.connection = connection;
        this.maxReply = maxReply;
    }

    /** Throws when a reply has grown past the limit. */
    void checkLimit() throws IOException {
        if (tooLong) {
            throw new IOException("a reply of more than " + maxReply + " bytes");
        }
    }

    @Override
    public void line(byte[] buffer, int from, int to) {
        QueryCollector collector = query;
        Guard open = block;
        if (collector != null) {
            collector.line(buffer, from, to);
            tooLong |= collector.size() > maxReply;
            if (collector.done()) {
                query = null;
                finish(collector);
            }
        } else if (open != null) {
            inBlock(open, buffer, from, to);
        } else {
            outside(buffer, from, to);
        }
    }

    private void outside(byte[] buffer, int from, int to) {
        if (Guard.startsWith(OUTPUT, buffer, from, to)) {
            output(buffer, from + OUTPUT.length, to, false);
        } else if (Guard.startsWith(EXTENDED_OUTPUT, buffer, from, to)) {
            output(buffer, from + EXTENDED_OUTPUT.length, to, true);
        } else if (Guard.isBegin(buffer, from, to)) {
            begin(buffer, from, to);
        } else if (to > from && buffer[from] == '%') {
            notification(new String(buffer, from, to - from, StandardCharsets.UTF_8));
        } else {
            LOG.debug("tmux wrote {} bytes that are no notification", to - from);
        }
    }

    private void begin(byte[] buffer, int from, int to) {
        boolean ours = Guard.isOurs(buffer, from, to);
        Pending head = ours ? replies.head() : null;
        if (ours && head == null) {
            LOG.warn("tmux answers a command that was not sent; the answer is skipped");
        }
        if (head != null && head.frame != null) {
            query = new QueryCollector(head.frame, Arrays.copyOfRange(buffer, from, to));
            return;
        }
        block = Guard.ofBegin(buffer, from, to);
        blockIsOurs = head != null;
        body.clear();
    }

    private void inBlock(Guard open, byte[] buffer, int from, int to) {
        boolean ok = open.endedBy(buffer, from, to);
        if (ok || open.failedBy(buffer, from, to)) {
            block = null;
            endBlock(ok);
        } else if (blockIsOurs) {
            if (QueryCollector.isTold(buffer, from, to)) {
                outside(buffer, from, to);
            } else {
                body.append(buffer, from, to);
                tooLong |= body.size() > maxReply;
            }
        } else if (body.size() < FOREIGN_KEPT) {
            body.append(buffer, from, Math.min(to, from + FOREIGN_KEPT));
        }
    }

    private void endBlock(boolean ok) {
        byte[] text = body.text(0, body.size());
        body.clear();
        if (!blockIsOurs) {
            connection.foreignBlock(ok, new String(text, StandardCharsets.UTF_8));
        } else if (ok) {
            replies.answered(new Reply(true, List.of(text), "", false));
        } else {
            replies.answered(Reply.failure(new String(text, StandardCharsets.UTF_8)));
        }
    }

    private void finish(QueryCollector collector) {
        replies.answered(collector.reply());
        if (collector.failed()) {
            replies.answered(Reply.failure(""));
        }
        byte[] held = collector.held();
        int start = 0;
        for (int i = 0; i < held.length; i++) {
            if (held[i] == '\n') {
                line(held, start, i);
                start = i + 1;
            }
        }
    }

    private void notification(String line) {
        if (line.equals("%exit") || line.startsWith("%exit ")) {
            connection.exit(line.substring(5).strip());
            return;
        }
        Notification notification = Notifications.parse(line);
        listener.notification(notification);
        if (notification instanceof Notification.SessionChanged) {
            connection.sessionChanged();
        }
    }

    /** Reads {@code 5 data} or {@code 5 age ... : data}; the unescaped bytes take the place of the escaped ones. */
    private void output(byte[] buffer, int from, int to, boolean extended) {
        int i = from;
        long pane = 0;
        for (; i < to && isDigit(buffer[i]) && pane <= Integer.MAX_VALUE; i++) {
            pane = pane * 10 + buffer[i] - '0';
        }
        if (i == from || pane > Integer.MAX_VALUE || i == to || buffer[i] != ' ') {
            LOG.warn("tmux wrote an output line without a pane of {} bytes; it is skipped", to - from);
            return;
        }
        i++;
        long age = 0;
        if (extended) {
            for (; i < to && isDigit(buffer[i]) && age < Long.MAX_VALUE / 16; i++) {
                age = age * 10 + buffer[i] - '0';
            }
            i = afterColon(buffer, i, to);
        }
        int length = unescape(buffer, i, to);
        if (length > 0) {
            listener.output((int) pane, buffer, i, length, age);
        }
    }

    /** Arguments that later versions may add stand before {@code " : "}. */
    private static int afterColon(byte[] buffer, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            if (buffer[i] == ' ' && buffer[i + 1] == ':' && buffer[i + 2] == ' ') {
                return i + 3;
            }
        }
        return to;
    }

    /** Replaces each backslash with three octal digits by its byte, in place; returns the new length. */
    static int unescape(byte[] buffer, int from, int to) {
        int write = from;
        while (write < to && buffer[write] != '\\') {
            write++;
        }
        int read = write;
        while (read < to) {
            byte b = buffer[read++];
            if (b == '\\' && read + 3 <= to && isOctal(buffer, read)) {
                b = (byte) ((buffer[read] - '0') << 6 | (buffer[read + 1] - '0') << 3 | (buffer[read + 2] - '0'));
                read += 3;
            }
            buffer[write++] = b;
        }
        return write - from;
    }

    private static boolean isOctal(byte[] buffer, int at) {
        return (buffer[at] & 0xfc) == '0' // 0 to 3
                && (buffer[at + 1] & 0xf8) == '0'
                && (buffer[at + 2] & 0xf8) == '0';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
