package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.core.codec.BinaryCodec;
import io.tmuxbridge.core.codec.Codecs;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.core.redact.Lens;
import io.tmuxbridge.core.stream.FedLog;
import io.tmuxbridge.core.tmux.ControlPipe;
import io.tmuxbridge.core.viewer.Delivery;
import io.tmuxbridge.core.viewer.Viewer;
import io.tmuxbridge.core.viewer.ViewerOutput;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.Frame;
import io.tmuxbridge.transport.Handshake;
import io.tmuxbridge.transport.SendCompletion;
import io.tmuxbridge.transport.Subprotocol;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * How much memory output takes on its way from the lines of a control client to the frames of binary viewers, counted
 * by the JVM for the one thread that does it all here.
 *
 * <p>Up to the log nothing is allocated. Behind it there remain one copy of each chunk, which all viewers at the same
 * place share, one copy of it in the frame of each viewer, since the header in front of it is the viewer's own, and
 * some small objects for each frame.
 *
 * <p>It is here and not in core because core's tests run in core's module, which does not read the JVM's management.
 */
class OutputAllocationTest {

    private static final int MEGABYTE = 1 << 20;
    private static final int MEGABYTES = 64;
    private static final int WARM = 16;
    private static final int LOG = 4 * MEGABYTE;
    private static final int MAX_OUTPUT = 64 * 1024;
    /** Nothing was seen; this is for what the JVM may do by itself. */
    private static final int PER_MEGABYTE = 512;
    /** Small objects of a chunk that is read from the log, beside its bytes: 291 were seen. */
    private static final int PER_CHUNK = 400;
    /** Small objects of a frame, beside the copy of the chunk: 362 were seen. */
    private static final int PER_FRAME = 500;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final FedLog feed = new FedLog(LOG);
    private final ControlPipe pipe = new ControlPipe(feed);
    private final byte[] told = told();
    private final List<OutboundPump> pumps = new ArrayList<>();
    private long frames;
    private long sent;

    @Test
    void fromTmuxToTheLogNothingIsAllocated() throws IOException {
        long allocated = allocatedFor(MEGABYTES);
        assertThat(feed.log().head()).isGreaterThan((long) MEGABYTES * MEGABYTE);
        assertThat(allocated / MEGABYTES).as("bytes for each megabyte").isLessThan(PER_MEGABYTE);
    }

    @Test
    void aViewerTakesACopyForTheLogAndOneForItsFrame() throws IOException {
        view(1);
        assertTakes(2);
    }

    @Test
    void viewersShareTheCopyOfTheLog() throws IOException {
        view(8);
        assertTakes(1 + 8);
    }

    private void assertTakes(int copies) throws IOException {
        long allocated = allocatedFor(MEGABYTES);
        long stream = sent / pumps.size();
        assertThat(stream).as("all was sent").isGreaterThan((long) MEGABYTES * MEGABYTE);
        assertThat(allocated - copies * stream)
                .as("bytes beside the copies, for %s frames", frames)
                .isLessThan(frames * PER_FRAME + frames / pumps.size() * PER_CHUNK + MEGABYTES * (long) PER_MEGABYTE);
    }

    private void view(int viewers) {
        for (int i = 0; i < viewers; i++) {
            Viewer viewer = new Viewer(feed, Lens.clear(feed), Delivery.LOSSLESS, 0, 0);
            ServerMessage.Terminal terminal = new ServerMessage.Terminal(i + 1, "work", "%1");
            OutboundPump pump = new OutboundPump(
                    new Counted(), Codecs.of(Subprotocol.BINARY, MEGABYTE, () -> 0), MEGABYTE, new NoTrouble());
            pump.add(() -> output(terminal, viewer.next(MAX_OUTPUT)));
            pumps.add(pump);
        }
    }

    /** As {@link Channel} does. */
    private static Optional<ServerMessage> output(ServerMessage.Terminal terminal, ViewerOutput output) {
        if (output instanceof ViewerOutput.Bytes bytes) {
            return Optional.of(new ServerMessage.Output(
                    terminal,
                    bytes.offset(),
                    bytes.end(),
                    false,
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    bytes.data()));
        }
        assertThat(output).isInstanceOf(ViewerOutput.Nothing.class);
        return Optional.empty();
    }

    private long allocatedFor(int megabytes) throws IOException {
        read(WARM);
        frames = 0;
        sent = 0;
        long me = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(me);
        read(megabytes);
        return threads.getThreadAllocatedBytes(me) - before;
    }

    private void read(int megabytes) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(told);
        long end = feed.log().head() + (long) megabytes * MEGABYTE;
        while (feed.log().head() <= end) {
            in.reset();
            while (pipe.readFrom(in)) {
                for (int i = 0; i < pumps.size(); i++) {
                    pumps.get(i).wake();
                }
            }
        }
    }

    /** A quarter of a megabyte of coloured lines, as tmux 3.3 escapes them. */
    private static byte[] told() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; lines.length() < MEGABYTE / 4; i++) {
            lines.append("%output %1 \\033[3").append(i % 8).append("mline ").append(i);
            lines.append(
                    " of what a program prints, with h\u00f6lzern \u4e16\u754c and \\134 in it\\033[m\\015\\012\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Keeps nothing and is never slow. */
    private final class Counted implements Connection {
        @Override
        public Handshake handshake() {
            return new Handshake(
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Handshake.UNKNOWN_ADDRESS,
                    Credentials.NONE);
        }

        @Override
        public void send(Frame frame, SendCompletion completion) {
            frames++;
            sent += frame.size() - BinaryCodec.HEADER;
            completion.done(null);
        }

        @Override
        public void close(int code, String reason) {
            throw new AssertionError("closed: " + reason);
        }
    }

    private static final class NoTrouble implements OutboundPump.Trouble {
        @Override
        public void overflow(int queuedBytes) {
            throw new AssertionError(queuedBytes + " bytes wait");
        }

        @Override
        public void failed(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void broken(Throwable defect) {
            throw new AssertionError(defect);
        }
    }
}
