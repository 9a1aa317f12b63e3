package io.tmuxbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {

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
    void aSessionIsShownAsTmuxShowsIt() {
        SessionLine line = new SessionLine(new SessionInfo(
                "$1",
                "dev",
                Optional.empty(),
                Instant.ofEpochMilli(1793520000000L),
                Instant.ofEpochMilli(1793520000000L),
                TerminalSize.DEFAULT,
                0,
                1,
                2,
                List.of()));

        assertThat(line.text(ZoneOffset.UTC)).isEqualTo("dev: 2 windows (created Sun Nov  1 08:00:00 2026) (attached)");
        assertThat(line.json().get("sessionId").asText()).isEqualTo("$1");
    }
}
