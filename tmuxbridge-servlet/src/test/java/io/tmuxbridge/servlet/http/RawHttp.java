package io.tmuxbridge.servlet.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * HTTP/1.1 on a bare socket (RFC 9112), for what a polite client cannot do: stop reading, vanish, say what it likes.
 */
final class RawHttp implements AutoCloseable {

    /** An answer: its head as sent, and its body as long as it says. */
    record Answer(String head, String body) {
        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        /** A header, or "" when there is none. */
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final int port;

    RawHttp(int port) throws IOException {
        this.port = port;
        socket.setReceiveBufferSize(4096); // so that a client that does not read is stuck soon
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new DataInputStream(socket.getInputStream());
    }

    /** Sends a request; headers are whole lines. */
    void send(String method, String target, List<String> headers, byte[] body) throws IOException {
        send(method, target, headers, body, body.length);
    }

    /** Sends a request whose body may be longer than what is sent of it. */
    void send(String method, String target, List<String> headers, byte[] body, int announced) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(line -> line.startsWith("Host:"))) {
            head.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        headers.forEach(line -> head.append(line).append("\r\n"));
        boolean told = headers.stream().anyMatch(line -> line.matches("(Content-Length|Transfer-Encoding):.*"));
        if (!told && (announced > 0 || method.equals("POST"))) {
            head.append("Content-Length: ").append(announced).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        socket.getOutputStream().write(all.toByteArray());
    }

    void more(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Reads an answer with a body of known length. */
    Answer answer() throws IOException {
        String head = head();
        Answer bare = new Answer(head, "");
        if (bare.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            return new Answer(head, new String(new Chunked(in).readAllBytes(), StandardCharsets.UTF_8));
        }
        String length = bare.header("Content-Length");
        byte[] body = new byte[length.isEmpty() ? 0 : Integer.parseInt(length)];
        in.readFully(body);
        return new Answer(head, new String(body, StandardCharsets.UTF_8));
    }

    /** Reads the head of an answer. */
    String head() throws IOException {
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

    /** What follows a head that says chunked. */
    InputStream chunked() {
        return new Chunked(in);
    }

    /** Reads what is left; true when the server has ended the connection, or the answer, by then. */
    boolean drainsToTheEnd() {
        byte[] buffer = new byte[65536];
        try {
            while (in.read(buffer) >= 0) {
                // what was on its way before the end
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset
        }
    }

    void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The content of chunks (RFC 9112, section 7.1). */
    private static final class Chunked extends InputStream {
        private final DataInputStream in;
        private int left;
        private boolean begun;
        private boolean over;

        Chunked(DataInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            if (left == 0 && !over) {
                left = Integer.parseInt(line(begun), 16);
                begun = true;
                over = left == 0;
                if (over) {
                    line(false);
                }
            }
            if (over) {
                return -1;
            }
            int read = in.read(buffer, from, Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the connection ended within a chunk");
            }
            left -= read;
            return read;
        }

        private String line(boolean behindChunk) throws IOException {
            if (behindChunk) {
                in.readUnsignedShort(); // CRLF
            }
            StringBuilder line = new StringBuilder();
            for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
                line.append((char) c);
            }
            return line.toString().strip();
        }
    }
}
