package io.tmuxbridge.testkit;

import io.tmuxbridge.testkit.FaultProxy.Cut;
import io.tmuxbridge.testkit.FaultProxy.Direction;
import io.tmuxbridge.testkit.FaultProxy.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One connection through a {@link FaultProxy}: passes bytes on up to the cut, then breaks.
 *
 * <p><b>Threads:</b> one pump for each direction; ends when either side does.
 */
final class ProxiedConnection {

    private static final int BUFFER = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final Optional<Cut> cut;
    private final BiConsumer<ProxiedConnection, Cut> onCut;
    private final Consumer<ProxiedConnection> onEnd;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean stalled;
    private volatile boolean broken;

    ProxiedConnection(
            Socket client,
            Socket server,
            Optional<Cut> cut,
            BiConsumer<ProxiedConnection, Cut> onCut,
            Consumer<ProxiedConnection> onEnd) {
        this.client = client;
        this.server = server;
        this.cut = cut;
        this.onCut = onCut;
        this.onEnd = onEnd;
    }

    /** Passes bytes on in one direction until the end or the cut. */
    void pump(Direction direction) {
        Socket from = direction == Direction.TO_CLIENT ? server : client;
        Socket to = direction == Direction.TO_CLIENT ? client : server;
        Optional<Cut> mine = cut.filter(planned -> planned.direction() == direction);
        PassCounter counter = new PassCounter(
                mine.map(Cut::unit).orElse(Unit.BYTES), mine.map(Cut::position).orElse(Long.MAX_VALUE));
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!counter.full()) {
                int read = in.read(buffer);
                if (read < 0 || stalled) {
                    break;
                }
                out.write(buffer, 0, counter.pass(buffer, read));
            }
            if (counter.full() && mine.isPresent()) {
                broken = true;
                onCut.accept(this, mine.get());
                breakIt(mine.get(), to);
            }
        } catch (IOException e) {
            // The other pump, or one of the sides, has ended the connection.
        }
        if (stalled) {
            awaitEnd();
        }
        closeInOrder();
    }

    /** Whether its cut has not come. */
    boolean isSpared() {
        return cut.isPresent() && !broken;
    }

    /** Ends it with a reset to both sides. */
    void reset() {
        closeAbruptly(client);
        closeAbruptly(server);
        ended();
    }

    private void breakIt(Cut planned, Socket receiver) throws IOException {
        switch (planned.fault()) {
            case RESET -> reset();
            case DROP -> closeInOrder();
            case STALL -> stalled = true;
            case HALF_CLOSE -> {
                receiver.shutdownOutput();
                awaitEnd();
            }
        }
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeInOrder() {
        close(client);
        close(server);
        ended();
    }

    private void ended() {
        over.countDown();
        onEnd.accept(this);
    }

    static void closeAbruptly(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already.
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more can be done for it.
        }
    }
}
