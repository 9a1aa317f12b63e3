package io.tmuxbridge.core.tmux;

import io.tmuxbridge.TmuxBridgeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A client of one tmux session in control mode: a process on plain pipes and the thread that reads it.
 *
 * <p>Commands are pipelined; answers come in the order of sending and in their place among output and notifications.
 * {@link #send} and {@link #sendInput} are for commands that print nothing that may come from a pane, {@link #query}
 * for all others.
 *
 * <p><b>Threads:</b> every method may be called from any thread, also from within the listeners, and none blocks.
 * Listeners are called on the reader thread, one call at a time.
 *
 * <p><b>End:</b> by {@link #close}, by tmux, or when the process dies: what is unanswered fails, then the listener
 * hears {@link ControlListener#closed}. A client that has not ended three seconds after {@link #close} is killed. Where
 * that does not help (a stopped server holds the pipes open) the listeners are told nevertheless, once; the reader
 * thread then ends with the server.
 */
public final class ControlClient implements AutoCloseable {

    /** The longest line or reply accepted from tmux. */
    static final int MAX_REPLY = 64 * 1024 * 1024;

    /** The reason told when the stream ended without {@code %exit}. */
    static final String EOF = "eof";

    private static final byte[] LAST = "display-message -p ''\n".getBytes(StandardCharsets.US_ASCII);

    private final Process process;
    private final CommandPipeline pipeline;
    private final ControlListener listener;
    private final ControlParser parser;
    private final Greeting greeting = new Greeting();
    private final SecureRandom random = new SecureRandom();
    private final ControlReader reader;
    private final Doorway doorway;
    private final ServerIds ids;
    private final AtomicBoolean leaving = new AtomicBoolean();
    private String reason = EOF;

    ControlClient(
            Process process,
            ControlListener listener,
            ThreadFactory threads,
            Doorway doorway,
            ServerIds ids,
            TmuxLoad load) {
        this.process = process;
        this.doorway = doorway;
        this.ids = ids;
        this.listener = new CarefulListener(ids == ServerIds.ONLY ? listener : new KnownIdsListener(listener, ids));
        pipeline = new CommandPipeline(process.getOutputStream(), load);
        parser = new ControlParser(this.listener, new Replies(), new Events(), MAX_REPLY);
        reader = new ControlReader(process, threads, MAX_REPLY, new Lines());
    }

    void start() {
        reader.start();
    }

    Greeting greeting() {
        return greeting;
    }

    /**
     * Sends one command that prints nothing which may come from a pane or a user. For what the bridge needs itself: it
     * is sent however many commands wait.
     *
     * @param command the command
     * @param reply told what tmux answered
     * @throws TmuxBridgeException {@code INVALID} when it is too long (30 KiB); nothing was sent then and the listener
     *     is not called
     */
    public void send(TmuxCommand command, ReplyListener reply) {
        byte[] line = (ids.own(command).line() + '\n').getBytes(StandardCharsets.UTF_8);
        submitOwn(List.of(new Pending(line, reply, null)), reply);
    }

    /**
     * Sends a command that may end a session, when no client is coming or going: tmux tells all of them. Otherwise like
     * {@link #send}.
     *
     * @param command the command
     * @param reply told what tmux answered
     */
    public void sendAlone(TmuxCommand command, ReplyListener reply) {
        doorway.enter(() -> {
            send(command, answer -> {
                doorway.left();
                reply.reply(answer);
            });
        });
    }

    /**
     * Sends lines as {@link Tmux#keys} makes them: all of them or, when it throws, none.
     *
     * @param lines whole lines with their newlines, one command each
     * @param reply told once, after the last line was answered; its error is the first one
     * @throws TmuxBridgeException {@code LIMIT} when too many commands wait
     */
    public void sendInput(byte[] lines, ReplyListener reply) {
        List<Pending> pending = InputLines.split(lines, reply);
        if (leaving.get() || !pipeline.submit(pending)) {
            reply.reply(closed());
        }
    }

    /**
     * Sends commands as one line, which tmux runs without a break, and whose printed text may come from panes. The
     * first failure ends the line; the reply then has the bodies of the commands before it. Sent however many commands
     * wait, like {@link #send}.
     *
     * @param commands at least one
     * @param reply told what they printed
     * @throws TmuxBridgeException {@code INVALID} when they are too long (30 KiB)
     */
    public void query(List<TmuxCommand> commands, ReplyListener reply) {
        if (commands.isEmpty()) {
            throw new IllegalArgumentException("a query needs a command");
        }
        QueryFrame frame = QueryFrame.of(commands.stream().map(ids::own).toList(), random);
        Pending out = new Pending(frame.outLine(), ReplyListener.IGNORE, null);
        submitOwn(List.of(new Pending(frame.line(), reply, frame), out), reply);
    }

    /**
     * Whether commands can still be answered.
     *
     * @return false once closed, by whichever side
     */
    public boolean isOpen() {
        return !leaving.get() && pipeline.isOpen();
    }

    /** Returns the id of the client's process. */
    public long pid() {
        return process.pid();
    }

    /** Returns how many lines have no answer, written or waiting; a query counts as two. */
    public int outstanding() {
        return pipeline.outstanding();
    }

    /**
     * How long the oldest line written has waited for its answer.
     *
     * @return nanoseconds, 0 when none waits
     */
    public long oldestOutstandingNanos() {
        return pipeline.oldestOutstandingNanos();
    }

    /**
     * Ends the client: when tmux has answered what was sent, its process is told to end, while the reader goes on. Its
     * input stays open: tmux 3.3a may die of its end ({@link ControlReader#endProcess}). Returns at once and may be
     * called again.
     */
    @Override
    public void close() {
        if (leaving.compareAndSet(false, true)) {
            doorway.depart(this::leave, reader.done());
        }
    }

    private void leave() {
        reader.expectEnd();
        if (!pipeline.submitOwn(List.of(new Pending(LAST, answered -> reader.endProcess(), null)))) {
            reader.endProcess();
        }
    }

    private void submitOwn(List<Pending> lines, ReplyListener reply) {
        if (leaving.get() || !pipeline.submitOwn(lines)) {
            reply.reply(closed());
        }
    }

    private static Reply closed() {
        return Reply.failure("the control client is closed");
    }

    private final class Lines implements ControlReader.Sink {

        @Override
        public void line(byte[] buffer, int from, int to) {
            parser.line(buffer, from, to);
        }

        @Override
        public void checkLimit() throws IOException {
            parser.checkLimit();
        }

        @Override
        public void ended(String error) {
            reason = error.isEmpty() ? Farewell.reason(reason, process) : error;
            for (Pending pending : pipeline.drain()) {
                CarefulListener.reply(pending.listener, Reply.failure("the control client closed: " + reason));
            }
            if (!greeting.failed(reason)) {
                listener.closed(reason);
            }
        }
    }

    private final class Replies implements ControlParser.Replies {

        @Override
        public @Nullable Pending head() {
            return pipeline.head();
        }

        @Override
        public void answered(Reply reply) {
            Pending pending = pipeline.answered();
            if (pending != null) {
                CarefulListener.reply(pending.listener, reply);
            }
        }
    }

    private final class Events implements ControlParser.Connection {

        @Override
        public void foreignBlock(boolean ok, String text) {
            greeting.block(ok, text);
        }

        @Override
        public void sessionChanged() {
            greeting.attached();
        }

        @Override
        public void exit(String why) {
            reason = why;
        }
    }
}
