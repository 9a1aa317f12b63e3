package io.tmuxbridge.servlet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgeSettingsTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static SettingsSource of(String... namesAndValues) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put("tmuxbridge." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return name -> Optional.ofNullable(map.get(name));
    }

    @Test
    void nobodyComesInWhenNothingIsSet() {
        BridgeSettings settings = BridgeSettings.read(of());
        assertThat(settings.letsSomebodyIn()).isFalse();
        assertThat(settings.ways().authenticate(Credentials.NONE)).isEmpty();
        assertThat(settings.ways().authenticate(Credentials.bearer(""))).isEmpty();
        assertThat(settings.ways().authenticate(new Credentials(Optional.empty(), Map.of(), Optional.of(() -> "root"))))
                .isEmpty();
        assertThat(settings.ways().signIn("")).isEmpty();
    }

    @Test
    void whoMayEnterIsToldWithoutSecrets() {
        assertThat(BridgeSettings.read(of()).who()).isEqualTo("nobody");
        assertThat(BridgeSettings.read(of("token", TOKEN, "roles", "staff=operator, ops=admin"))
                        .who())
                .isEqualTo("the server's role staff=operator, the server's role ops=admin, whoever has the token");
        assertThat(BridgeSettings.read(of("tmux-socket", "mine")).socket()).isEqualTo("socket mine");
    }

    @Test
    void theTokenIsAnOperatorUnlessARoleIsSet() {
        SignInWays ways = BridgeSettings.read(of("token", " " + TOKEN + " ")).ways();
        assertThat(ways.authenticate(Credentials.bearer(TOKEN)).map(Caller::role))
                .contains(Role.OPERATOR);
        assertThat(ways.authenticate(Credentials.bearer(TOKEN + "0"))).isEmpty();
        assertThat(ways.authenticate(Credentials.bearer(TOKEN.substring(1)))).isEmpty();
        SignInWays admin =
                BridgeSettings.read(of("token", TOKEN, "token-role", "Admin")).ways();
        assertThat(admin.authenticate(Credentials.bearer(TOKEN)).map(Caller::role))
                .contains(Role.ADMIN);
    }

    @Test
    void aPageSignsInWithTheTokenAndOutAgain() {
        SignInWays ways = BridgeSettings.read(of("token", TOKEN)).ways();
        String secret = ways.signIn(TOKEN).orElseThrow();
        Credentials cookie = new Credentials(Optional.empty(), Map.of(PageSessions.COOKIE, secret), Optional.empty());
        assertThat(ways.authenticate(cookie).map(Caller::role)).contains(Role.OPERATOR);
        assertThat(ways.authenticate(new Credentials(Optional.of("wrong"), cookie.cookies(), Optional.empty())))
                .as("a token that is shown counts alone")
                .isEmpty();
        ways.signOut(cookie);
        assertThat(ways.authenticate(cookie)).isEmpty();
    }

    @Test
    void ofTooManyPageSessionsTheOldestGoes() {
        PageSessions sessions = new PageSessions();
        Caller ada = Caller.of("ada", Role.VIEWER);
        String first = sessions.begin(ada);
        String second = sessions.begin(ada);
        for (int i = 2; i <= PageSessions.MOST; i++) {
            sessions.begin(ada);
        }
        assertThat(sessions.find(Map.of(PageSessions.COOKIE, first))).isEmpty();
        assertThat(sessions.find(Map.of(PageSessions.COOKIE, second))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enabled       | yes          | tmuxbridge.enabled is \"yes\": use true or false",
                "page          | 1            | tmuxbridge.page is \"1\": use true or false",
                "token-role    | root         | \"root\" is no role: use viewer, operator, admin",
                "roles         | staff        | \"staff\" is no pair: write the server's role, =, and viewer, operator or admin",
                "roles         | staff=boss   | tmuxbridge.roles is \"staff=boss\": \"boss\" is no role: use viewer, operator, admin",
                "origins       | example.org  | \"example.org\" is no origin: write scheme://host",
                "origins       | https://a/   | \"https://a/\" is no origin: write scheme://host",
                "path-prefix   | deep/        | tmuxbridge.path-prefix is \"deep/\": pathPrefix is \"deep/\": it must be empty",
                "trusted-proxies | 10.0.0.0/99 | tmuxbridge.trusted-proxies is \"10.0.0.0/99\": ",
                "tmux-socket   | a/b          | tmuxbridge.tmux-socket is \"a/b\": ",
                "tmux-servers  | 0            | tmuxbridge.tmux-servers is \"0\": tmuxServers is 0: it must be 1 to 90",
                "tmux-servers  | many         | tmuxbridge.tmux-servers is \"many\": ",
                "jwt.issuer    | me           | of tmuxbridge.jwt.jwks (an address with the issuer's keys) and tmuxbridge.jwt.key",
                "jwt.jwks      | https://a/k  | tmuxbridge.jwt.issuer is not set: JSON Web Tokens need it",
            })
    void whatIsWrongIsSaidWithItsNameItsValueAndWhatToDo(String name, String value, String words) {
        SettingsSource source = of(name, value);
        assertThatThrownBy(() -> {
                    BridgeSettings.isEnabled(source);
                    BridgeSettings.wantsPage(source);
                    BridgeSettings settings = BridgeSettings.read(source);
                    settings.options();
                    settings.builder();
                })
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID))
                .hasMessageContaining(words);
    }

    @Test
    void aTokenThatIsTooShortIsRefusedAndNotTold() {
        assertThatThrownBy(() -> BridgeSettings.read(of("token", "hunter2")))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("tmuxbridge.token has 7 characters")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aKeyThatCannotBeReadIsSaidWithItsFile(@TempDir Path directory) throws Exception {
        Path missing = directory.resolve("none.pem");
        assertThatThrownBy(() -> BridgeSettings.read(of("jwt.issuer", "me", "jwt.key", missing.toString())))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("tmuxbridge.jwt.key is \"" + missing + "\": the file cannot be read");
        Path secret = Files.write(directory.resolve("secret"), new byte[32]);
        assertThat(BridgeSettings.read(of("jwt.issuer", "me", "jwt.key", secret.toString()))
                        .letsSomebodyIn())
                .isTrue();
    }

    @Test
    void originsAreThoseOfTheListAndTheServersOwn() {
        var policy = BridgeSettings.read(of("origins", "https://a.example, tauri://localhost"))
                .originPolicy();
        assertThat(policy.allows(Optional.of("tauri://localhost"), Optional.of("h"), true))
                .isTrue();
        assertThat(policy.allows(Optional.of("https://h"), Optional.of("h"), true))
                .isTrue();
        assertThat(policy.allows(Optional.of("https://b.example"), Optional.of("h"), true))
                .isFalse();
    }

    @Test
    void theFirstSourceThatKnowsANameCounts() {
        SettingsSource source = SettingsSource.firstOf(List.of(of("token", "a"), of("token", "b", "page", "true")));
        assertThat(source.value("tmuxbridge.token")).contains("a");
        assertThat(source.value("tmuxbridge.page")).contains("true");
        assertThat(source.value("tmuxbridge.none")).isEmpty();
    }

    @Test
    void theSystemPropertyCountsMoreThanTheEnvironment() {
        String name = "tmuxbridge.test-of-the-property";
        assertThat(SettingsSource.systemAndEnvironment().value("path"))
                .isEqualTo(Optional.ofNullable(System.getenv("PATH")));
        System.setProperty(name, "here");
        try {
            assertThat(SettingsSource.systemAndEnvironment().value(name)).contains("here");
        } finally {
            System.clearProperty(name);
        }
        assertThat(SettingsSource.systemAndEnvironment().value(name)).isEmpty();
    }
}
