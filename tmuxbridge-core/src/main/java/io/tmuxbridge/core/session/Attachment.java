package io.tmuxbridge.core.session;

import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.stream.PaneAddress;
import io.tmuxbridge.core.viewer.InputLedger;
import io.tmuxbridge.core.viewer.Viewer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One viewer of one terminal, from connect to disconnect: what its connection does with the terminal goes through here.
 *
 * <p><b>Threads:</b> any. No method blocks.
 */
public final class Attachment {

    private volatile Terminal terminal;
    private final ViewRequest request;
    private final ViewerPort port;
    private final InputLedger ledger;
    private final Viewer viewer;
    private final Continuation continuation;
    private final long offset;
    private final OptionalLong lost;
    private final Optional<? extends SizeSay> wish;
    private final String epoch;
    private volatile ViewerSize size;
    private volatile boolean writes;
    private volatile boolean fenced;
    private volatile Optional<Boolean> left = Optional.empty();

    /** How the client's stream goes on. */
    public enum Continuation {
        /** From a snapshot, in a life of the stream that the client does not know. */
        FRESH,
        /** At exactly the byte where it stood. */
        RESUMED,
        /** From a snapshot, because older bytes are gone. */
        GAP
    }

    /** Where a viewer begins. */
    record Start(Viewer viewer, Continuation continuation, long offset, OptionalLong lost) {}

    Attachment(
            Terminal terminal,
            ViewRequest request,
            ViewerPort port,
            InputLedger ledger,
            Start start,
            Optional<? extends SizeSay> wish,
            String epoch) {
        this.terminal = terminal;
        this.request = request;
        this.port = port;
        this.ledger = ledger;
        this.viewer = start.viewer();
        this.continuation = start.continuation();
        this.offset = start.offset() + start.viewer().shift();
        this.lost = start.lost();
        this.wish = wish;
        this.epoch = epoch;
        this.size = request.size();
        this.writes = request.writes();
    }

    /** {@return the reader of the log} */
    public Viewer viewer() {
        return viewer;
    }

    /** {@return the terminal viewed} */
    public Terminal terminal() {
        return terminal;
    }

    /** {@return where that is} */
    public PaneAddress address() {
        return terminal.feed().address();
    }

    /**
     * The life of the stream as this viewer knows it: it stays the same when the viewer is moved to another terminal.
     *
     * @return the epoch to be told
     */
    public String epoch() {
        return epoch;
    }

    /**
     * Whether what it views may take keys from it: it asked to type, and was allowed to, when it came.
     *
     * @return false when it only looks on, whatever it may do now
     */
    public boolean typesInto() {
        return request.writes();
    }

    /** {@return how the stream goes on, the answer to the client's resume} */
    public Continuation continuation() {
        return continuation;
    }

    /**
     * Where the stream goes on.
     *
     * @return position of the first output
     */
    public long offset() {
        return offset;
    }

    /**
     * How much is lost.
     *
     * @return bytes between where the client stood and where it goes on, with a gap only
     */
    public OptionalLong lost() {
        return lost;
    }

    /**
     * The last input of this client whose fate is known: tmux has taken it and all before it, but for those that were
     * told to be lost.
     *
     * @return its number, 0 when there was none
     */
    public long inputSeq() {
        return ledger.settled();
    }

    /**
     * Sends input to the program, unless the same was accepted before. What becomes of it is told to the port.
     *
     * @param seq its number, 0 for none
     * @param data the bytes, not touched afterwards
     * @param pace how much of tmux's time who types it may take
     * @return false when it was accepted before and is not sent again
     * @throws io.tmuxbridge.TmuxBridgeException when it skips a number, or too much waits already; nothing was sent
     */
    public boolean input(long seq, byte[] data, InputPace pace) {
        return terminal.input(this, seq, data, pace);
    }

    /**
     * The viewer has another size, or is hidden or seen again.
     *
     * @param value what it says of its size
     */
    public void resize(ViewerSize value) {
        size = value;
        wish.ifPresent(own -> own.resize(value));
    }

    /**
     * From now on the viewer may write, or may not: its size counts, or does not.
     *
     * @param value whether it may
     */
    public void mayWrite(boolean value) {
        writes = value;
        wish.ifPresent(own -> own.say(value));
    }

    /**
     * From now on secrets are hidden from the viewer, or are not; it begins anew with a snapshot when that is a change.
     *
     * @param value whether they are hidden
     */
    public void mask(boolean value) {
        if (viewer.lens().masks() != value) {
            terminal.mask(this, value);
        }
    }

    /**
     * The viewer leaves.
     *
     * @param mayReturn whether its connection was lost, so that it may come back to where it stood
     */
    public void leave(boolean mayReturn) {
        left = Optional.of(mayReturn);
        terminal.leave(this, mayReturn);
    }

    /** Whether the pane is in copy mode, for who may take it to be otherwise: also who was there when it last was. */
    public Optional<Boolean> mode() {
        boolean returns = continuation == Continuation.RESUMED && !terminal.showsSession();
        return Optional.of(terminal.inMode()).filter(inMode -> inMode || returns);
    }

    Map<String, ?> describe() {
        return Map.of(
                "paneId", terminal.feed().address().paneId(),
                "view", terminal.showsSession() ? "mirror" : "pane",
                "caller", request.caller(),
                "access", writes ? "write" : "read",
                "delivery", request.delivery().name().toLowerCase(Locale.ROOT),
                "cols", size.size().cols(),
                "rows", size.size().rows(),
                "visible", size.visible(),
                "lag", viewer.lag(),
                "skipped", viewer.skipped());
    }

    /** {@return which inputs of its client were taken} */
    public InputLedger ledger() {
        return ledger;
    }

    /** Another viewer of the same client takes its place: what still comes from this one has no effect. */
    void fence() {
        synchronized (ledger) {
            fenced = true;
        }
    }

    /** From now on it views another terminal of the same session; to be called with the ledger's monitor held. */
    void moveTo(Terminal other) {
        terminal = other;
    }

    /** Whether it may return, once it has left. */
    Optional<Boolean> left() {
        return left;
    }

    ViewerSize size() {
        return size;
    }

    boolean fenced() {
        return fenced;
    }

    ViewRequest request() {
        return request;
    }

    ViewerPort port() {
        return port;
    }

    Optional<? extends SizeSay> wish() {
        return wish;
    }
}
