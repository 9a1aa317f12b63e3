package io.tmuxbridge.jakarta;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;

/** A container's session that does with a send whatever a test wants, and notes how it is closed. */
final class FakeSession implements Session, RemoteEndpoint.Async {

    /** What the container does with a text it is to send. */
    interface Sender {
        void send(String text, SendHandler handler);
    }

    /** What the container does with a ping. */
    interface Pinger {
        void ping() throws IOException;
    }

    final List<CloseReason> closes = new CopyOnWriteArrayList<>();
    final List<SendHandler> handlers = new ArrayList<>();
    private final Map<String, Object> properties;
    private final Map<String, List<String>> parameters;
    Sender sender = (text, handler) -> handlers.add(handler);
    Pinger pinger = () -> {};
    Runnable onClose = () -> {};

    FakeSession() {
        this(new HashMap<>(), Map.of());
    }

    FakeSession(Map<String, Object> properties, Map<String, List<String>> parameters) {
        this.properties = properties;
        this.parameters = parameters;
    }

    @Override
    public void sendText(String text, SendHandler handler) {
        sender.send(text, handler);
    }

    @Override
    public void close(CloseReason reason) {
        closes.add(reason);
        onClose.run();
    }

    @Override
    public RemoteEndpoint.Async getAsyncRemote() {
        return this;
    }

    @Override
    public void setSendTimeout(long timeout) {}

    @Override
    public long getSendTimeout() {
        return 0;
    }

    @Override
    public Map<String, Object> getUserProperties() {
        return properties;
    }

    @Override
    public boolean isOpen() {
        return closes.isEmpty();
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public void setMaxIdleTimeout(long milliseconds) {
        if (!isOpen()) {
            throw new IllegalStateException("this session is closed"); // as Tomcat does
        }
    }

    @Override
    public Future<Void> sendText(String text) {
        throw unused();
    }

    @Override
    public Future<Void> sendBinary(ByteBuffer data) {
        throw unused();
    }

    @Override
    public void sendBinary(ByteBuffer data, SendHandler handler) {
        throw unused();
    }

    @Override
    public Future<Void> sendObject(Object data) {
        throw unused();
    }

    @Override
    public void sendObject(Object data, SendHandler handler) {
        throw unused();
    }

    @Override
    public void setBatchingAllowed(boolean allowed) {
        throw unused();
    }

    @Override
    public boolean getBatchingAllowed() {
        throw unused();
    }

    @Override
    public void flushBatch() {
        throw unused();
    }

    @Override
    public void sendPing(ByteBuffer data) throws IOException {
        pinger.ping();
    }

    @Override
    public void sendPong(ByteBuffer data) {
        throw unused();
    }

    @Override
    public WebSocketContainer getContainer() {
        throw unused();
    }

    @Override
    public void addMessageHandler(MessageHandler handler) {
        throw unused();
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Whole<T> handler) {
        throw unused();
    }

    @Override
    public <T> void addMessageHandler(Class<T> type, MessageHandler.Partial<T> handler) {
        throw unused();
    }

    @Override
    public Set<MessageHandler> getMessageHandlers() {
        throw unused();
    }

    @Override
    public void removeMessageHandler(MessageHandler handler) {
        throw unused();
    }

    @Override
    public String getProtocolVersion() {
        throw unused();
    }

    @Override
    public String getNegotiatedSubprotocol() {
        throw unused();
    }

    @Override
    public List<Extension> getNegotiatedExtensions() {
        throw unused();
    }

    @Override
    public long getMaxIdleTimeout() {
        throw unused();
    }

    @Override
    public void setMaxBinaryMessageBufferSize(int length) {
        throw unused();
    }

    @Override
    public int getMaxBinaryMessageBufferSize() {
        throw unused();
    }

    @Override
    public void setMaxTextMessageBufferSize(int length) {
        throw unused();
    }

    @Override
    public int getMaxTextMessageBufferSize() {
        throw unused();
    }

    @Override
    public RemoteEndpoint.Basic getBasicRemote() {
        throw unused();
    }

    @Override
    public String getId() {
        throw unused();
    }

    @Override
    public void close() throws IOException {
        throw unused();
    }

    @Override
    public URI getRequestURI() {
        throw unused();
    }

    @Override
    public Map<String, List<String>> getRequestParameterMap() {
        return parameters;
    }

    @Override
    public String getQueryString() {
        throw unused();
    }

    @Override
    public Map<String, String> getPathParameters() {
        throw unused();
    }

    @Override
    public Principal getUserPrincipal() {
        throw unused();
    }

    @Override
    public Set<Session> getOpenSessions() {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("the adapter does not use it");
    }
}
