package io.tmuxbridge.jakarta;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A WebSocket client on a bare socket (RFC 6455), for what a polite client cannot do: ignore the status, fragment at
 * will, stop reading, vanish.
 */
final class RawClient implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;

    /** A frame from the server, payload unmasked. */
    record ServerFrame(boolean last, int opcode, byte[] payload) {
        int closeCode() {
            return ByteBuffer.wrap(payload).getShort() & 0xffff;
        }

        String closeReason() {
            return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final String head;

    /** Connects and reads the server's answer, whatever it is. Headers are whole lines. */
    RawClient(int port, String rawTarget, List<String> headers) throws IOException {
        socket.setReceiveBufferSize(4096); // so that a client that does not read is stuck soon
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        StringBuilder request = new StringBuilder("GET " + rawTarget + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(line -> line.startsWith("Host:"))) {
            request.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        request.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
                .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        headers.forEach(line -> request.append(line).append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        in = new DataInputStream(socket.getInputStream());
        head = readHead();
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    /** A header of the answer, or "" when there is none. */
    String header(String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    String head() {
        return head;
    }

    /** The body of an answer that tells its length. */
    String body() throws IOException {
        return new String(in.readNBytes(Integer.parseInt(header("Content-Length"))), StandardCharsets.UTF_8);
    }

    void text(String message) throws IOException {
        frame(true, TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes one masked frame. */
    void frame(boolean last, int opcode, byte[] payload) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(payload.length + 14);
        out.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            out.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65536) {
            out.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            out.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        byte[] mask = {1, 2, 3, 4};
        out.put(mask);
        for (int i = 0; i < payload.length; i++) {
            out.put((byte) (payload[i] ^ mask[i & 3]));
        }
        socket.getOutputStream().write(out.array(), 0, out.position());
    }

    /** Reads the next frame. */
    ServerFrame read() throws IOException {
        int first = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return new ServerFrame(first >= 0x80, first & 0x0f, payload);
    }

    /** Reads until a close frame. */
    ServerFrame readClose() throws IOException {
        ServerFrame frame = read();
        while (frame.opcode() != CLOSE) {
            frame = read();
        }
        return frame;
    }

    /** Says that nothing more will be sent, and reads on. */
    void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Reads what is left, to the end. */
    String drain() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Reads what is left; true when the server has ended the connection by then. */
    boolean drainsToTheEnd() throws IOException {
        byte[] buffer = new byte[65536];
        try {
            while (in.read(buffer) >= 0) {
                // what was on its way before the end
            }
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset
        }
        return true;
    }

    /** Vanishes with a reset, without a close frame. */
    void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String readHead() throws IOException {
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
}
