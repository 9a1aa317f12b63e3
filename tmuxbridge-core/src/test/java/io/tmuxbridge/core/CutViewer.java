package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.core.replica.ScreenHash;
import io.tmuxbridge.transport.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A viewer of any kind that is cut off and comes back as clients are told to: with its epoch and offset, and what it
 * typed that was not acknowledged. Reading fails when bytes do not follow each other; what it got, and what it was told
 * it did not get, is compared with what a witness saw.
 */
final class CutViewer {

    private static final int LOST_CONNECTION = 1006;

    /** What kind of viewer it is; its name is that of its lines, too. */
    record Kind(String name, String token, boolean binary, String delivery, String access) {}

    /** Bytes that it was sent, or a piece of the stream that it was sent none of. */
    private record Piece(long offset, ByteBuffer bytes, long end, long announced, boolean mayMiss) {}

    final Kind kind;
    final NumberedTyping typing;
    private final AccessFixture fixture;
    private final boolean mayBeForgotten;
    private final Deque<Piece> unchecked = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private BridgeFixture.Client client;
    private int attempt;
    private int framesRead;
    private boolean connected;
    private boolean refused;
    private boolean asked;
    private boolean gap;
    private boolean toldOfGaps;
    private Optional<Long> named = Optional.empty();
    /** Where the stream was to go on, for who was cut off before its snapshot came. */
    private Optional<Long> promised = Optional.empty();

    private Optional<String> epoch = Optional.empty();
    private int channel;
    private long position = -1;
    private long announced;
    private int cols = 80;
    private int rows = 24;
    private Replica shown = new Replica(80, 24);
    private String lastCheck = "";

    CutViewer(AccessFixture fixture, Kind kind, boolean mayBeForgotten) {
        this.mayBeForgotten = mayBeForgotten;
        this.fixture = fixture;
        this.kind = kind;
        this.typing = new NumberedTyping(kind.name());
    }

    /** Opens another connection; the bridge may not have noticed yet that the one before is gone. */
    void connects(boolean asIfItWereNew) {
        client = fixture.clientOf(kind.binary() ? "tmuxbridge.v1.binary" : "tmuxbridge.v1.json", kind.token());
        framesRead = 0;
        connected = false;
        refused = false;
        asked = false;
        gap = false;
        announced = 0;
        position = asIfItWereNew ? -1 : position;
        named = asIfItWereNew ? Optional.empty() : position < 0 ? promised : Optional.of(position);
        String resume = named.map(offset -> ",'resume':{'epoch':'" + epoch.orElseThrow() + "','offset':" + offset + "}")
                .orElse("");
        client.say("{'type':'connect','sessionId':'s','cols':" + cols + ",'rows':" + rows + ",'delivery':'"
                + kind.delivery() + "','access':'" + kind.access() + "','clientId':'client-0123456789-" + kind.name()
                + "','attempt':" + ++attempt + resume + "}");
    }

    /** Its connection is gone; what it had not read of it is lost. Returns what tells the bridge so. */
    Runnable cut() {
        BridgeFixture.Client gone = client;
        connected = false;
        client = null;
        return () -> {
            gone.connection.close(LOST_CONNECTION, "");
            gone.handler.closed(LOST_CONNECTION, "");
        };
    }

    boolean isCut() {
        return client == null;
    }

    boolean isConnected() {
        return connected;
    }

    /** Whether the bridge ended its connection, or told it to try again: it has to come back. */
    boolean isTurnedAway() {
        return client != null && (refused || client.connection.closeCode().isPresent());
    }

    /** The code with which the bridge ended its connection, 0 when it did not. */
    int closeCode() {
        return client.connection.closeCode().orElse(0);
    }

    void holds() {
        client.connection.holdSends();
    }

    void goesOn() {
        client.connection.releaseSends();
    }

    void types() {
        typing.next(client, channel, kind.binary());
    }

    void tells(String type, String more) {
        client.say("{'type':'" + type + "','channel':" + channel + more + "}");
    }

    void resizes(int newCols, int newRows) {
        tells("resize", ",'cols':" + newCols + ",'rows':" + newRows);
    }

    void acknowledges() {
        tells("ack", ",'offset':" + (position < 0 ? promised.orElse(0L) : position));
    }

    long position() {
        return position;
    }

    /** Whether it was told, as everybody is, that something is missing from the stream itself. */
    boolean isToldOfGaps() {
        return toldOfGaps;
    }

    String hash() {
        return ScreenHash.of(shown);
    }

    /** What the last check said, if it was about what is shown. */
    String lastCheck() {
        return lastCheck;
    }

    List<String> rows() {
        return shown.text();
    }

    /** Reads what has come meanwhile, some of it. */
    void reads(int most) {
        if (client == null) {
            return;
        }
        List<Frame> frames = client.connection.frames();
        int end = Math.min(frames.size(), framesRead + most);
        while (framesRead < end) {
            Frame frame = frames.get(framesRead++);
            if (frame instanceof Frame.Text text) {
                text(BridgeFixture.Client.node(text.text()));
            } else if (frame instanceof Frame.Binary binary) {
                binary(binary.bytes().duplicate());
            }
        }
    }

    private void binary(ByteBuffer frame) {
        boolean snapshot = frame.get() == 2;
        frame.getInt();
        output(snapshot, frame.getLong(), frame.slice());
    }

    private void text(JsonNode node) {
        String type = node.path("type").asText();
        if (!type.equals("output") && !type.equals("check")) {
            told.add(type + " " + node.path("name").asText()
                    + node.path("resume").asText() + node.path("bytes").asText() + " "
                    + node.path("offset").asText());
        }
        switch (type) {
            case "connected" -> connected(node);
            case "output" -> {
                if (node.path("snapshot").asBoolean()) {
                    cols = node.path("cols").asInt();
                    rows = node.path("rows").asInt();
                }
                output(
                        node.path("snapshot").asBoolean(),
                        node.path("offset").asLong(),
                        ByteBuffer.wrap(node.path("data").asText().getBytes(StandardCharsets.UTF_8)));
                assertThat(position).as("end").isIn(-1L, node.path("end").asLong());
            }
            case "resize" -> {
                cols = node.path("cols").asInt();
                rows = node.path("rows").asInt();
            }
            case "check" -> {
                if (node.path("offset").asLong() == position) {
                    lastCheck = node.path("hash").asText();
                    assertThat(lastCheck)
                            .as("check of %s at %d: %s", kind.name(), position, String.join("\n", rows()))
                            .isEqualTo(hash());
                }
            }
            case "event" -> {
                String name = node.path("name").asText();
                announced += name.equals("skipped") ? node.path("bytes").asLong() : 0;
                toldOfGaps |= name.equals("gap");
            }
            case "input-ack" -> typing.acknowledged(node.path("seq").asInt());
            case "error" -> error(node);
            case "disconnect" -> throw new AssertionError(node.toString());
            default -> {
                // of no interest here
            }
        }
    }

    /** A pane that floods may give no snapshot in time, to who is not connected yet. */
    private void error(JsonNode node) {
        if (!connected && node.path("retryable").asBoolean()) {
            refused = true;
            return;
        }
        assertThat(node.path("code").asText()).as(node.toString()).isEqualTo("input-lost");
        typing.maybeLost(node.path("seq").asInt(), node.path("lastSeq").asInt());
    }

    private void connected(JsonNode node) {
        connected = true;
        channel = node.path("channel").asInt();
        long offset = node.path("offset").asLong();
        String life = node.path("epoch").asText();
        String how = node.path("resume").asText();
        assertThat(epoch.orElse(life)).as("epoch").isEqualTo(life);
        epoch = Optional.of(life);
        gap = how.equals("gap");
        int inputs = node.path("inputSeq").asInt();
        if (how.equals("fresh")) {
            assertThat(named.isEmpty() || mayBeForgotten).as("fresh").isTrue();
            if (named.isPresent() || typing.isForgotten(inputs)) {
                assertThat(inputs).as("inputSeq").isZero();
                typing.countsAnew();
            }
            position = -1;
        } else {
            announced += node.path("lost").asLong();
            assertThat(offset)
                    .as(how)
                    .isEqualTo(named.orElseThrow() + node.path("lost").asLong());
        }
        promised = Optional.of(offset);
        if (position < 0 && how.equals("resumed")) {
            tells("refresh", "");
        }
        if (!how.equals("resumed")) {
            cols = node.path("cols").asInt();
            rows = node.path("rows").asInt();
        }
        if (kind.access().equals("write")) {
            typing.goesOn(client, channel, inputs, kind.binary());
        }
    }

    private void output(boolean snapshot, long offset, ByteBuffer bytes) {
        if (position < 0 && !snapshot) {
            promised = Optional.of(offset + bytes.remaining());
            return; // nothing is drawn before a snapshot, but all of it is read
        }
        if (snapshot) {
            assertThat(offset).as("a snapshot of what was seen").isGreaterThanOrEqualTo(position);
            boolean mayMiss = gap || kind.delivery().equals("fresh");
            long from = position < 0 ? offset : position;
            unchecked.add(new Piece(from, ByteBuffer.allocate(0), offset, position < 0 ? 0 : announced, mayMiss));
            announced = 0;
            gap = false;
            position = offset;
            shown = new Replica(cols, rows);
        } else {
            assertThat(offset).as("offset of the next bytes").isEqualTo(position);
            unchecked.add(new Piece(offset, bytes, offset + bytes.remaining(), 0, false));
            position = offset + bytes.remaining();
        }
        shown.write(bytes);
    }

    /** Its own stream, when it is the witness. */
    void isWitness(WitnessedBytes witnessed) {
        for (Piece piece; (piece = unchecked.poll()) != null; ) {
            if (piece.bytes().hasRemaining()) {
                witnessed.append(piece.offset(), piece.bytes());
            } else {
                witnessed.snapshot(piece.end());
            }
        }
    }

    /** As far as the witness has come. */
    void isCompared(WitnessedBytes witnessed) {
        while (!unchecked.isEmpty() && unchecked.peek().end() <= witnessed.end()) {
            Piece piece = unchecked.poll();
            if (piece.bytes().hasRemaining()) {
                witnessed.isThatOf(piece.offset(), piece.bytes());
                continue;
            }
            long missed = witnessed.count(piece.offset(), piece.end());
            assertThat(missed)
                    .as("missed between %d and %d without a word", piece.offset(), piece.end())
                    .isLessThanOrEqualTo(piece.mayMiss() ? piece.announced() : 0);
            assertThat(piece.announced())
                    .as("said to be missed between %d and %d", piece.offset(), piece.end())
                    .isLessThanOrEqualTo(piece.end() - piece.offset());
        }
    }

    @Override
    public String toString() {
        return kind + " at " + position + (connected ? "" : " cut")
                + (isTurnedAway() ? closeCode() + client.connection.closeReason() : "") + ", told "
                + told.subList(Math.max(0, told.size() - 15), told.size()) + ", " + typing;
    }
}
