package io.tmuxbridge.examples.cli;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalSpec;
import io.tmuxbridge.client.TmuxClient;
import java.io.IOException;
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
    /** How long a beginning of the detach key's sequence waits for the rest; nobody types one so fast by hand. */
    private static final int HELD_MILLIS = 50;
    /** Ctrl-C, which makes no signal while the terminal is attached. */
    private static final byte INTERRUPT = 3;

    private final LocalTerminal local;
    private final DetachWatch detach;
    private final Picture picture;
    private final TerminalSpec what;
    private final TmuxClient client;

    Attachment(TerminalSpec what, TmuxClient client, LocalTerminal local, DetachKey detachKey) {
        TerminalSize size = local.size();
        this.what = what.followSession().size(size.cols(), size.rows());
        this.client = client;
        this.local = local;
        this.detach = new DetachWatch(detachKey);
        this.picture = new Picture(what.session(), local);
    }

    /** Stays attached until it is over. */
    End run() throws InterruptedException {
        CompletableFuture<Terminal> opened = client.open(what, picture);
        opened.thenAccept(this::begin);
        Thread keyboard = new Thread(() -> keyboard(opened), "tmuxbridge-keyboard");
        keyboard.setDaemon(true);
        keyboard.start();
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
    }

    private void keyboard(CompletableFuture<Terminal> opened) {
        byte[] read = new byte[CHUNK];
        try {
            while (picture.isAwaited()) {
                await(read);
            }
            keyboard(opened.get(), read);
        } catch (ExecutionException e) {
            // The picture says why.
            return;
        } catch (IOException e) {
            picture.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * There is nothing to type into yet, and no line to be edited either: what is typed is for this program, and
     * nothing of it for the one that is shown later.
     */
    private void await(byte[] read) throws IOException, InterruptedException {
        if (!local.hasInput(HELD_MILLIS) || !picture.isAwaited()) {
            return;
        }
        int length = local.read(read);
        if (detach.take(read, Math.max(0, length)).leaves() || contains(read, length, INTERRUPT)) {
            picture.leave();
        }
        detach.release();
    }

    private static boolean contains(byte[] bytes, int length, byte wanted) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    private void keyboard(Terminal terminal, byte[] read) {
        try {
            while (!picture.end().isDone()) {
                if (detach.holds() && !local.hasInput(HELD_MILLIS)) {
                    type(terminal, detach.release());
                }
                int length = local.read(read);
                DetachWatch.Typed typed = detach.take(read, Math.max(0, length));
                type(terminal, typed.bytes());
                if (length < 0 || typed.leaves()) {
                    terminal.close();
                }
            }
        } catch (IOException e) {
            terminal.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Types; rings when it has to be thrown away because the connection is lost and enough waits for it already. */
    private void type(Terminal terminal, byte[] data) throws InterruptedException {
        if (data.length == 0 || !picture.writes()) {
            return;
        }
        CompletableFuture<Void> room = terminal.room(data.length);
        try {
            CompletableFuture.anyOf(room, picture.lost()).get();
        } catch (ExecutionException e) {
            // It has ended: there is nobody to type for.
            return;
        }
        if (terminal.send(data).isCompletedExceptionally()) {
            local.bell();
        }
    }
}
