package io.tmuxbridge.examples.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who types, a key at a time, into a program that says each key back, and measures how long that takes.
 *
 * <p><b>Threads:</b> one.
 */
final class EchoProbe implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAUSE_MILLIS = 15;

    private final FrameSocket socket;
    private int keys;

    /** How long keys took, sorted. */
    record Times(long[] nanos) {
        double millis(double quantile) {
            return nanos[(int) Math.min(nanos.length - 1, Math.ceil(nanos.length * quantile))] / 1e6;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d keys, p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, max %.2f ms",
                    nanos.length,
                    millis(0.5),
                    millis(0.9),
                    millis(0.99),
                    millis(1));
        }
    }

    EchoProbe(int port, String token, String session) throws IOException {
        socket = new FrameSocket(port, "/ws/terminal", "tmuxbridge.v1.json", 20_000);
        socket.send("{\"type\":\"auth\",\"token\":\"" + token + "\"}");
        socket.send("{\"type\":\"connect\",\"sessionId\":\"" + session + "\",\"cols\":80,\"rows\":24}");
        until("output");
    }

    /** Types for so long. */
    Times type(Duration time) throws IOException {
        long[] nanos = new long[(int) (time.toMillis() / PAUSE_MILLIS) + 1];
        int count = 0;
        long end = System.nanoTime() + time.toNanos();
        while (count < nanos.length && System.nanoTime() < end) {
            nanos[count++] = key();
            LockSupport.parkNanos(PAUSE_MILLIS * 1_000_000L);
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return new Times(sorted);
    }

    private long key() throws IOException {
        String key = String.valueOf((char) ('a' + keys++ % 26));
        long begun = System.nanoTime();
        socket.send("{\"type\":\"input\",\"data\":\"" + key + "\"}");
        JsonNode output;
        do {
            output = until("output");
        } while (!output.path("data").asText().contains(key));
        long took = System.nanoTime() - begun;
        if (keys % 100 == 0) {
            socket.send("{\"type\":\"ack\",\"offset\":" + output.path("end").asLong() + "}");
        }
        return took;
    }

    private JsonNode until(String type) throws IOException {
        while (true) {
            FrameSocket.Message message = socket.read();
            if (message.isClose()) {
                throw new IOException("closed with " + message.closeCode());
            }
            JsonNode node = JSON.readTree(message.text());
            if (node.path("type").asText().equals(type)) {
                return node;
            }
            if (node.path("type").asText().equals("error")) {
                throw new IOException(message.text());
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
