package io.tmuxbridge.servlet.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tmuxbridge.transport.Frame;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event (WHATWG HTML, section 9.2) as bytes, in pieces of at most {@value #PIECE} so that a large frame
 * is not held twice.
 *
 * <p>A text is an event without a name, {@code data} the text itself; one with a line break in it, which {@code data}
 * cannot carry exactly, is an event {@code text} in base64. Bytes are an event {@code binary} in base64.
 *
 * <p><b>Threads:</b> one at a time. A piece is valid until the next one is asked for.
 */
final class EventBytes {

    private static final int PIECE = 16 * 1024;
    private static final byte[] TAIL = {'\n', '\n'};

    /** Puts as much as fits; true when nothing is left. */
    private interface Body {
        boolean put(ByteBuffer piece);
    }

    private final ByteBuffer head;
    private final Body body;
    private final ByteBuffer piece;
    private boolean bodyDone;
    private boolean done;

    private EventBytes(String head, Body body, long bodyBytes) {
        this.head = ByteBuffer.wrap(head.getBytes(UTF_8));
        this.body = body;
        this.piece = ByteBuffer.allocate((int) Math.min(PIECE, this.head.remaining() + bodyBytes + TAIL.length + 4));
    }

    /** The event of a frame, with its number in the stream. */
    static EventBytes of(Frame frame, long number) {
        String id = "id: " + number + "\n";
        if (frame instanceof Frame.Binary binary) {
            return base64(id + "event: binary\ndata: ", binary.bytes().duplicate());
        }
        String text = ((Frame.Text) frame).text();
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? new EventBytes(id + "data: ", plain(text), 3L * text.length())
                : base64(id + "event: text\ndata: ", ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    /** The last event of a stream. */
    static EventBytes close(Message.Close close) {
        String words = close.json();
        return new EventBytes("event: close\ndata: ", plain(words), 3L * words.length());
    }

    /** A question for a sign of life, which any POST is. */
    static EventBytes ping() {
        return new EventBytes("event: ping\ndata: {}", piece -> true, 0);
    }

    /** What clients do not hear of. */
    static EventBytes comment() {
        return new EventBytes(":", piece -> true, 0);
    }

    private static EventBytes base64(String head, ByteBuffer bytes) {
        return new EventBytes(
                head,
                piece -> {
                    int fits = piece.remaining() / 4 * 3;
                    int length = Math.min(fits, bytes.remaining());
                    piece.put(Base64.getEncoder().encode(bytes.slice(bytes.position(), length)));
                    bytes.position(bytes.position() + length);
                    return !bytes.hasRemaining();
                },
                4L * bytes.remaining() / 3 + 4);
    }

    private static Body plain(String text) {
        CharBuffer chars = CharBuffer.wrap(text);
        CharsetEncoder encoder = UTF_8.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        return piece -> encoder.encode(chars, piece, true).isUnderflow();
    }

    /** The next piece, null behind the last. */
    @Nullable
    ByteBuffer next() {
        if (done) {
            return null;
        }
        piece.clear();
        if (head.hasRemaining()) {
            piece.put(head);
        }
        if (!bodyDone) {
            bodyDone = body.put(piece);
        }
        if (bodyDone && piece.remaining() >= TAIL.length) {
            piece.put(TAIL);
            done = true;
        }
        return piece.flip();
    }
}
