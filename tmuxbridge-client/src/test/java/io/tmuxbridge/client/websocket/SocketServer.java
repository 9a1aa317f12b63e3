package io.tmuxbridge.client.websocket;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.core.protocol.Handshake;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

/**
 * A WebSocket server on loopback: text messages go to a function of the test, binary ones are counted and come back.
 */
public final class SocketServer implements AutoCloseable {

    final Queue<Map<String, List<String>>> headers = new ConcurrentLinkedQueue<>();
    private final BiConsumer<WebSocketChannel, String> onText;
    private final Undertow undertow;

    /**
     * Starts one.
     *
     * @param subprotocol what it agrees on
     * @param onText told each text message
     */
    public SocketServer(String subprotocol, BiConsumer<WebSocketChannel, String> onText) {
        this.onText = onText;
        List<Handshake> handshakes = List.of(new Hybi13Handshake(Set.of(subprotocol), false));
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(2)
                .setHandler(Handlers.path()
                        .addExactPath("/ws/terminal", new WebSocketProtocolHandshakeHandler(handshakes, this::accept)))
                .build();
        undertow.start();
    }

    /** The server's address. */
    public URI url() {
        return URI.create("http://127.0.0.1:"
                + ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort() + "/");
    }

    private void accept(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        headers.add(exchange.getRequestHeaders());
        channel.getReceiveSetter().set(new AbstractReceiveListener() {
            @Override
            protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                onText.accept(from, message.getData());
            }

            @Override
            protected void onFullBinaryMessage(WebSocketChannel from, BufferedBinaryMessage message) {
                ByteBuffer data = WebSockets.mergeBuffers(message.getData().getResource());
                WebSockets.sendBinary(data, from, null);
            }
        });
        channel.resumeReceives();
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
