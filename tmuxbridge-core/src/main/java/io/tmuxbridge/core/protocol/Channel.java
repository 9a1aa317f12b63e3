package io.tmuxbridge.core.protocol;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.core.directory.SessionLayout;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.session.Attachment;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.viewer.InputLedger;
import io.tmuxbridge.core.viewer.ViewerOutput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One terminal on one connection: turns what its viewer has into messages, in their order.
 *
 * <p><b>Threads:</b> any; the order of messages is guarded by the monitor.
 */
final class Channel implements OutboundPump.Source {

    /** Most bytes of one output message: small enough for terminals of one connection to take turns. */
    private static final int MAX_OUTPUT = 64 * 1024;
    /** Events that may wait for a slow connection; more are dropped and counted. */
    private static final int MAX_EVENTS = 256;

    private final Conversation conversation;
    private final ServerMessage.Terminal terminal;
    private final boolean wantsWrite;
    private volatile boolean writes;
    private final LayoutsTold layouts;
    private final Deque<ServerMessage> pending = new ArrayDeque<>();
    private @Nullable Attachment attachment;
    private @Nullable TerminalSize told;
    private @Nullable PaneEnd end;
    private @Nullable SessionLayout layout;
    private boolean skipped;
    private boolean over;
    private final InputAnswers answers;

    Channel(
            Conversation conversation,
            ServerMessage.Terminal terminal,
            boolean wantsWrite,
            boolean writes,
            LayoutsTold layouts) {
        this.conversation = conversation;
        this.terminal = terminal;
        this.wantsWrite = wantsWrite;
        this.writes = writes;
        this.layouts = layouts;
        this.answers = new InputAnswers(terminal);
    }

    ServerMessage.Terminal terminal() {
        return terminal;
    }

    boolean writes() {
        return writes;
    }

    /** From now on the viewer may write, or may not: it is told when that is a change. */
    void mayWrite(boolean may) {
        if (writes != (wantsWrite && may)) {
            writes = !writes;
            tell("access", Map.of("access", writes ? "write" : "read"));
        }
    }

    /** The session shown, by its id. */
    String session() {
        return attachment().terminal().feed().address().sessionId();
    }

    /**
     * Where the stream was left the terminal may have had another size, so who resumes is told with the next snapshot.
     */
    synchronized void attached(Attachment value, TerminalSize size) {
        attachment = value;
        told = value.continuation() == Attachment.Continuation.RESUMED ? null : size;
        answers.begin(value.inputSeq());
    }

    Attachment attachment() {
        return Objects.requireNonNull(attachment, "not attached yet");
    }

    @Override
    public synchronized Optional<ServerMessage> get() {
        ServerMessage waiting = pending.pollFirst();
        if (waiting != null) {
            return Optional.of(waiting);
        }
        Attachment current = attachment;
        if (current == null || over) {
            return Optional.empty();
        }
        SessionLayout news = layout;
        layout = null;
        if (news != null && layouts.isNews(news)) {
            return Optional.of(event("layout", Descriptions.layout(news)));
        }
        ViewerOutput output = current.viewer().next(MAX_OUTPUT);
        if (output instanceof ViewerOutput.Bytes bytes) {
            answers.upTo(bytes.end(), pending::addLast);
            return Optional.of(TerminalMessages.output(terminal, bytes));
        }
        if (output instanceof ViewerOutput.Screen screen) {
            return Optional.of(show(screen));
        }
        if (output instanceof ViewerOutput.TooSlow) {
            over = true;
            conversation.tooSlow();
            return Optional.empty();
        }
        return atHead();
    }

    private Optional<ServerMessage> atHead() {
        PaneEnd why = end;
        if (why == null) {
            return Optional.empty();
        }
        long unread = skipped ? 0 : attachment().viewer().lag();
        if (unread > 0) {
            skipped = true;
            return Optional.of(event("skipped", Map.of("bytes", unread)));
        }
        over = true;
        conversation.finished(this);
        return Optional.of(new ServerMessage.Disconnected(terminal, why.wire(), OptionalInt.empty()));
    }

    private ServerMessage show(ViewerOutput.Screen screen) {
        Snapshot snapshot = screen.snapshot();
        if (screen.skipped() > 0) {
            pending.addLast(event("skipped", Map.of("bytes", screen.skipped())));
        }
        if (!snapshot.size().equals(told)) {
            told = snapshot.size();
            pending.addLast(new ServerMessage.Resized(terminal, told.cols(), told.rows(), snapshot.offset()));
        }
        pending.addLast(TerminalMessages.screen(terminal, snapshot));
        answers.upTo(snapshot.offset(), pending::addLast);
        return pending.removeFirst();
    }

    /** Nothing was printed in answer to the last input for long enough. */
    void echoTimedOut() {
        synchronized (this) {
            Attachment current = attachment;
            if (current == null || over) {
                return;
            }
            answers.upTo(current.viewer().position(), pending::addLast);
        }
        conversation.pump().wake();
    }

    /** Acknowledges again what was taken, for a client that sent it again. */
    synchronized void repeated() {
        long applied = attachment().inputSeq();
        if (applied > 0) {
            pending.addLast(new ServerMessage.InputAck(terminal, applied));
        }
    }

    public void wake() {
        conversation.pump().wake();
    }

    public void inputTaken(long seq) {
        if (answers.taken(seq)) {
            conversation.all().echoes().await(this);
        }
    }

    public void inputLost(InputLedger.Lost inputs) {
        conversation.send(new ServerMessage.InputLost(terminal, inputs.first(), inputs.last()));
    }

    public void event(PaneEvent event) {
        TerminalMessages.event(terminal, event).ifPresent(message -> {
            synchronized (this) {
                if (pending.size() >= MAX_EVENTS) {
                    conversation.all().eventDropped();
                    return;
                }
                pending.addLast(message);
            }
            conversation.pump().wake();
        });
    }

    /** Older layouts that have not been told are left out: each is whole. */
    public void layout(SessionLayout newest) {
        synchronized (this) {
            layout = newest;
        }
        conversation.pump().wake();
    }

    /** Tells how something is: of several by one name that wait, only the last says anything. */
    void tell(String name, Map<String, ?> fields) {
        synchronized (this) {
            pending.removeIf(each ->
                    each instanceof ServerMessage.Event event && event.name().equals(name));
            pending.addLast(event(name, fields));
        }
        conversation.pump().wake();
    }

    public void ended(PaneEnd why) {
        synchronized (this) {
            end = why;
        }
        conversation.pump().wake();
    }

    /** Its viewer was taken over, by a connect on the same connection or on another one. */
    void takenOver(boolean here) {
        synchronized (this) {
            over = true;
        }
        conversation.takenOver(this, here);
    }

    /** Whether a session named by a client is the one shown here. */
    boolean shows(String session) {
        return session.equals(terminal.sessionId()) || session.equals(session());
    }

    private ServerMessage event(String name, Map<String, ?> fields) {
        return new ServerMessage.Event(Optional.of(terminal), name, fields);
    }
}
