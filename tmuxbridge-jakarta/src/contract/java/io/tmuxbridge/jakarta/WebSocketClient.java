package io.tmuxbridge.jakarta;

import io.tmuxbridge.jakarta.contract.TransportClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A {@link RawClient} as the contracts want it. */
final class WebSocketClient implements TransportClient {

    private final RawClient raw;

    WebSocketClient(int port, String target, List<String> protocols, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(headers));
        if (!protocols.isEmpty()) {
            lines.add("Sec-WebSocket-Protocol: " + String.join(", ", protocols));
        }
        raw = new RawClient(port, target, lines);
    }

    RawClient raw() {
        return raw;
    }

    @Override
    public boolean isTaken() {
        return raw.status() == 101;
    }

    @Override
    public int status() {
        return raw.status();
    }

    @Override
    public String subprotocol() {
        return raw.header("Sec-WebSocket-Protocol");
    }

    @Override
    public String answer() {
        return raw.answer();
    }

    @Override
    public void text(String message) throws IOException {
        raw.text(message);
    }

    @Override
    public void binary(byte[] message) throws IOException {
        raw.frame(true, RawClient.BINARY, message);
    }

    @Override
    public Object read() throws IOException {
        RawClient.ServerFrame frame = raw.read();
        if (frame.opcode() == RawClient.CLOSE) {
            answer(frame);
            return new Closed(frame.closeCode(), frame.closeReason());
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(frame.payload());
        for (RawClient.ServerFrame part = frame; !part.last(); ) {
            part = raw.read();
            whole.writeBytes(part.payload());
        }
        return frame.opcode() == RawClient.TEXT ? whole.toString(StandardCharsets.UTF_8) : whole.toByteArray();
    }

    private void answer(RawClient.ServerFrame close) {
        try {
            raw.frame(true, RawClient.CLOSE, close.payload());
        } catch (IOException e) {
            // the server does not wait for it: it is gone
        }
    }

    @Override
    public void close(int code, String reason) throws IOException {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        raw.frame(
                true,
                RawClient.CLOSE,
                ByteBuffer.allocate(2 + words.length)
                        .putShort((short) code)
                        .put(words)
                        .array());
    }

    @Override
    public void abort() throws IOException {
        raw.abort();
    }

    @Override
    public boolean drainsToTheEnd() throws IOException {
        return raw.drainsToTheEnd();
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
