package io.tmuxbridge.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginRequestTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void theCookieIsForTheWholeHostUnlessAPathIsNamed() {
        assertThat(LoginRequest.parse(mapper, "{\"token\":\"t\"}")).contains(new LoginRequest("t", "/"));
        assertThat(LoginRequest.parse(mapper, "{\"token\":\"t\",\"path\":\"/a/b/\"}"))
                .contains(new LoginRequest("t", "/a/b/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"token\":7}",
                "{\"token\":null}",
                "{\"token\":\"t\",\"path\":\"a\"}",
                "{\"token\":\"t\",\"path\":\"/; Domain=evil.example\"}",
                "{\"token\":\"t\",\"path\":\"/\\r\\nX: y\"}"
            })
    void whatIsNoLoginIsNone(String body) {
        assertThat(LoginRequest.parse(mapper, body)).isEmpty();
    }
}
