package io.tmuxbridge.jakarta;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * HTTP/1.1 on a bare socket (RFC 9112), for what a polite client cannot do: stop reading, vanish, say what it likes.
 * What it reads must come within twenty seconds.
 */
public class RawConnection implements AutoCloseable {

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final int port;

    /** Connects to a server on this machine. */
    public RawConnection(int port) throws IOException {
        this.port = port;
        socket.setReceiveBufferSize(4096); // so that a client that does not read is stuck soon
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new DataInputStream(socket.getInputStream());
    }

    /** What the server says. */
    protected final DataInputStream in() {
        return in;
    }

    /** The first lines of a request, with the server's name unless one is given; headers are whole lines. */
    protected final StringBuilder request(String method, String target, List<String> headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(line -> line.startsWith("Host:"))) {
            head.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        headers.forEach(line -> head.append(line).append("\r\n"));
        return head;
    }

    /** Writes bytes as they are. */
    public final void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Reads the head of an answer. */
    public final String head() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("no HTTP answer, only: " + bytes.toString(StandardCharsets.ISO_8859_1));
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** The status that a head tells. */
    public static int status(String head) {
        return Integer.parseInt(head.substring(9, 12));
    }

    /** A header of a head, or "" when there is none. */
    public static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Reads what is left; true when the server has ended the connection, or reset it, by then. */
    public final boolean drainsToTheEnd() {
        byte[] buffer = new byte[65536];
        try {
            while (in.read(buffer) >= 0) {
                // what was on its way before the end
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Says that nothing more will be sent, and reads on. */
    public final void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Vanishes with a reset. */
    public final void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public final void close() throws IOException {
        socket.close();
    }
}
