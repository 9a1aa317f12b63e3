package io.tmuxbridge.core.protocol;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.core.directory.SessionLayout;
import io.tmuxbridge.core.session.Attachment;
import io.tmuxbridge.core.stream.PaneEnd;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.core.viewer.InputLedger;
import io.tmuxbridge.core.viewer.ViewerOutput;
import java.util.List;
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

    private final Conversation conversation;
    private final ServerMessage.Terminal terminal;
    private final boolean wantsWrite;
    private volatile boolean writes;
    private final LayoutsTold layouts;
    private final Outbox pending = new Outbox();
    private @Nullable Attachment attachment;
    private @Nullable TerminalSize told;
    private @Nullable PaneEnd end;
    private @Nullable SessionLayout layout;
    private boolean skipped;
    private boolean gap;
    private boolean over;
    private final InputAnswers answers;
    /** What follows from the message that {@link #get} takes; the pump's, which takes one at a time. */
    private @Nullable Runnable then;

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
        this.answers = new InputAnswers(
                terminal, pending::tell, () -> conversation.all().echoes().await(this));
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
            attachment().mayWrite(writes);
            tell("access", Map.of("access", writes ? "write" : "read"));
        }
    }

    /** The session shown, by its id. */
    String session() {
        return attachment().terminal().sessionId();
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

    /** The next message. What its end brings about is done without the monitor: it waits for others'. */
    @Override
    public Optional<ServerMessage> get() {
        Optional<ServerMessage> message = next();
        Runnable consequence = then;
        if (consequence != null) {
            then = null;
            consequence.run();
        }
        return message;
    }

    private synchronized Optional<ServerMessage> next() {
        boolean layoutWaits = layout != null;
        Optional<ServerMessage> message = pending.next(this::newLayout, this::output);
        // The end waits for a layout, which another channel may have told meanwhile.
        return message.isEmpty() && layoutWaits ? pending.next(this::newLayout, this::output) : message;
    }

    private Optional<ServerMessage> newLayout() {
        SessionLayout news = layout;
        layout = null;
        return news != null && !over && layouts.isNews(news)
                ? Optional.of(event("layout", Descriptions.layout(news)))
                : Optional.empty();
    }

    private Optional<ServerMessage> output() {
        Attachment current = attachment;
        if (current == null || over) {
            return Optional.empty();
        }
        ViewerOutput output = current.viewer().next(MAX_OUTPUT);
        if (output instanceof ViewerOutput.Bytes bytes) {
            answers.upTo(bytes.end());
            return Optional.of(TerminalMessages.output(terminal, bytes));
        }
        if (output instanceof ViewerOutput.Screen screen) {
            return show(screen);
        }
        if (output instanceof ViewerOutput.TooSlow) {
            over = true;
            then = conversation::tooSlow;
            return Optional.empty();
        }
        return atHead();
    }

    private Optional<ServerMessage> atHead() {
        PaneEnd why = end;
        if (why == null || !pending.isEmpty() || layout != null) {
            return Optional.empty(); // what is news is told before the end
        }
        long unread = skipped ? 0 : attachment().viewer().lag();
        if (unread > 0) {
            skipped = true;
            return Optional.of(event("skipped", Map.of("bytes", unread)));
        }
        if (gap) {
            gap = false;
            return Optional.of(event("gap", Map.of()));
        }
        over = true;
        then = () -> conversation.finished(this);
        return Optional.of(new ServerMessage.Disconnected(terminal, why.wire(), OptionalInt.empty()));
    }

    private Optional<ServerMessage> show(ViewerOutput.Screen screen) {
        List<ServerMessage> parts = TerminalMessages.screen(terminal, screen, told);
        told = screen.snapshot().size();
        answers.upTo(screen.snapshot().offset());
        return pending.screen(parts);
    }

    /** Nothing was printed in answer to the last input for long enough. */
    void echoTimedOut() {
        synchronized (this) {
            if (attachment == null || over) {
                return;
            }
            answers.timedOut(attachment.viewer().position());
        }
        wake();
    }

    /** Acknowledges again what was taken, for a client that sent it again. */
    void repeated() {
        long applied = attachment().inputSeq();
        if (applied > 0) {
            synchronized (this) {
                pending.tell(new ServerMessage.InputAck(terminal, applied));
            }
        }
    }

    void wake() {
        conversation.pump().wake();
    }

    void inputTaken(long seq) {
        answers.taken(seq, attachment().viewer().head());
    }

    void inputLost(InputLedger.Lost inputs) {
        conversation.send(new ServerMessage.InputLost(terminal, inputs.first(), inputs.last()));
    }

    void event(PaneEvent event) {
        Optional<ServerMessage> message = TerminalMessages.event(terminal, event);
        synchronized (this) {
            gap |= event instanceof PaneEvent.Gap;
            message.ifPresent(pending::tell);
        }
        wake();
    }

    /** Only the newest is told, in whatever order they come: each is whole. */
    void layout(SessionLayout newest) {
        synchronized (this) {
            layout = layout == null || layout.version() < newest.version() ? newest : layout;
        }
        wake();
    }

    /** Tells how something is: of several by one name that wait, only the last says anything. */
    void tell(String name, Map<String, ?> fields) {
        synchronized (this) {
            pending.tell(event(name, fields));
        }
        wake();
    }

    void ended(PaneEnd why) {
        synchronized (this) {
            end = why;
        }
        wake();
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

    private ServerMessage.Event event(String name, Map<String, ?> fields) {
        return new ServerMessage.Event(Optional.of(terminal), name, fields);
    }
}
