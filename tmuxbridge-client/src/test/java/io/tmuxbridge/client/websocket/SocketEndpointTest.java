package io.tmuxbridge.client.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.client.spi.LineListener;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a container hands over in parts, and what is asked of it. */
class SocketEndpointTest {

    private static final int LARGEST = 10;

    private final List<String> asked = new ArrayList<>();
    private final Map<Object, Object> handlers = new HashMap<>();
    private final List<String> heard = new ArrayList<>();

    private final LineListener listener = new LineListener() {
        @Override
        public void text(String message) {
            heard.add("text " + message);
        }

        @Override
        public void binary(ByteBuffer message) {
            heard.add("binary " + StandardCharsets.US_ASCII.decode(message));
        }

        @Override
        public void closed(int code, String reason) {
            heard.add("closed " + code + " " + reason);
        }
    };

    @BeforeEach
    void open() {
        Session session = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    if (method.getName().equals("addMessageHandler")) {
                        handlers.put(arguments[0], arguments[1]);
                    } else if (method.getName().equals("close")) {
                        asked.add(((CloseReason) arguments[0]).getCloseCode().toString());
                    }
                    return null;
                });
        new SocketEndpoint(listener, LARGEST)
                .onOpen(session, ClientEndpointConfig.Builder.create().build());
    }

    @SuppressWarnings("unchecked")
    private void text(String part, boolean last) {
        ((MessageHandler.Partial<String>) handlers.get(String.class)).onMessage(part, last);
    }

    @SuppressWarnings("unchecked")
    private void binary(String part, boolean last) {
        ((MessageHandler.Partial<ByteBuffer>) handlers.get(ByteBuffer.class))
                .onMessage(ByteBuffer.wrap(part.getBytes(StandardCharsets.US_ASCII)), last);
    }

    /** Tomcat's makes buffers of that size at the first message of each connection: 192 MiB for 64 MiB. */
    @Test
    void theContainersBuffersAreLeftAsTheyAre() {
        assertThat(asked).containsExactlyInAnyOrder("setMaxIdleTimeout", "addMessageHandler", "addMessageHandler");
    }

    @Test
    void partsAreJoinedAndMessagesKeptApart() {
        text("a", false);
        text("b", false);
        text("c", true);
        text("d", true);
        binary("1", true);
        binary("2", false);
        binary("", false);
        binary("3", true);
        binary("", true);
        text("", true);

        assertThat(heard).containsExactly("text abc", "text d", "binary 1", "binary 23", "binary ", "text ");
    }

    @Test
    void aMessageMayBeAsLongAsTheLargest() {
        text("0123456789", true);
        text("01234", false);
        text("56789", true);
        binary("0123456789", true);
        binary("01234", false);
        binary("56789", true);

        assertThat(heard).hasSize(4).noneMatch(each -> each.startsWith("closed"));
    }

    @Test
    void aTextThatGrowsLongerEndsTheLine() {
        text("01234", false);
        text("567890", false);
        text("1", true);
        text("more", true);

        assertThat(heard).containsExactly("closed 1009 a message of the server is longer than 10 bytes");
        assertThat(asked).endsWith("close", "TOO_BIG");
    }

    @Test
    void aBinaryMessageThatGrowsLongerEndsTheLine() {
        binary("01234", false);
        binary("567890", false);
        binary("1", true);
        binary("more", true);

        assertThat(heard).containsExactly("closed 1009 a message of the server is longer than 10 bytes");
        assertThat(asked).endsWith("close", "TOO_BIG");
    }
}
