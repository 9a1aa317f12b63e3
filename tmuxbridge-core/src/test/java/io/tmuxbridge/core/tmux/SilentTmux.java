package io.tmuxbridge.core.tmux;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A tmux process that takes commands, answers when told to, and dies when told to; with the control client that uses
 * it.
 */
public final class SilentTmux extends Process {

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final PipedInputStream out = new PipedInputStream(64 * 1024);
    private final PipedOutputStream says;
    private final CountDownLatch ended = new CountDownLatch(1);
    private int answered;

    public SilentTmux() throws IOException {
        says = new PipedOutputStream(out);
        says.write("%session-changed $0 s\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** A client of this tmux that runs. */
    public ControlClient attach() {
        ControlClient client = new ControlClient(
                this,
                new ControlListener() {
                    @Override
                    public void output(int pane, byte[] buffer, int offset, int length, long ageMillis) {}

                    @Override
                    public void notification(Notification notification) {}

                    @Override
                    public void closed(String reason) {
                        ended.countDown();
                    }
                },
                Thread::new,
                new Doorway(),
                ServerIds.ONLY,
                TmuxLoad.unbounded());
        client.start();
        return client;
    }

    /** The commands so far, one a line. */
    public List<String> commands() {
        return heard.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Answers the next so many commands well. */
    public void answer(int count) {
        try {
            for (int i = 0; i < count; i++) {
                answered++;
                says.write(("%begin 1 " + answered + " 1\n%end 1 " + answered + " 1\n")
                        .getBytes(StandardCharsets.US_ASCII));
            }
            says.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends without a word; returns when the client has noticed. */
    public void die() throws Exception {
        says.close();
        if (!ended.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the client did not notice that tmux died");
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return heard;
    }

    @Override
    public InputStream getInputStream() {
        return out;
    }

    @Override
    public InputStream getErrorStream() {
        return InputStream.nullInputStream();
    }

    /** For what is said of a client that broke off. */
    @Override
    public long pid() {
        return 0;
    }

    @Override
    public int waitFor() {
        return 0;
    }

    @Override
    public int exitValue() {
        return 0;
    }

    @Override
    public void destroy() {}
}
