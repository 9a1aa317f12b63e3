package io.tmuxbridge.core.stream;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.core.input.InputDone;
import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.log.OutputLog;
import io.tmuxbridge.core.log.Snapshot;
import io.tmuxbridge.core.terminal.ByteSink;
import io.tmuxbridge.core.terminal.Dialect;
import io.tmuxbridge.core.terminal.Normaliser;
import io.tmuxbridge.core.terminal.TerminalState;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.ControlListener;
import io.tmuxbridge.core.tmux.Notification;
import java.util.Optional;

/**
 * A feed of one pane that nothing but output comes to: normalised and logged as in {@link PaneStream}, without a tmux.
 */
public final class FedLog implements Feed, ControlListener {

    private final OutputLog log;
    private final ByteSink normalised = new ByteSink();
    private final Normaliser normaliser = new Normaliser(Dialect.of(3, 3), new TerminalState(80, 24));

    /**
     * Makes a feed with an empty log.
     *
     * @param capacity most bytes that the log keeps
     */
    public FedLog(int capacity) {
        log = new OutputLog(capacity);
    }

    @Override
    public void output(int pane, byte[] buffer, int offset, int length, long ageMillis) {
        normaliser.feed(buffer, offset, length, normalised);
        log.append(normalised.buffer(), 0, normalised.size());
        normalised.reset();
    }

    @Override
    public OutputLog log() {
        return log;
    }

    @Override
    public void notification(Notification notification) {}

    @Override
    public void closed(String reason) {}

    @Override
    public void open(Runnable beforeFirstSnapshot) {}

    @Override
    public PaneAddress address() {
        return new PaneAddress(1, "$1", "@1", 1, true);
    }

    @Override
    public String epoch() {
        return "one";
    }

    @Override
    public TerminalSize size() {
        return TerminalSize.DEFAULT;
    }

    @Override
    public Optional<Snapshot> snapshot(long serial, int history) {
        return Optional.empty();
    }

    @Override
    public long capture(int history) {
        throw new AssertionError("nobody falls behind here");
    }

    @Override
    public void input(byte[] data, InputPace pace, InputDone done) {}

    @Override
    public void sendInput() {}

    @Override
    public void watchedBy(Watchers watchers) {}

    @Override
    public Optional<ControlClient> client() {
        return Optional.empty();
    }

    @Override
    public void tick() {}

    @Override
    public boolean hasEnded() {
        return false;
    }

    @Override
    public void close() {}
}
