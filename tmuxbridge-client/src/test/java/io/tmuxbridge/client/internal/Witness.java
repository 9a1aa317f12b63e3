package io.tmuxbridge.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.client.Connected;
import io.tmuxbridge.client.LostInput;
import io.tmuxbridge.client.Snapshot;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalEnd;
import io.tmuxbridge.client.TerminalEvent;
import io.tmuxbridge.client.TerminalListener;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A listener that remembers. */
class Witness implements TerminalListener {

    final StringBuilder shown = new StringBuilder();
    final List<Connected> connected = new ArrayList<>();
    final List<TerminalSize> sizes = new ArrayList<>();
    final List<TerminalEvent> events = new ArrayList<>();
    final List<TmuxBridgeException> refusals = new ArrayList<>();
    final List<LostInput> lost = new ArrayList<>();
    final List<String> reconnecting = new ArrayList<>();
    final List<TerminalEnd> ends = new ArrayList<>();
    Optional<Terminal> terminal = Optional.empty();

    @Override
    public void connected(Terminal which, Connected how) {
        terminal = Optional.of(which);
        connected.add(how);
    }

    @Override
    public void snapshot(Snapshot screen) {
        shown.append(UTF_8.decode(screen.data().duplicate()));
    }

    @Override
    public void bytes(ByteBuffer data) {
        shown.append(UTF_8.decode(data));
    }

    @Override
    public void resized(TerminalSize size) {
        sizes.add(size);
    }

    @Override
    public void event(TerminalEvent event) {
        events.add(event);
    }

    @Override
    public void refused(TmuxBridgeException why) {
        refusals.add(why);
    }

    @Override
    public void inputLost(LostInput input) {
        lost.add(input);
    }

    @Override
    public void reconnecting(String why) {
        reconnecting.add(why);
    }

    @Override
    public void ended(TerminalEnd end) {
        ends.add(end);
    }
}
