package io.tmuxbridge.client.internal;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.pane.PanePosition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A terminal as the application has it: each call is a turn of the client.
 *
 * <p><b>Threads:</b> any.
 */
final class ViewedTerminal implements Terminal {

    private final Turns turns;
    private final Dialogue dialogue;

    ViewedTerminal(Turns turns, Dialogue dialogue) {
        this.turns = turns;
        this.dialogue = dialogue;
    }

    @Override
    public CompletableFuture<Void> send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public CompletableFuture<Void> send(byte[] data) {
        byte[] copy = data.clone();
        return turns.get(() -> dialogue.typing().send(copy));
    }

    @Override
    public CompletableFuture<Void> room(int bytes) {
        return turns.get(() -> dialogue.typing().room(bytes));
    }

    @Override
    public void resize(TerminalSize size) {
        turns.run(() -> dialogue.place().resize(size));
    }

    @Override
    public void refresh() {
        turns.run(() -> dialogue.place().refresh());
    }

    @Override
    public void hold() {
        turns.run(() -> dialogue.viewing().mailbox().hold());
    }

    @Override
    public void release() {
        turns.run(() -> dialogue.viewing().mailbox().release());
    }

    @Override
    public Optional<PanePosition> position() {
        return turns.get(() -> dialogue.viewing().resume());
    }

    @Override
    public boolean connected() {
        return turns.get(() -> dialogue.place().there());
    }

    @Override
    public void close() {
        turns.run(dialogue::close);
    }

    @Override
    public String toString() {
        return turns.get(dialogue::toString);
    }
}
