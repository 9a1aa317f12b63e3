package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A server of one terminal that shows HELLO and echoes what is typed, by the binary subprotocol. It remembers what it
 * was told, and can lose its connection.
 */
final class FakeTerminalServer implements AutoCloseable {

    final Queue<JsonNode> texts = new ConcurrentLinkedQueue<>();
    private final ObjectMapper mapper = new ObjectMapper();
    private final StringBuffer typed = new StringBuffer();
    private final Undertow undertow;
    private volatile WebSocketChannel current;
    private long end = 1000;
    private long inputSeq;

    FakeTerminalServer() {
        Hybi13Handshake handshake = new Hybi13Handshake(Set.of("tmuxbridge.v1.binary"), false);
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(2)
                .setHandler(Handlers.path()
                        .addExactPath(
                                "/ws/terminal", Handlers.websocket(this::accept).addExtension(null)))
                .build();
        undertow.start();
    }

    String url() {
        return "http://127.0.0.1:"
                + ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort() + "/";
    }

    String typed() {
        return typed.toString();
    }

    void loseConnection() throws IOException {
        current.close();
    }

    void say(String json) {
        WebSockets.sendText(json.replace('\'', '"'), current, null);
    }

    private void accept(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        current = channel;
        channel.getReceiveSetter().set(new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) throws IOException {
                text(mapper.readTree(message.getData()));
            }

            @Override
            protected void onFullBinaryMessage(WebSocketChannel from, BufferedBinaryMessage message) {
                input(WebSockets.mergeBuffers(message.getData().getResource()));
            }
        });
        channel.resumeReceives();
    }

    private synchronized void text(JsonNode text) {
        texts.add(text);
        if (text.get("type").asText().equals("connect")) {
            boolean resumed = text.has("resume");
            say("{'type':'connected','sessionId':'dev','paneId':'%1','channel':4000000000,'epoch':'e','offset':" + end
                    + ",'cols':80,'rows':24,'access':'write','clientId':'x','resume':'"
                    + (resumed ? "resumed" : "fresh") + "','inputSeq':" + inputSeq + "}");
            if (!resumed) {
                frame(2, "\033cHELLO".getBytes(StandardCharsets.UTF_8));
            }
        } else if (text.get("type").asText().equals("refresh")) {
            frame(2, ("\033cAGAIN" + typed).getBytes(StandardCharsets.UTF_8));
        }
    }

    private synchronized void input(ByteBuffer frame) {
        frame.position(5);
        inputSeq = frame.getLong();
        byte[] data = new byte[frame.remaining()];
        frame.get(data);
        typed.append(new String(data, StandardCharsets.UTF_8));
        say("{'type':'input-ack','channel':4000000000,'seq':" + inputSeq + "}");
        frame(1, data);
        end += data.length;
    }

    private void frame(int kind, byte[] data) {
        ByteBuffer frame = ByteBuffer.allocate(13 + data.length)
                .put((byte) kind)
                .putInt((int) 4000000000L)
                .putLong(end)
                .put(data)
                .flip();
        WebSockets.sendBinary(frame, current, null);
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
