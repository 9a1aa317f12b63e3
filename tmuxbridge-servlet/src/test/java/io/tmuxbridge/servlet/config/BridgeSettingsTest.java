package io.tmuxbridge.servlet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
        assertThat(BridgeSettings.read(of("access.token", TOKEN, "access.roles", "staff=operator, ops=admin"))
                        .who())
                .isEqualTo("the server's role staff=operator, the server's role ops=admin, whoever has the token");
        assertThat(BridgeSettings.read(of("tmux.socket-name", "mine")).socket()).isEqualTo("socket mine");
    }

    @Test
    void theTokenIsAnOperatorUnlessARoleIsSet() {
        SignInWays ways =
                BridgeSettings.read(of("access.token", " " + TOKEN + " ")).ways();
        assertThat(ways.authenticate(Credentials.bearer(TOKEN)).map(Caller::role))
                .contains(Role.OPERATOR);
        assertThat(ways.authenticate(Credentials.bearer(TOKEN + "0"))).isEmpty();
        assertThat(ways.authenticate(Credentials.bearer(TOKEN.substring(1)))).isEmpty();
        SignInWays admin = BridgeSettings.read(of("access.token", TOKEN, "access.token-role", "Admin"))
                .ways();
        assertThat(admin.authenticate(Credentials.bearer(TOKEN)).map(Caller::role))
                .contains(Role.ADMIN);
    }

    @Test
    void aPageSignsInWithTheTokenAndOutAgain() {
        SignInWays ways = BridgeSettings.read(of("access.token", TOKEN)).ways();
        String secret = ways.signIn(TOKEN).orElseThrow();
        Credentials cookie = new Credentials(Optional.empty(), Map.of(PageSessions.COOKIE, secret), Optional.empty());
        assertThat(ways.authenticate(cookie).map(Caller::role)).contains(Role.OPERATOR);
        assertThat(ways.authenticate(new Credentials(Optional.of("wrong"), cookie.cookies(), Optional.empty())))
                .as("a token that is shown counts alone")
                .isEmpty();
        ways.signOut(cookie);
        assertThat(ways.authenticate(cookie)).isEmpty();
    }

    /** The server itself may have taken the token, as with MicroProfile JWT: then it knows who shows it. */
    @Test
    void whomTheServerHasSignedInByATokenComesInByTheServersRoles() {
        for (BridgeSettings settings : List.of(
                BridgeSettings.read(of("access.roles", "staff=operator")),
                BridgeSettings.read(of("access.roles", "staff=operator", "access.token", TOKEN)))) {
            Optional<Principal> ada =
                    settings.options().principals().orElseThrow().judge(() -> "ada", "staff"::equals);
            Credentials shown = new Credentials(Optional.of("of the server's issuer"), Map.of(), ada);
            assertThat(settings.ways().authenticate(shown)).contains(Caller.of("ada", Role.OPERATOR));
        }
    }

    /** The bug: whoever has a token could sign everybody else out, by signing in a thousand times. */
    @Test
    void ofTooManyPageSessionsTheOldestOfTheirCallerGoes() {
        PageSessions sessions = new PageSessions();
        String other = sessions.begin(Caller.of("bob", Role.ADMIN));
        Caller ada = Caller.of("ada", Role.VIEWER);
        String first = sessions.begin(ada);
        String second = sessions.begin(ada);
        for (int i = 2; i <= PageSessions.MOST_OF_ONE; i++) {
            sessions.begin(ada);
        }
        assertThat(sessions.find(Map.of(PageSessions.COOKIE, first))).isEmpty();
        assertThat(sessions.find(Map.of(PageSessions.COOKIE, second))).isPresent();
        assertThat(sessions.find(Map.of(PageSessions.COOKIE, other))).isPresent();
        for (int i = 0; i < PageSessions.MOST; i++) {
            sessions.begin(Caller.of("caller" + i, Role.VIEWER));
        }
        assertThat(sessions.find(Map.of(PageSessions.COOKIE, other))).isEmpty();
    }

    /** The bug: those that were over stayed, and the oldest one that was good went. */
    @Test
    void pageSessionsThatAreOverGoFirst() {
        PageSessions sessions = new PageSessions();
        String good = sessions.begin(Caller.of("bob", Role.ADMIN));
        for (int i = 0; i < PageSessions.MOST; i++) {
            sessions.begin(new Caller("caller" + i, Role.VIEWER, Optional.of(Instant.EPOCH), Optional.empty()));
        }
        assertThat(sessions.find(Map.of(PageSessions.COOKIE, good))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enabled       | yes          | tmuxbridge.enabled is \"yes\": use true or false",
                "page          | 1            | tmuxbridge.page is \"1\": use true or false",
                "access.token-role | root     | \"root\" is none of viewer, operator, admin",
                "access.roles  | staff        | \"staff\" is no pair: write the server's role, =, and viewer, operator or admin",
                "access.roles  | staff=boss   | tmuxbridge.access.roles is \"staff=boss\": \"boss\" is none of viewer, operator, admin",
                "origins       | example.org  | \"example.org\" is no origin: write scheme://host",
                "origins       | https://a/   | \"https://a/\" is no origin: write scheme://host",
                "path-prefix   | deep/        | tmuxbridge.path-prefix is \"deep/\": pathPrefix is \"deep/\": it must be empty",
                "trusted-proxies | 10.0.0.0/99 | tmuxbridge.trusted-proxies is \"10.0.0.0/99\": ",
                "tmux.socket-name | a/b       | tmuxbridge.tmux.socket-name is \"a/b\": ",
                "tmux.servers  | 0            | tmuxbridge.tmux.servers is \"0\": tmuxServers is 0: it must be 1 to 90",
                "tmux.servers  | many         | tmuxbridge.tmux.servers is \"many\": use a whole number",
                "size-policy   | mine         | tmuxbridge.size-policy is \"mine\": ",
                "access.unowned | open        | tmuxbridge.access.unowned is \"open\": \"open\" is none of closed, read, write",
                "access.lifetime | 1h         | tmuxbridge.access.lifetime is \"1h\": it is about people who come in by",
                "output.link-schemes | data   | tmuxbridge.output.link-schemes is \"data\": a link scheme is \"data\"",
                "output.clipboard-bytes | 4GB | tmuxbridge.output.clipboard-bytes is \"4GB\": it must be less than 2GB",
                "redaction.pattern | a+       | tmuxbridge.redaction.pattern is \"a+\": nothing would be hidden",
                "redaction.hide-from | all    | tmuxbridge.redaction.hide-from is \"all\": \"all\" is none of viewer",
                "limits.max-connections | 0   | tmuxbridge.limits.max-connections is \"0\": maxConnections is 0",
                "limits.linger | soon         | tmuxbridge.limits.linger is \"soon\": use a number with ms, s, m, h or d",
                "limits.log-bytes-per-pane | 1TB | tmuxbridge.limits.log-bytes-per-pane is \"1TB\": use bytes",
                "limits.history-lines | 20000 | maxHistoryLines is 10000: it must be at least 20000",
                "quotas.bytes-per-second | 1  | tmuxbridge.quotas.bytes-per-second is \"1\": bytes a second is 1",
                "access.jwt.issuer | me       | of tmuxbridge.access.jwt.jwks (an address with the issuer's keys) and tmuxbridge.access.jwt.key",
                "access.jwt.audience | me     | tmuxbridge.access.jwt.audience is \"me\": no JSON Web Token would be taken",
                "access.token-role | viewer   | tmuxbridge.access.token-role is \"viewer\": there is no token",
                "access.jwt.jwks | https://a/k | tmuxbridge.access.jwt.issuer is not set: JSON Web Tokens need it",
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
    void aServerIsNamedOnce() {
        BridgeSettings both = BridgeSettings.read(of("tmux.socket-name", "a", "tmux.socket-path", "/run/b"));
        assertThat(both.socket()).isEqualTo("socket /run/b");
        assertThatThrownBy(both::builder)
                .hasMessage("tmuxbridge.tmux.socket-name is \"a\": tmuxbridge.tmux.socket-path is set as well: set one"
                        + " of them");
    }

    @Test
    void everyLimitAndQuotaHasItsSetting() {
        assertThat(LimitSettings.names()).containsExactlyInAnyOrderElementsOf(namesOf(BridgeLimits.class, "limits."));
        List<String> quotas = new ArrayList<>(namesOf(Quotas.class, "quotas."));
        for (String rate : List.of("per-connection", "per-caller", "per-stranger")) {
            assertThat(quotas.remove("quotas." + rate)).isTrue();
        }
        assertThat(QuotaSettings.names()).containsAll(quotas).hasSize(quotas.size() + 6);
    }

    /** Each setting is read by itself: a value that is not the default comes out where it belongs. */
    @Test
    void limitsAndQuotasAreReadByTheirNames() {
        BridgeLimits limits = LimitSettings.read(of(
                "limits.max-message-bytes", "2MB",
                "limits.log-bytes-in-all", "3 GB",
                "limits.history-lines", "20000",
                "limits.max-history-lines", "30000",
                "limits.linger", "PT5M"));
        assertThat(limits)
                .isEqualTo(BridgeLimits.DEFAULTS
                        .withMaxMessageBytes(2 << 20)
                        .withLogBytesInAll(3L << 30)
                        .withMaxHistoryLines(30_000)
                        .withHistoryLines(20_000)
                        .withLinger(Duration.ofMinutes(5)));
        assertThat(LimitSettings.read(of())).isEqualTo(BridgeLimits.DEFAULTS);

        Quotas quotas = QuotaSettings.read(of(
                "quotas.messages-per-second", "7",
                "quotas.bytes-per-second-of-strangers", "2KB",
                "quotas.idle-time", "30m"));
        assertThat(quotas)
                .isEqualTo(Quotas.DEFAULTS
                        .withPerConnection(new Quotas.Rate(
                                7, Quotas.DEFAULTS.perConnection().bytes()))
                        .withPerStranger(
                                new Quotas.Rate(Quotas.DEFAULTS.perStranger().messages(), 2048))
                        .withIdleTime(Duration.ofMinutes(30)));
        assertThat(QuotaSettings.read(of())).isEqualTo(Quotas.DEFAULTS);
    }

    @Test
    void whatViewersAreShownIsSet() {
        assertThat(ShownSettings.output(of())).isEqualTo(OutputPolicy.DEFAULT);
        assertThat(ShownSettings.output(
                        of("output.titles", "false", "output.clipboard-bytes", "0", "output.link-schemes", "none")))
                .isEqualTo(OutputPolicy.DRAWING_ONLY);
        assertThat(ShownSettings.output(of("output.link-schemes", "https, ssh")).linkSchemes())
                .containsExactlyInAnyOrder("https", "ssh");
        assertThat(ShownSettings.redaction(of())).isEqualTo(Redaction.NONE);
        Redaction redaction =
                ShownSettings.redaction(of("redaction.hide-from", "viewer, Operator", "redaction.pattern", "k-[0-9]+"));
        assertThat(redaction.roles()).containsExactlyInAnyOrder(Role.VIEWER, Role.OPERATOR);
        assertThat(redaction.patterns()).containsEntry("setting", "k-[0-9]+").hasSizeGreaterThan(1);
    }

    private static List<String> namesOf(Class<? extends Record> group, String prefix) {
        return Arrays.stream(group.getRecordComponents())
                .map(component ->
                        prefix + component.getName().replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void aTokenThatIsTooShortIsRefusedAndNotTold() {
        assertThatThrownBy(() -> BridgeSettings.read(of("access.token", "hunter2")))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("tmuxbridge.access.token has 7 characters")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aKeyThatCannotBeReadIsSaidWithItsFile(@TempDir Path directory) throws Exception {
        Path missing = directory.resolve("none.pem");
        assertThatThrownBy(
                        () -> BridgeSettings.read(of("access.jwt.issuer", "me", "access.jwt.key", missing.toString())))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("tmuxbridge.access.jwt.key is \"" + missing + "\": the file cannot be read");
        Path secret = Files.write(directory.resolve("secret"), new byte[32]);
        assertThat(BridgeSettings.read(of("access.jwt.issuer", "me", "access.jwt.key", secret.toString()))
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
        SettingsSource source =
                SettingsSource.firstOf(List.of(of("access.token", "a"), of("access.token", "b", "page", "true")));
        assertThat(source.value("tmuxbridge.access.token")).contains("a");
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
