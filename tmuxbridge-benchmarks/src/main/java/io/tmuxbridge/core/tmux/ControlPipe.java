package io.tmuxbridge.core.tmux;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What a control client does with the bytes that it reads, without a client. <b>Threads:</b> one. */
public final class ControlPipe {

    private final LineBuffer lines = new LineBuffer(1 << 20);
    private final ControlParser parser;

    /**
     * Makes a pipe that nothing was sent through.
     *
     * @param listener is told what panes print
     */
    public ControlPipe(ControlListener listener) {
        parser = new ControlParser(listener, new NobodyAsked(), new NobodyTold(), 1 << 20);
    }

    /**
     * Reads once.
     *
     * @param told what tmux writes
     * @return false at the end
     * @throws IOException when that cannot be read
     */
    public boolean readFrom(InputStream told) throws IOException {
        return lines.readFrom(told, parser);
    }

    private static final class NobodyAsked implements ControlParser.Replies {
        @Override
        public @Nullable Pending head() {
            return null;
        }

        @Override
        public void answered(Reply reply) {
            throw new AssertionError("an answer to nothing");
        }
    }

    private static final class NobodyTold implements ControlParser.Connection {
        @Override
        public void foreignBlock(boolean ok, String text) {}

        @Override
        public void sessionChanged() {}

        @Override
        public void exit(String reason) {}
    }
}
