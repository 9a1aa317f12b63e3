package io.tmuxbridge.servlet.http;

import io.tmuxbridge.jakarta.RawConnection;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** HTTP/1.1 on a bare socket, for what a polite client cannot do. */
final class RawHttp extends RawConnection {

    /** An answer: its head as sent, and its body as long as it says. */
    record Answer(String head, String body) {
        int status() {
            return RawConnection.status(head);
        }

        /** A header, or "" when there is none. */
        String header(String name) {
            return RawConnection.header(head, name);
        }
    }

    RawHttp(int port) throws IOException {
        super(port);
    }

    /** Sends a request; headers are whole lines. */
    void send(String method, String target, List<String> headers, byte[] body) throws IOException {
        send(method, target, headers, body, body.length);
    }

    /** Sends a request whose body may be longer than what is sent of it. */
    void send(String method, String target, List<String> headers, byte[] body, int announced) throws IOException {
        StringBuilder head = request(method, target, headers);
        boolean told = headers.stream().anyMatch(line -> line.matches("(Content-Length|Transfer-Encoding):.*"));
        if (!told && (announced > 0 || method.equals("POST"))) {
            head.append("Content-Length: ").append(announced).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        write(all.toByteArray());
    }

    /** Reads an answer with a body of known length. */
    Answer answer() throws IOException {
        String head = head();
        Answer bare = new Answer(head, "");
        if (bare.header("Transfer-Encoding").equalsIgnoreCase("chunked")) {
            return new Answer(head, new String(new Chunked(in()).readAllBytes(), StandardCharsets.UTF_8));
        }
        String length = bare.header("Content-Length");
        byte[] body = new byte[length.isEmpty() ? 0 : Integer.parseInt(length)];
        in().readFully(body);
        return new Answer(head, new String(body, StandardCharsets.UTF_8));
    }

    /** What follows a head that says chunked. */
    InputStream chunked() {
        return new Chunked(in());
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
