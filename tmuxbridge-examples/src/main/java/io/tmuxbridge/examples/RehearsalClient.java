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

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    RehearsalClient(int port, String path, String token) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        out = socket.getOutputStream();
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: tmuxbridge.v1.binary"
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

    void text(String message) throws IOException {
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
        while (true) {
            int head = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            long payload = length < 126 ? length : length == 126 ? in.readUnsignedShort() : in.readLong();
            in.skipNBytes(payload);
            if (head == BINARY) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
