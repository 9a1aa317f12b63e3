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
            strings = {"/~me/", "/team@home/a+b/", "/a,b/(c)/it's!/", "/x=1/*/$&/", "/caf%C3%A9/", "/a|b/[c]/^/", "/a:b"
            })
    void everyPathThatAPageMayHaveIsTaken(String path) {
        assertThat(LoginRequest.parse(mapper, "{\"token\":\"t\",\"path\":\"" + path + "\"}"))
                .contains(new LoginRequest("t", path));
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
                "{\"token\":\"t\",\"path\":\"/\\r\\nX: y\"}",
                "{\"token\":\"t\",\"path\":\"/a b\"}",
                "{\"token\":\"t\",\"path\":\"/é/\"}"
            })
    void whatIsNoLoginIsNone(String body) {
        assertThat(LoginRequest.parse(mapper, body)).isEmpty();
    }
}
