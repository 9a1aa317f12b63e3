package io.tmuxbridge.examples.fault;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket client on a bare socket: quick to connect, quick to give up, and it shows how the line broke.
 *
 * <p><b>Threads:</b> one reads, any write.
 */
final class FrameSocket implements AutoCloseable {

    static final int TEXT = 1;
    static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private boolean within;

    /** A whole message, or the end: opcode 8 with the code. */
    record Message(int opcode, byte[] data) {
        boolean isClose() {
            return opcode == CLOSE;
        }

        int closeCode() {
            return data.length < 2 ? 1005 : ByteBuffer.wrap(data).getShort() & 0xFFFF;
        }

        String text() {
            return new String(data, StandardCharsets.UTF_8);
        }
    }

    FrameSocket(int port, String path, String subprotocol, int silenceMillis) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(silenceMillis);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
            shakeHands(port, path, subprotocol);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void shakeHands(int port, String path, String subprotocol) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: " + subprotocol + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("no upgrade: " + head.substring(0, head.indexOf("\r\n")));
        }
    }

    void send(int opcode, byte[] data) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(data.length + 14);
        frame.write(0x80 | opcode);
        if (data.length < 126) {
            frame.write(0x80 | data.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(data.length >> 8);
            frame.write(data.length);
        }
        // A mask of zeros is a mask.
        frame.write(new byte[4]);
        frame.write(data);
        synchronized (socket) {
            socket.getOutputStream().write(frame.toByteArray());
        }
    }

    void send(String text) throws IOException {
        send(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The next message; pings are answered on the way.
     *
     * @throws java.net.SocketTimeoutException when nothing came for as long as was given; {@link #within} a frame
     *     reading cannot go on
     */
    Message read() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int opcode = 0;
        while (true) {
            int first = in.readUnsignedByte();
            within = true;
            byte[] data = payload();
            within = false;
            int kind = first & 15;
            if (kind == PING) {
                send(PONG, data);
                continue;
            } else if (kind == PONG) {
                continue;
            } else if (kind == CLOSE) {
                return new Message(CLOSE, data);
            }
            opcode = kind == 0 ? opcode : kind;
            whole.write(data);
            if ((first & 0x80) != 0) {
                return new Message(opcode, whole.toByteArray());
            }
        }
    }

    /** Whether some of a frame was read and not all of it. */
    boolean within() {
        return within;
    }

    private byte[] payload() throws IOException {
        long length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] data = in.readNBytes((int) length);
        if (data.length < length) {
            throw new EOFException("a frame was cut");
        }
        return data;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
