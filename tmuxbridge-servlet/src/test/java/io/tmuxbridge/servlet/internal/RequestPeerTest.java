package io.tmuxbridge.servlet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.jakarta.ClientView;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestPeerTest {

    /** A request as a server without {@code Host} makes it, or with some. */
    private static HttpServletRequest request(String name, int port, boolean secure, String... hosts) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                RequestPeerTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeaders" -> Collections.enumeration(List.of(hosts));
                    case "getServerName" -> name;
                    case "getServerPort" -> port;
                    case "isSecure" -> secure;
                    case "getRemoteAddr" -> "192.0.2.9";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "tools.example.org, 443,  true,  tools.example.org",
        "tools.example.org, 80,   false, tools.example.org",
        "tools.example.org, 443,  false, tools.example.org:443",
        "tools.example.org, 8443, true,  tools.example.org:8443",
        "tools.example.org, -1,   true,  tools.example.org",
        "[2001:db8::1],     8080, false, [2001:db8::1]:8080",
        "2001:db8::1,       80,   false, [2001:db8::1]",
        "'',                80,   false,",
        ",                  80,   false,"
    })
    void withoutHostItIsTheNameOfTheServer(String name, int port, boolean secure, String host) {
        assertThat(RequestPeer.of(request(name, port, secure)))
                .isEqualTo(new ClientView("192.0.2.9", Optional.ofNullable(host), secure));
    }

    @ParameterizedTest
    @CsvSource({"inner:8080, 'inner:8080'", "'a|b', 'a, b'"})
    void aHostThatWasSentCountsAndTwoAreNone(String sent, String host) {
        assertThat(RequestPeer.of(request("other", 80, false, sent.split("\\|")))
                        .host())
                .contains(host);
    }
}
