package io.tmuxbridge.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** A WebSocket server on loopback that answers each JSON-RPC request by a function of it; empty closes with 4401. */
final class FakeServer implements AutoCloseable {

    final Queue<JsonNode> requests = new ConcurrentLinkedQueue<>();
    final Queue<Map<String, List<String>>> headers = new ConcurrentLinkedQueue<>();
    private final ObjectMapper mapper = new ObjectMapper();
    private final Function<JsonNode, String> answer;
    private final Undertow undertow;

    FakeServer(Function<JsonNode, String> answer) {
        this.answer = answer;
        Hybi13Handshake handshake = new Hybi13Handshake(Set.of("tmuxbridge.v1.json"), false);
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

    private void accept(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        headers.add(exchange.getRequestHeaders());
        channel.getReceiveSetter().set(new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) throws IOException {
                JsonNode request = mapper.readTree(message.getData());
                requests.add(request);
                String text = answer.apply(request).replace('\'', '"');
                if (text.isEmpty()) {
                    WebSockets.sendClose(new CloseMessage(4401, "who are you"), from, null);
                } else {
                    WebSockets.sendText(text, from, null);
                }
            }
        });
        channel.resumeReceives();
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
