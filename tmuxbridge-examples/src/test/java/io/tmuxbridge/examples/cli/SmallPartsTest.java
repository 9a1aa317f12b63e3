package io.tmuxbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000, ws://127.0.0.1:8000/ws/terminal,",
        "http://127.0.0.1:8000/, ws://127.0.0.1:8000/ws/terminal,",
        "http://127.0.0.1:8000/#token=a%2Bb, ws://127.0.0.1:8000/ws/terminal, a+b",
        "https://host/tools/tmux/?x=1&token=t, wss://host/tools/tmux/ws/terminal, t",
        "ws://host:1/ws/terminal, ws://host:1/ws/terminal,",
        "wss://host/p/ws/terminal/, wss://host/p/ws/terminal,"
    })
    void aServersUrlIsReadInEveryForm(String url, String endpoint, String token) {
        ServerAddress address = ServerAddress.parse(url, Optional.empty());

        assertThat(address.endpoint()).hasToString(endpoint);
        assertThat(address.token()).isEqualTo(Optional.ofNullable(token));
    }

    @Test
    void aTokenOfItsOwnWinsAndDoesNotShow() {
        ServerAddress address = ServerAddress.parse("http://host/#token=a", Optional.of("secret"));

        assertThat(address.token()).contains("secret");
        assertThat(address.toString()).isEqualTo("ws://host/ws/terminal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "ftp://host/", "http://", "http://a b/"})
    void whatIsNoUrlIsNamed(String url) {
        assertThatExceptionOfType(TmuxBridgeException.class)
                .isThrownBy(() -> ServerAddress.parse(url, Optional.empty()))
                .withMessageContaining("'" + url + "'");
    }

    @ParameterizedTest
    @CsvSource({"C-\\, 28", "C-b, 2", "C-B, 2", "C-], 29", "C-@, 0", "q, 113"})
    void aDetachKeyIsSpeltAsTmuxSpellsKeys(String text, byte code) {
        assertThat(DetachKey.parse(text).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C-", "M-x", "C-é", "é", "F1"})
    void whatIsNoDetachKeyIsRefused(String text) {
        assertThatExceptionOfType(TmuxBridgeException.class).isThrownBy(() -> DetachKey.parse(text));
    }

    @Test
    void theDetachKeyIsFoundAmongOthers() {
        DetachKey key = DetachKey.parse("C-b");

        assertThat(key.indexIn(new byte[] {'a', 2, 'b'}, 3)).isEqualTo(1);
        assertThat(key.indexIn(new byte[] {'a', 2, 'b'}, 1)).isEqualTo(-1);
    }

    @Test
    void waitsGrowToTenSecondsAndStartAnew() {
        Backoff backoff = new Backoff(() -> 1.0);

        assertThat(backoff.nextMillis()).isEqualTo(250);
        assertThat(backoff.nextMillis()).isEqualTo(500);
        for (int i = 0; i < 10; i++) {
            backoff.nextMillis();
        }
        assertThat(backoff.nextMillis()).isEqualTo(10_000);
        backoff.reset();
        assertThat(backoff.nextMillis()).isEqualTo(250);
        assertThat(new Backoff(() -> 0.0).nextMillis()).isEqualTo(125);
    }

    @Test
    void aSessionIsShownAsTmuxShowsIt() throws Exception {
        SessionLine line = SessionLine.of(new ObjectMapper()
                .readTree("{\"sessionId\":\"$1\",\"name\":\"dev\",\"windows\":2,\"viewers\":1,\"attached\":0,"
                        + "\"created\":1793520000000,\"activity\":1793520000000,\"cols\":80,\"rows\":24}"));

        assertThat(line.text(ZoneOffset.UTC)).isEqualTo("dev: 2 windows (created Sun Nov  1 08:00:00 2026) (attached)");
        assertThat(line.json().get("sessionId").asText()).isEqualTo("$1");
        assertThat(line.created()).isEqualTo(Instant.ofEpochMilli(1793520000000L));
    }
}
