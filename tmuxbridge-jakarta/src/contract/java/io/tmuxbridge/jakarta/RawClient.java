package io.tmuxbridge.jakarta;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A WebSocket client on a bare socket (RFC 6455), for what a polite client cannot do: ignore the status, fragment at
 * will, stop reading, vanish.
 */
final class RawClient extends RawConnection {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** A frame from the server, payload unmasked. */
    record ServerFrame(boolean last, int opcode, byte[] payload) {
        int closeCode() {
            return ByteBuffer.wrap(payload).getShort() & 0xffff;
        }

        String closeReason() {
            return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
    }

    private final String head;

    /** Connects and reads the server's answer, whatever it is. Headers are whole lines. */
    RawClient(int port, String rawTarget, List<String> headers) throws IOException {
        super(port);
        StringBuilder request = request("GET", rawTarget, headers)
                .append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
                .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
        head = head();
    }

    int status() {
        return status(head);
    }

    /** A header of the answer, or "" when there is none. */
    String header(String name) {
        return header(head, name);
    }

    /** The head of the answer to the handshake. */
    String answer() {
        return head;
    }

    /** The body of an answer that tells its length. */
    String body() throws IOException {
        return new String(in().readNBytes(Integer.parseInt(header("Content-Length"))), StandardCharsets.UTF_8);
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
        write(Arrays.copyOf(out.array(), out.position()));
    }

    /** Reads the next frame. */
    ServerFrame read() throws IOException {
        int first = in().readUnsignedByte();
        long length = in().readUnsignedByte();
        if (length == 126) {
            length = in().readUnsignedShort();
        } else if (length == 127) {
            length = in().readLong();
        }
        byte[] payload = new byte[Math.toIntExact(length)];
        in().readFully(payload);
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

    /** Reads what is left, to the end. */
    String drain() throws IOException {
        return new String(in().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
