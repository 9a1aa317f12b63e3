package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.transport.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A viewer of a program that counts, a number of 78 digits on each line, over the binary subprotocol. Reading fails
 * when bytes do not follow each other, or numbers do not, except across a snapshot.
 */
final class NumberedViewer {

    /** A snapshot that leaves the cursor at the begin of a line, behind which only modes and the pen are set. */
    private static final Pattern AT_LINE_BEGIN =
            Pattern.compile("\u001b\\[\\d+;1H(?:\u001b[()].|\u001b\\[[0-9;?]*[a-zA-Z])*\\z");

    private static final Pattern NUMBER = Pattern.compile("0[0-9]{77}");

    private final BridgeFixture.Client client;
    private int framesRead;
    private long position = -1;
    private long lines;
    private long last = -1;
    private int snapshots;
    private boolean whole;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder shown = new StringBuilder();

    NumberedViewer(BridgeFixture fixture, String session, String delivery) {
        client = fixture.client("tmuxbridge.v1.binary");
        client.say(
                "{'type':'connect','sessionId':'" + session + "','cols':80,'rows':24,'delivery':'" + delivery + "'}");
        // Who joins a flood waits until the pipe has come to where the client is: on a busy machine that may take its
        // time.
        await().atMost(FloodingPane.LONG).until(this::isConnected);
    }

    private boolean isConnected() {
        return hasHeard("\"connected\"");
    }

    /** Whether it was told that the pane has ended. */
    boolean hasEnded() {
        return hasHeard("\"disconnect\"");
    }

    /** Whether a message had that word. */
    boolean hasHeard(String word) {
        return client.connection.frames().stream()
                .anyMatch(
                        frame -> frame instanceof Frame.Text text && text.text().contains(word));
    }

    BridgeFixture.Client client() {
        return client;
    }

    /** Lines that were read since the beginning. */
    synchronized long lines() {
        read();
        return lines;
    }

    synchronized long last() {
        return last;
    }

    /** Of the next byte. */
    synchronized long position() {
        return position;
    }

    synchronized int snapshots() {
        read();
        return snapshots;
    }

    /** The end of what it shows: the last snapshot, and what came behind it. */
    synchronized String shown() {
        read();
        return shown.toString();
    }

    /** The highest number that it shows, on its screen or printed since. */
    synchronized long highest() {
        return NUMBER.matcher(shown())
                .results()
                .mapToLong(found -> Long.parseLong(found.group()))
                .max()
                .orElse(-1);
    }

    /** Reads what has come meanwhile. */
    synchronized void read() {
        List<Frame> frames = client.connection.frames();
        while (framesRead < frames.size()) {
            if (frames.get(framesRead++) instanceof Frame.Binary binary) {
                frame(binary.bytes().duplicate());
            }
        }
    }

    private void frame(ByteBuffer bytes) {
        int kind = bytes.get();
        bytes.getInt();
        long offset = bytes.getLong();
        if (kind == 2) {
            snapshots++;
            text.setLength(0);
            shown.setLength(0);
            last = -1;
        } else {
            assertThat(offset).as("offset of the next bytes").isEqualTo(position);
        }
        position = kind == 2 ? offset : offset + bytes.remaining();
        String decoded = StandardCharsets.ISO_8859_1.decode(bytes).toString();
        shown.append(decoded);
        shown.delete(0, Math.max(0, shown.length() - 100_000));
        if (kind == 2) {
            // A screen is drawn row by row, and its last row may be half a line of which the rest follows.
            whole = AT_LINE_BEGIN.matcher(decoded).find();
        } else {
            text.append(decoded);
            numbers();
        }
    }

    private void numbers() {
        int from = 0;
        if (!whole) {
            from = text.indexOf("\r\n") + 2;
            whole = from >= 2;
            from = whole ? from : 0;
        }
        if (!whole) {
            return;
        }
        for (int end = text.indexOf("\r\n", from); end >= 0; end = text.indexOf("\r\n", from)) {
            if (end - from == 78 && text.charAt(from) == '0') {
                long number = Long.parseLong(text, from, end, 10);
                if (last >= 0) {
                    assertThat(number).as("the line after %d", last).isEqualTo(last + 1);
                }
                last = number;
                lines++;
            }
            from = end + 2;
        }
        text.delete(0, from);
    }
}
