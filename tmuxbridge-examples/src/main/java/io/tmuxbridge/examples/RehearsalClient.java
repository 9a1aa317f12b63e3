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
 * The least WebSocket client (RFC 6455) that can type and see the echo. It serves the {@link Rehearsal} only: a full
 * client would cost the start more than the rehearsal gains.
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
    /** Of a frame at most, before its payload. */
    private static final int FRAME = 8;

    private static final int ACKNOWLEDGED = 32 * 1024;
    /** The type of a message stands there. */
    private static final int BEGINNING = 64;

    private final String session;
    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private long told;
    private boolean named;

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
        text(
                1,
                "{\"type\":\"connect\",\"cols\":80,\"rows\":24,\"clientId\":\"" + UUID.randomUUID() + "\",\"attempt\":1"
                        + more + "}");
    }

    /** Asks that many times at once whether the server is there. */
    void ping(int times) throws IOException {
        text(times, "{\"type\":\"ping\"}");
    }

    /** Says something so many times, all of which arrive at once. */
    private void text(int times, String message) throws IOException {
        byte[] payload = message.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frames = ByteBuffer.allocate(times * (FRAME + payload.length));
        for (int i = 0; i < times; i++) {
            frame(frames, TEXT, payload);
        }
        out.write(frames.array(), 0, frames.position());
    }

    /** Reads so many messages, whatever they are. */
    void skip(int messages) throws IOException {
        for (int i = 0; i < messages; i++) {
            readFrame();
        }
    }

    /**
     * Types into the first terminal.
     *
     * @param seq the number of the first message
     * @param messages how many, all of which arrive at once
     * @param data what each of them says
     */
    void input(long seq, int messages, byte... data) throws IOException {
        ByteBuffer frames = ByteBuffer.allocate(messages * (FRAME + HEADER + data.length));
        for (int i = 0; i < messages; i++) {
            ByteBuffer message = ByteBuffer.allocate(HEADER + data.length);
            message.put((byte) 3).putInt(1).putLong(seq + i).put(data);
            frame(frames, BINARY, message.array());
        }
        out.write(frames.array(), 0, frames.position());
    }

    private static void frame(ByteBuffer to, int head, byte[] payload) {
        to.put((byte) head);
        if (payload.length < 126) {
            to.put((byte) (MASKED | payload.length));
        } else {
            to.put((byte) (MASKED | 126)).putShort((short) payload.length);
        }
        to.putInt(0).put(payload);
    }

    /** Reads up to the next binary message: output, or a snapshot. */
    void awaitOutput() throws IOException {
        while (readFrame().kind() != BINARY) {
            // what is told beside
        }
    }

    /**
     * Reads a message, and acknowledges output in both ways that there are.
     *
     * @return whether the terminal was told to be over
     */
    boolean readsTheEnd() throws IOException {
        Read frame = readFrame();
        if (frame.kind() == TEXT && frame.says("\"disconnect\"")) {
            return true;
        }
        long end = frame.end();
        if (end - told >= ACKNOWLEDGED) {
            told = end;
            named = !named;
            text(
                    1,
                    "{\"type\":\"ack\"," + (named ? "\"sessionId\":\"" + session + "\"" : "\"channel\":1")
                            + ",\"offset\":" + end + "}");
        }
        return false;
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
