package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.transport.CloseCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest text message, which is counted in bytes of UTF-8, whatever the transport has let through. */
class MessageSizeTest {

    private static final int LIMIT = BridgeLimits.DEFAULTS.maxMessageBytes();

    private final BridgeFixture fixture = new BridgeFixture();
    private final BridgeFixture.Client client = fixture.client();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "日", "🙂"})
    void aMessageOfExactlyTheLimitInUtf8IsTaken(String character) {
        client.handler.text(ping(character, LIMIT));

        client.hear("pong");
        assertThat(client.connection.closeCode()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "日", "🙂"})
    void aMessageOfOneByteMoreClosesTheConnection(String character) {
        client.handler.text(ping(character, LIMIT + 1));

        assertThat(client.connection.awaitClose()).isEqualTo(CloseCode.TOO_BIG.code());
        assertThat(client.connection.closeReason()).isEqualTo("a message may have " + LIMIT + " bytes");
    }

    @Test
    void aMessageWithAsManyCharactersAsTheLimitHasBytesIsTooBigWhenTheyAreWide() {
        String message = ping("é", 2 * LIMIT - 100);
        assertThat(message.length()).isLessThan(LIMIT);

        client.handler.text(message);

        assertThat(client.connection.awaitClose()).isEqualTo(CloseCode.TOO_BIG.code());
    }

    /** A ping that is filled to that many bytes with the character, and with spaces where it does not go in evenly. */
    private static String ping(String character, int bytes) {
        String frame = "{\"type\":\"ping\",\"filling\":\"\"}";
        int room = bytes - frame.length();
        int width = character.getBytes(StandardCharsets.UTF_8).length;
        return frame.replace("\"\"", '"' + character.repeat(room / width) + " ".repeat(room % width) + '"');
    }
}
