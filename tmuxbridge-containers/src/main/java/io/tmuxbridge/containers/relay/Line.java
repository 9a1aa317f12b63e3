package io.tmuxbridge.containers.relay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.Socket;
import java.util.function.Consumer;

/**
 * One end of the line. Both ends are ours, on one machine, for a test.
 *
 * <p><b>Threads:</b> {@link #write} from any; {@link #readAll} from one.
 */
final class Line implements AutoCloseable {

    private final Socket socket;
    private final ObjectOutputStream out;

    Line(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        out = new ObjectOutputStream(new BufferedOutputStream(socket.getOutputStream(), 64 * 1024));
        out.flush();
    }

    /** Writes one; false when nobody is there any more. */
    synchronized boolean write(Message message) {
        try {
            out.writeObject(message);
            out.reset();
            out.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Passes on what comes, until the line ends. */
    void readAll(Consumer<Message> reader) {
        try (ObjectInputStream in = new ObjectInputStream(socket.getInputStream())) {
            while (true) {
                reader.accept((Message) in.readObject());
            }
        } catch (IOException e) {
            // the other end has gone, as it does when a test is over
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("both ends are of one build", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
