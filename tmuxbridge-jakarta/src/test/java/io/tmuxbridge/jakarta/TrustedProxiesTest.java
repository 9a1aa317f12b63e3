package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.TmuxBridgeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private final TrustedProxies proxies = TrustedProxies.of(List.of("127.0.0.1", "10.0.0.0/8", "2001:db8::/33"));

    private static ForwardedHeaders headers(String addresses, String schemes, String hosts) {
        Map<String, List<String>> values = Map.of(
                "X-Forwarded-For", List.of(addresses),
                "X-Forwarded-Proto", List.of(schemes),
                "X-Forwarded-Host", List.of(hosts));
        return ForwardedHeaders.of(values::get);
    }

    private static ClientView from(String address) {
        return new ClientView(address, Optional.of("inner:8000"), false);
    }

    private String address(String peer, String said) {
        return proxies.view(from(peer), headers(said, "https", "x")).address();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "11.0.0.1",
                "9.255.255.255",
                "127.0.0.2",
                "2001:db8:8000::1",
                "2001:db9::1",
                "::1",
                "unknown",
                ""
            })
    void fromAnybodyElseTheHeadersCountForNothing(String peer) {
        ClientView direct = from(peer);
        assertThat(proxies.view(direct, headers("198.51.100.1", "https", "evil.example")))
                .isSameAs(direct);
        assertThat(TrustedProxies.none().view(from("127.0.0.1"), headers("1.1.1.1", "https", "x")))
                .isEqualTo(from("127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.0",
                "10.255.255.255",
                "::ffff:10.1.2.3",
                "2001:db8::1",
                "2001:DB8:7fff:ffff::",
                "2001:db8::1%eth0"
            })
    void trustedAreTheAddressesOfTheRanges(String peer) {
        assertThat(proxies.trusts(peer)).isTrue();
        assertThat(address(peer, "198.51.100.1")).isEqualTo("198.51.100.1");
    }

    /** What a client writes itself stands left of what the first trusted proxy wrote. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1 | 198.51.100.1",
                "1.1.1.1, 198.51.100.1 | 198.51.100.1",
                "1.1.1.1,198.51.100.1,10.0.0.7 , 10.0.0.8 | 198.51.100.1",
                "10.9.9.9, 198.51.100.1, 10.0.0.7 | 198.51.100.1",
                "10.0.0.3, 10.0.0.2 | 10.0.0.3",
                "198.51.100.1:4711 | 198.51.100.1",
                "2001:db9::5 | 2001:db9:0:0:0:0:0:5",
                "[2001:db9::5] | 2001:db9:0:0:0:0:0:5",
                "[2001:db9::5]:443 | 2001:db9:0:0:0:0:0:5",
                "::ffff:198.51.100.1 | 198.51.100.1",
                "[2001:db9::5], [2001:db8::7]:1, 10.0.0.1 | 2001:db9:0:0:0:0:0:5",
            })
    void theClientIsTheRightmostThatIsNoTrustedProxy(String said, String client) {
        assertThat(address("127.0.0.1", said)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "unknown", "_hidden", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "0x7f.1", "127.1",
                "2130706433", "1.2.3.4:", "1.2.3.4:x", "1.2.3.4:123456", "[::1", "::1]", "[1.2.3.4]x", ":::", "1:2",
                        "::g",
                "1.2.3.4/8", "1.2.3.4 5.6.7.8", "$(id)", "<script>", "198.51.100.1,"
            })
    void whatIsNoAddressEndsTheWayAtTheLastTrustedProxy(String junk) {
        assertThat(address("127.0.0.1", junk)).isEqualTo("127.0.0.1");
        assertThat(address("127.0.0.1", "198.51.100.1, " + junk + ", 10.0.0.7")).isEqualTo("10.0.0.7");
    }

    @Test
    void severalHeadersAreOneList() {
        Map<String, List<String>> values = Map.of(
                "X-Forwarded-For", List.of("1.1.1.1", "198.51.100.1, 10.0.0.1"),
                "X-Forwarded-Proto", List.of("https", "http"),
                "X-Forwarded-Host", List.of("evil.example, term.example.org"));
        ForwardedHeaders said = ForwardedHeaders.of(name -> values.getOrDefault(name, List.of()));
        assertThat(proxies.view(from("127.0.0.1"), said))
                .isEqualTo(new ClientView("198.51.100.1", Optional.of("term.example.org"), false));
        assertThat(proxies.view(from("127.0.0.1"), ForwardedHeaders.of(name -> List.of())))
                .isEqualTo(from("127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource({"https, true", "HTTPS, true", "http, false", "'http, https', true", "'https,http', false"})
    void theLastSchemeCounts(String said, boolean secure) {
        ClientView direct = new ClientView("127.0.0.1", Optional.empty(), !secure);
        assertThat(proxies.view(direct, headers("1.1.1.1", said, "")).secure()).isEqualTo(secure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wss", "ftp", "https:", "https,", "on", "https http"})
    void aSchemeThatIsNoneChangesNothing(String said) {
        for (boolean secure : new boolean[] {true, false}) {
            ClientView direct = new ClientView("127.0.0.1", Optional.empty(), secure);
            assertThat(proxies.view(direct, headers("1.1.1.1", said, "")).secure())
                    .isEqualTo(secure);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "term.example.org, term.example.org",
        "TERM.example.org, term.example.org",
        "term.example.org:8443, term.example.org:8443",
        "term.example.org:443, term.example.org",
        "term.example.org:80, term.example.org:80",
        "[2001:DB8::1], [2001:db8::1]",
        "[2001:db8::1]:443, [2001:db8::1]",
        "'evil.example, term.example.org', term.example.org",
        "'', inner:8000",
        "a b, inner:8000",
        "user@host, inner:8000",
        "host/path, inner:8000",
        "host:, inner:8000",
        "host:port, inner:8000",
        "'host,', inner:8000",
        "<x>, inner:8000",
        "2001:db8::1, inner:8000",
        "[x], inner:8000"
    })
    void theLastHostCountsIfItCanBeOne(String said, String host) {
        assertThat(proxies.view(from("127.0.0.1"), headers("1.1.1.1", "https", said))
                        .host())
                .contains(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "proxy.example.org",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "::/129",
                "0.0.0.0/0",
                "::/0",
                "10.0.0",
                "10.0.0.0 /8",
                "[::1]"
            })
    void whatIsNoAddressOfAProxyIsRefused(String address) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of("127.0.0.1", address)))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("\"" + address + "\"");
    }

    /** Whatever is sent: the answer is an address in numbers, and never one from left of a stranger's. */
    @Test
    void noHeaderBreaksIt() {
        Random random = new Random(20261128);
        String[] parts = {
            "10.0.0.", "198.51.100.", "7", "1", ",", " ", ":", "[", "]", "::", "x", "%", "/", "\u00e9", "\0", "."
        };
        for (int i = 0; i < 100_000; i++) {
            StringBuilder junk = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                junk.append(parts[random.nextInt(parts.length)]);
            }
            ForwardedHeaders said = headers(junk + ", 203.0.113.9, 10.0.0.1", junk.toString(), junk.toString());
            assertThat(proxies.view(from("127.0.0.1"), said).address()).isEqualTo("203.0.113.9");
            ClientView view =
                    proxies.view(from("127.0.0.1"), headers(junk.toString(), junk.toString(), junk.toString()));
            assertThat(view.address()).matches("[0-9a-f.:]+");
            assertThat(view.host().orElseThrow()).matches("[0-9a-z.:\\[\\]_-]+");
        }
    }
}
