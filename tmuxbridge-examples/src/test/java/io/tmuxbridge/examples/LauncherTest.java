package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.core.Version;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is said to somebody who uses the program wrongly: one line, which names the value and the way out. */
class LauncherTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            Launcher.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | say what to do",
                "frobnicate | frobnicate",
                "serve --frobnicate | --frobnicate",
                "serve --port x | is not an int",
                "serve --port 70000 | --port is 70000",
                "serve --tmux-servers 0 | --tmux-servers is 0: it must be 1 to 90",
                "list --tmux-servers 91 | --tmux-servers is 91: it must be 1 to 90",
                "serve --tmux-socket .. | --tmux-socket \"..\" is refused",
                "list -L /no/such/directory/s | --tmux-socket /no/such/directory/s is refused: there is no directory",
                "list -L /no/such/directory/s --token t | --token is for a server, and none is named",
                "serve --auth maybe | maybe",
                "serve --auth jwt | --auth jwt needs --jwt-issuer",
                "serve --auth jwt --jwt-issuer i --jwt-key /no/key | --jwt-key /no/key cannot be read: there is no such file",
                "serve --auth jwt --jwt-issuer i --jwt-jwks http://example.org/keys | must be https",
                "serve --token-role viewer | there is none",
                "serve --token-file t --token-role guest | guest",
                "serve --auth none --token-file t | --auth none asks nobody for a token",
                "serve --token-file /no/such/file | --token-file /no/such/file cannot be made: there is no such",
                "serve --auth none --host 0.0.0.0 | --auth none lets everybody in and needs a loopback address",
                "serve --auth none --host :: | --auth none lets everybody in and needs a loopback address",
                "serve --tls-cert a.pem | --tls-cert and --tls-key need each other",
                "serve --tls-key a.pem | --tls-cert and --tls-key need each other",
                "serve --origin term.example.org | --origin is term.example.org",
                "serve --origin https://term.example.org/ | --origin is https://term.example.org/",
                "serve --origin http://term.example.org:80 | --origin: \"http://term.example.org:80\" is no origin",
                "serve --trusted-proxy proxy.example.org | --trusted-proxy: a trusted proxy is \"proxy.example.org\"",
                "serve --trusted-proxy 0.0.0.0/0 | this is everybody's",
                "serve --auth none --trusted-proxy 127.0.0.1 | --auth none lets everybody in that the proxy lets in",
                "serve --deny-output bells | --deny-output",
                "serve --redact guest | guest",
                "serve --redact-pattern x | --redact-pattern hides nothing without --redact",
                "serve --log-level loud | --log-level is loud",
            })
    void misuseIsOneLineAndExitCode2(String arguments, String words) {
        String[] args = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        assertThat(command.execute(args)).isEqualTo(2);
        assertThat(err.toString()).startsWith("tmuxbridge: ").contains(words).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve --port 0 --tmux /no/such/tmux | /no/such/tmux",
                "serve --port 0 --redact viewer --redact-pattern (a | redaction pattern --redact-pattern 1 is refused",
                "serve --port 0 --host no-such-host.invalid | no-such-host.invalid",
                "serve --port 0 --audit /no/such/file | --audit /no/such/file cannot be written: there is no such",
                "serve --port 0 --audit / | --audit / cannot be written: Is a directory",
                "serve --port 0 --tls-cert /no/cert.pem --tls-key /no/key.pem | there is no file /no/cert.pem",
            })
    void failureIsOneLineAndExitCode1(String arguments, String words) {
        assertThat(command.execute(arguments.split(" "))).isEqualTo(1);
        assertThat(err.toString()).startsWith("tmuxbridge: ").contains(words).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpGoesToStandardOutput() {
        assertThat(command.execute("serve", "--help")).isZero();
        assertThat(out.toString()).contains("--tmux-socket", "--auth", "--token-file", "--tls-cert");
        assertThat(err.toString()).isEmpty();
    }

    /** picocli puts the content of a file there by itself: {@code new curl -d @data.json} would run something else. */
    @Test
    void aWordWithAnAtSignIsThatWord(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("data"), "--help");
        assertThat(command.execute("serve", "@" + file)).isEqualTo(2);
        assertThat(err.toString()).contains("'@" + file + "'");
    }

    @Test
    void theVersionGoesToStandardOutput() {
        assertThat(command.execute("--version")).isZero();
        assertThat(out.toString().strip()).isEqualTo("tmuxbridge " + Version.current());
    }
}
