package io.tmuxbridge.servlet.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;

/** One stream of HTTP/2 without TLS, as browsers send it: with {@code :authority}, and without {@code Host}. */
final class Http2Client implements AutoCloseable {

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int ACK = 1;

    private record Frame(int type, int flags, int stream, byte[] payload) {}

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    Http2Client(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        out.write(PREFACE.getBytes(ISO_8859_1));
        send(SETTINGS, 0, 0, new byte[0]);
    }

    /** Sends a request, without its end where a body or a WebSocket follows. */
    void request(String... namesAndValues) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            block.write(0); // a literal that is not to be indexed
            string(block, namesAndValues[i]);
            string(block, namesAndValues[i + 1]);
        }
        send(HEADERS, END_HEADERS, 1, block.toByteArray());
    }

    private static void string(ByteArrayOutputStream block, String text) throws IOException {
        if (text.length() > 126) {
            throw new IllegalArgumentException("that would need a longer length: " + text);
        }
        block.write(text.length());
        block.write(text.getBytes(ISO_8859_1));
    }

    /** The end of a request, with a body. */
    void body(String text) throws IOException {
        send(DATA, END_STREAM, 1, text.getBytes(UTF_8));
    }

    /** A message of a WebSocket. */
    void text(String message) throws IOException {
        byte[] bytes = message.getBytes(UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x81);
        frame.write(0x80 | bytes.length); // masked, by zeros
        frame.write(new byte[4]);
        frame.write(bytes);
        send(DATA, 0, 1, frame.toByteArray());
    }

    /** The status of the answer. */
    int status() throws Exception {
        Frame frame = read();
        while (frame.type() != HEADERS) {
            frame = read();
        }
        HpackDecoder decoder = new HpackDecoder(8192, System::nanoTime);
        return ((MetaData.Response) decoder.decode(ByteBuffer.wrap(frame.payload()))).getStatus();
    }

    /** Reads on to some words; or to an end of the stream, which is an error. */
    void awaitText(String words) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (!seen.toString().contains(words)) {
            Frame frame = read();
            if (frame.type() == DATA) {
                seen.append(new String(frame.payload(), UTF_8));
            }
            if (frame.stream() == 1 && (frame.type() != DATA || (frame.flags() & END_STREAM) != 0)) {
                throw new IOException("the stream ended before \"" + words + "\": " + seen);
            }
        }
    }

    private Frame read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        Frame frame = new Frame(type, flags, stream, in.readNBytes(length));
        if (type == SETTINGS && (flags & ACK) == 0) {
            send(SETTINGS, ACK, 0, new byte[0]);
        }
        return frame;
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(new byte[] {
            (byte) (payload.length >> 16),
            (byte) (payload.length >> 8),
            (byte) payload.length,
            (byte) type,
            (byte) flags
        });
        frame.write(new byte[] {0, 0, 0, (byte) stream});
        frame.write(payload);
        out.write(frame.toByteArray());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
