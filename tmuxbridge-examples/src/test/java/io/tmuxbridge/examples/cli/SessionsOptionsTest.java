package io.tmuxbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tmuxbridge.TmuxBridgeException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Which sessions list, new and kill are about. The wrong ones would be lost. */
class SessionsOptionsTest {

    private static final Map<String, String> PROD =
            Map.of("TMUXBRIDGE_URL", "https://prod.example.org/", "TMUXBRIDGE_TOKEN", "t");

    private static Optional<String> server(Map<String, String> environment, String... arguments) {
        SessionsOptions options = CommandLine.populateCommand(new SessionsOptions(), arguments);
        return options.server(environment)
                .map(address -> address.url().getHost() + " " + address.token().orElse("-"));
    }

    @Test
    void theServerOfTheEnvironmentIsMeantAsForAttach() {
        assertThat(server(PROD)).contains("prod.example.org t");
        assertThat(server(PROD, "--token", "u")).contains("prod.example.org u");
        assertThat(server(PROD, "--url", "http://127.0.0.1:8000/")).contains("127.0.0.1 t");
        assertThat(server(Map.of("TMUXBRIDGE_URL", ""))).isEmpty();
        assertThat(server(Map.of())).isEmpty();
    }

    @Test
    void theTmuxOfTheEnvironmentIsRunAsByServe() {
        SessionsOptions options = CommandLine.populateCommand(new SessionsOptions(), "-L", "tb-none");
        assertThatExceptionOfType(TmuxBridgeException.class)
                .isThrownBy(() -> options.open(Map.of("TMUX_BINARY", "/no/such/tmux")))
                .withMessageContaining("/no/such/tmux");
    }

    @Test
    void whoNamesATmuxServerMeansThat() {
        assertThat(server(PROD, "-L", "work")).isEmpty();
        assertThat(server(PROD, "--tmux-servers", "4")).isEmpty();
    }
}
