package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Lines that one client types, its name and a number on each, and what the bridge said of them. */
final class NumberedTyping {

    private final String name;
    private final TreeSet<Integer> maybeLost = new TreeSet<>();
    private int sent;
    private int acknowledged;
    /** Lines that were typed before the bridge forgot this client, which counts anew since then. */
    private int before;

    NumberedTyping(String name) {
        this.name = name;
    }

    void next(BridgeFixture.Client client, int channel, boolean binary) {
        send(client, channel, ++sent, binary);
    }

    /** Its connection is a new one: it goes on with what the bridge does not know of. */
    void goesOn(BridgeFixture.Client client, int channel, int known, boolean binary) {
        assertThat(known).as("inputSeq of " + name).isBetween(acknowledged - before, sent - before);
        for (int line = acknowledged + 1; line <= sent; line++) {
            send(client, channel, line, binary);
        }
    }

    /** The bridge does not know it any more: what was not acknowledged may have arrived. */
    void countsAnew() {
        maybeLost(acknowledged + 1 - before, sent - before);
        acknowledged = sent;
        before = sent;
    }

    boolean isForgotten(int known) {
        return known < acknowledged - before;
    }

    private void send(BridgeFixture.Client client, int channel, int number, boolean binary) {
        int seq = number - before;
        String line = name + " " + number + "\r";
        if (binary) {
            byte[] data = line.getBytes(StandardCharsets.US_ASCII);
            client.handler.binary(ByteBuffer.allocate(13 + data.length)
                    .put((byte) 3)
                    .putInt(channel)
                    .putLong(seq)
                    .put(data)
                    .flip());
        } else {
            client.say("{'type':'input','channel':" + channel + ",'seq':" + seq + ",'data':'"
                    + line.replace("\r", "\\r") + "'}");
        }
    }

    void acknowledged(int seq) {
        assertThat(before + seq).as("acknowledged of " + name).isLessThanOrEqualTo(sent);
        acknowledged = Math.max(acknowledged, before + seq);
    }

    void maybeLost(int first, int last) {
        for (int seq = first; seq <= last; seq++) {
            maybeLost.add(before + seq);
        }
    }

    boolean isSettled() {
        return acknowledged == sent;
    }

    /** Of all lines that the program read. */
    void isAppliedOnce(List<String> lines) {
        List<Integer> applied = lines.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Integer.parseInt(line.substring(name.length() + 1)))
                .toList();
        List<Integer> expected = new ArrayList<>();
        for (int seq = 1; seq <= sent; seq++) {
            if (!maybeLost.contains(seq) || applied.contains(seq)) {
                expected.add(seq);
            }
        }
        assertThat(applied)
                .as("lines of %s, of %d, of which may be lost %s", name, sent, maybeLost)
                .isEqualTo(expected);
    }

    @Override
    public String toString() {
        return name + ": " + sent + " lines, " + acknowledged + " acknowledged, maybe lost " + maybeLost;
    }
}
