package io.tmuxbridge.examples.cli;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.Connected;
import io.tmuxbridge.client.LostInput;
import io.tmuxbridge.client.Snapshot;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalEnd;
import io.tmuxbridge.client.TerminalEvent;
import io.tmuxbridge.client.TerminalListener;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a person sees of a terminal, and is told over the picture: notices spoil it, so that it is drawn anew before the
 * next one.
 *
 * <p><b>Threads:</b> the client's, one call at a time; what others ask is volatile.
 */
final class Picture implements TerminalListener {

    private final String session;
    private final TerminalView view;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private volatile CompletableFuture<Void> lost = new CompletableFuture<>();
    private volatile boolean writes = true;
    private volatile boolean shown;
    private Optional<Terminal> terminal = Optional.empty();
    private Optional<String> noticeAfterSnapshot = Optional.empty();
    private boolean spoilt;
    private boolean snapshotComes;
    private long uncertainInput;
    private long inputNotSent;

    Picture(String session, TerminalView view) {
        this.session = session;
        this.view = view;
    }

    /** How it ended, once it has. */
    CompletableFuture<End> end() {
        return end;
    }

    /** Whether there is nothing to see yet, and may be. */
    boolean isAwaited() {
        return !shown && !end.isDone();
    }

    /** Whoever looks goes, before there was anything to see. */
    void leave() {
        end.complete(End.detached(session));
    }

    /** Done as soon as the connection is lost that there is now. */
    CompletableFuture<Void> lost() {
        return lost;
    }

    /** Whether what is typed is of any use. */
    boolean writes() {
        return writes;
    }

    @Override
    public void connected(Terminal which, Connected how) {
        terminal = Optional.of(which);
        shown = true;
        writes = how.writes();
        lost = new CompletableFuture<>();
        snapshotComes = how.how() != Connected.How.RESUMED;
        if (spoilt) {
            refresh();
        }
        spoilt = false;
    }

    @Override
    public void snapshot(Snapshot screen) {
        snapshotComes = false;
        view.output(screen.data());
        noticeAfterSnapshot.ifPresent(view::notice);
        noticeAfterSnapshot = Optional.empty();
    }

    @Override
    public void bytes(ByteBuffer data) {
        view.output(data);
    }

    @Override
    public void event(TerminalEvent event) {
        if (event instanceof TerminalEvent.Access access) {
            writes = access.writes();
        }
    }

    @Override
    public void refused(TmuxBridgeException why) {
        noteAfterSnapshot("[" + why.getMessage() + "]");
    }

    @Override
    public void inputLost(LostInput input) {
        uncertainInput += input.uncertainBytes();
        inputNotSent += input.notSentBytes();
        String lost = End.lostInput(input.uncertainBytes(), input.notSentBytes());
        noteAfterSnapshot("[" + (lost.isEmpty() ? input.why() : lost) + "]");
    }

    /** A snapshot would wipe the notice away, so it waits for one. */
    private void noteAfterSnapshot(String text) {
        noticeAfterSnapshot = Optional.of(text);
        refresh();
    }

    /** Sees to it that a snapshot comes, and no second one behind it. */
    private void refresh() {
        if (!snapshotComes) {
            snapshotComes = terminal.isPresent();
            terminal.ifPresent(Terminal::refresh);
        }
    }

    @Override
    public void reconnecting(String why) {
        spoilt = true;
        lost.complete(null);
        view.notice("[reconnecting: " + why + "]");
    }

    @Override
    public void ended(TerminalEnd how) {
        lost.complete(null);
        end.complete(End.of(how, session, terminal.isPresent()).withLostInput(uncertainInput, inputNotSent));
    }
}
