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
    private final OutputDecoder output;
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
        output = new OutputDecoder(listener);
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
            output.decode(buffer, from + OUTPUT.length, to, false);
        } else if (Guard.startsWith(EXTENDED_OUTPUT, buffer, from, to)) {
            output.decode(buffer, from + EXTENDED_OUTPUT.length, to, true);
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
        collector.eachHeld(this);
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
}
