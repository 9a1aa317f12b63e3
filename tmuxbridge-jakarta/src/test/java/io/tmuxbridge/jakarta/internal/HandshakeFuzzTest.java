package io.tmuxbridge.jakarta.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.jakarta.ClientView;
import io.tmuxbridge.jakarta.ForwardedHeaders;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.testkit.Fuzz;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Handshakes as nobody's browser would send them: the parts are read or refused, and what is read is what was said. */
class HandshakeFuzzTest {

    private static String changed(String sample, Random random) {
        byte[] bytes = Fuzz.changed(sample.getBytes(UTF_8), random);
        return new String(bytes, random.nextBoolean() ? UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int n = random.nextInt(10); n > 0; n--) {
            int code = random.nextInt(4) == 0 ? random.nextInt(0x11000) : random.nextInt(0x80);
            name.appendCodePoint(code >= 0xd800 && code < 0xe000 ? '?' : code);
        }
        return name.toString();
    }

    /** The JDK decodes the same, and puts U+FFFD where we refuse. */
    @Test
    void theSessionInAPathIsDecodedOnceOrRefused() {
        Fuzz.run("session in the path", random -> {
            String session = name(random);
            String encoded = URLEncoder.encode(session, UTF_8).replace("+", "%20");
            same(PathSegment.last("/ws/terminal/" + encoded), session);
            String raw = changed("/ws/terminal/a%20b%C3%A9%2Fc%25d", random);
            try {
                String read = PathSegment.last(raw);
                String last = raw.substring(raw.lastIndexOf('/') + 1);
                same(read, URLDecoder.decode(last.replace("+", "%2B"), UTF_8));
            } catch (MalformedPathException e) {
                same(e.getMessage().isEmpty(), false);
            }
        });
    }

    @Test
    void cookiesAreReadByNameAndNoneIsMadeUp() {
        Fuzz.run("cookies", random -> {
            List<String> headers =
                    List.of(changed("a=1; tmuxbridge=\"x=y\"; b = 2 ;c", random), changed("tmuxbridge=other", random));
            Map<String, String> cookies = Cookies.parse(headers);
            String all = String.join(";", headers);
            cookies.forEach((name, value) -> same(
                    all.contains(name)
                            && all.contains(value)
                            && name.indexOf('=') < 0
                            && name.indexOf(';') < 0
                            && value.indexOf(';') < 0,
                    true));
        });
    }

    @Test
    void aBearerValueIsItsTokenOrNone() {
        Fuzz.run("bearer values", random -> {
            String token = name(random);
            String value = "bearer." + Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(UTF_8));
            same(BearerValue.find(List.of("tmuxbridge.v1.json", value)), Optional.of(token));
            String odd = changed(value, random);
            Optional<String> read = BearerValue.find(List.of(odd));
            same(read.isPresent() && !odd.startsWith("bearer."), false);
        });
    }

    @Test
    void headersOfProxiesAreReadOrCountForNothing() {
        TrustedProxies proxies = TrustedProxies.of(List.of("127.0.0.1", "10.0.0.0/8", "2001:db8::/32"));
        ClientView peer = new ClientView("127.0.0.1", Optional.of("inner:1"), false);
        ClientView stranger = new ClientView("192.0.2.1", Optional.of("inner:1"), false);
        Fuzz.run("headers of proxies", random -> {
            String junk = changed("198.51.100.1, [2001:db8::1]:80, 10.0.0.7:4711", random);
            Map<String, String> sent = Map.of(
                    "X-Forwarded-For", junk + ", 203.0.113.9, 10.0.0.1",
                    "X-Forwarded-Proto", changed("http, https", random),
                    "X-Forwarded-Host", changed("evil.example, term.example.org:443", random));
            ForwardedHeaders said = ForwardedHeaders.of(name -> List.of(sent.get(name)));
            ClientView view = proxies.view(peer, said);
            same(view.address(), "203.0.113.9");
            same(view.host().orElseThrow().matches("[0-9a-z.:\\[\\]_-]+"), true);
            same(proxies.view(stranger, said), stranger);
            ForwardedHeaders odd = new ForwardedHeaders(List.of(junk.split(",", -1)), List.of(), List.of());
            same(proxies.view(peer, odd).address().matches("[0-9a-f.:]+"), true);
        });
    }

    /** Millions of times: AssertJ only where it has something to say. */
    private static void same(Object actual, Object expected) {
        if (!actual.equals(expected)) {
            assertThat(actual).isEqualTo(expected);
        }
    }
}
