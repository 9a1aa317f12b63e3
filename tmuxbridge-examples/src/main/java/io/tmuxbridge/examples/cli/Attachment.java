package io.tmuxbridge.examples.cli;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalSpec;
import io.tmuxbridge.client.TmuxClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A person's terminal joined to one of a server, until either is done: the keyboard on one side, the picture on the
 * other.
 *
 * <p><b>Threads:</b> {@link #run()} once, in one thread; it starts one for the keyboard, which ends with it (at its
 * next key, or with the process).
 */
final class Attachment {

    private static final int CHUNK = 16 << 10;

    private final LocalTerminal local;
    private final DetachKey detachKey;
    private final Picture picture;
    private final TerminalSpec what;
    private final TmuxClient client;

    Attachment(TerminalSpec what, TmuxClient client, LocalTerminal local, DetachKey detachKey) {
        TerminalSize size = local.size();
        this.what = what.followSession().size(size.cols(), size.rows());
        this.client = client;
        this.local = local;
        this.detachKey = detachKey;
        this.picture = new Picture(what.session(), local);
    }

    /** Stays attached until it is over. */
    End run() throws InterruptedException {
        client.open(what, picture).thenAccept(this::begin);
        try {
            return picture.end().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end never fails", e);
        }
    }

    private void begin(Terminal terminal) {
        local.onResize(terminal::resize);
        // It may have been changed since it was asked for.
        terminal.resize(local.size());
        Thread keyboard = new Thread(() -> keyboard(terminal), "tmuxbridge-keyboard");
        keyboard.setDaemon(true);
        keyboard.start();
    }

    private void keyboard(Terminal terminal) {
        byte[] typed = new byte[CHUNK];
        try {
            while (!picture.end().isDone()) {
                int length = local.read(typed);
                int detach = length < 0 ? 0 : detachKey.indexIn(typed, length);
                int taken = detach < 0 ? length : detach;
                if (taken > 0 && !type(terminal, Arrays.copyOf(typed, taken))) {
                    local.bell();
                }
                if (detach >= 0) {
                    terminal.close();
                }
            }
        } catch (IOException e) {
            terminal.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Types; false when it had to be thrown away because the connection is lost and enough waits for it already. */
    private boolean type(Terminal terminal, byte[] data) throws InterruptedException {
        if (!picture.writes()) {
            return true;
        }
        CompletableFuture<Void> room = terminal.room(data.length);
        try {
            CompletableFuture.anyOf(room, picture.lost()).get();
        } catch (ExecutionException e) {
            // It has ended: there is nobody to type for.
            return true;
        }
        return !terminal.send(data).isCompletedExceptionally();
    }
}
