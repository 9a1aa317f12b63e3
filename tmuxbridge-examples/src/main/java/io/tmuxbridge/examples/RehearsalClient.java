package io.tmuxbridge.examples;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The least WebSocket client (RFC 6455) that can type and see the echo. It serves the {@link Rehearsal} only: a full client
 * would cost the start more than the rehearsal gains.
 *
 * <p><b>Threads:</b> one.
 */
final class RehearsalClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 15_000;
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int MASKED = 0x80;
    /** Of binary messages: the kind, and how many bytes stand before the data. */
    private static final byte OUTPUT = 1;

    private static final int HEADER = 13;
    private static final int ACKNOWLEDGED = 32 * 1024;
    /** The type of a message stands there. */
    private static final int BEGINNING = 64;

    private final String session;
    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    RehearsalClient(int port, String session, String token, String subprotocol) throws IOException {
        this.session = session;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        out = socket.getOutputStream();
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        String request = "GET /ws/terminal/" + session + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: " + subprotocol
                + "\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        skipHead();
    }

    private void skipHead() throws IOException {
        int state = 0;
        while (state < 4) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the server closed during the handshake");
            }
            state = next == (state % 2 == 0 ? '\r' : '\n') ? state + 1 : 0;
        }
    }

    /**
     * Becomes a viewer.
     *
     * @param more members of the message beside those that all have; possibly nothing
     */
    void connect(String more) throws IOException {
        text("{\"type\":\"connect\",\"cols\":80,\"rows\":24,\"clientId\":\"" + UUID.randomUUID() + "\",\"attempt\":1"
                + more + "}");
    }

    private void text(String message) throws IOException {
        frame(TEXT, message.getBytes(StandardCharsets.US_ASCII));
    }

    /** Types one byte into the first terminal. */
    void input(long seq, byte key) throws IOException {
        frame(
                BINARY,
                ByteBuffer.allocate(14)
                        .put((byte) 3)
                        .putInt(1)
                        .putLong(seq)
                        .put(key)
                        .array());
    }

    private void frame(int head, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(8 + payload.length).put((byte) head);
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload);
        out.write(frame.array(), 0, frame.position());
    }

    /** Reads up to the next binary message: output, or a snapshot. */
    void awaitOutput() throws IOException {
        while (readFrame().kind() != BINARY) {
            // what is told beside
        }
    }

    /** Reads until the terminal is told to be over, and acknowledges output in both ways that there are. */
    void readToTheEnd() throws IOException {
        long told = 0;
        boolean named = false;
        while (true) {
            Read frame = readFrame();
            if (frame.kind() == TEXT && frame.says("\"disconnect\"")) {
                return;
            }
            long end = frame.end();
            if (end - told >= ACKNOWLEDGED) {
                told = end;
                named = !named;
                text("{\"type\":\"ack\"," + (named ? "\"sessionId\":\"" + session + "\"" : "\"channel\":1")
                        + ",\"offset\":" + end + "}");
            }
        }
    }

    private Read readFrame() throws IOException {
        int kind = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        long payload = length < 126 ? length : length == 126 ? in.readUnsignedShort() : in.readLong();
        byte[] bytes = in.readNBytes((int) payload);
        if (bytes.length < payload) {
            throw new EOFException("the server closed the connection");
        }
        return new Read(kind, ByteBuffer.wrap(bytes));
    }

    /** A frame from the server. */
    private record Read(int kind, ByteBuffer payload) {

        boolean says(String word) {
            return StandardCharsets.UTF_8
                    .decode(payload.duplicate().limit(Math.min(payload.limit(), BEGINNING)))
                    .toString()
                    .contains(word);
        }

        /** The position behind it, 0 when it is no output by the binary subprotocol. */
        long end() {
            return kind == BINARY && payload.get(0) == OUTPUT ? payload.getLong(5) + payload.limit() - HEADER : 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
