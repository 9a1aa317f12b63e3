package io.tmuxbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands against a server that speaks the wire, and against none. */
class CommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private static Function<JsonNode, String> result(String json) {
        return request -> "{'jsonrpc':'2.0','id':" + request.get("id") + ",'result':" + json + "}";
    }

    @Test
    void listPrintsALineForEachSession() {
        try (FakeServer server = new FakeServer(result("{'sessions':[{'sessionId':'$1','name':'dev','windows':1,"
                + "'viewers':0,'created':0,'activity':0,'cols':80,'rows':24},{'sessionId':'$2','name':'b','windows':3,"
                + "'viewers':2,'created':0,'activity':0,'cols':80,'rows':24}]}"))) {
            int status = run(new ListCommand(), "--url", server.url(), "--token", "s3cret");

            assertThat(err.toString()).isEmpty();
            assertThat(status).isZero();
            assertThat(out.toString().lines())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("dev: 1 windows (created ")
                    .doesNotContain("attached");
            assertThat(out.toString()).contains("b: 3 windows").contains("(attached)");
            assertThat(server.requests.peek().get("method").asText()).isEqualTo("session.list");
            assertThat(server.headers.peek().get("Authorization")).isEqualTo(List.of("Bearer s3cret"));
            assertThat(server.headers.peek().keySet()).noneMatch("Origin"::equalsIgnoreCase);
            assertThat(server.headers.peek().get("Sec-WebSocket-Protocol")).isEqualTo(List.of("tmuxbridge.v1.json"));
        }
    }

    @Test
    void listCanPrintJson() {
        try (FakeServer server = new FakeServer(result("{'sessions':[]}"))) {
            int status = run(new ListCommand(), "--url", server.url(), "-F", "json");

            assertThat(status).isZero();
            assertThat(out.toString().trim()).isEqualTo("[]");
        }
    }

    @Test
    void noSessionsIsAnErrorAsForTmux() {
        try (FakeServer server = new FakeServer(result("{'sessions':[]}"))) {
            int status = run(new ListCommand(), "--url", server.url());

            assertThat(status).isEqualTo(1);
            assertThat(err.toString()).isEqualToIgnoringNewLines("no sessions");
        }
    }

    @Test
    void newSendsWhatItWasGivenAndPrintsTheName() throws Exception {
        try (FakeServer server = new FakeServer(result("{'sessionId':'$5','name':'dev','windows':1}"))) {
            int status = run(
                    new NewCommand(),
                    "--url",
                    server.url(),
                    "-s",
                    "dev",
                    "-c",
                    "/srv",
                    "-e",
                    "A=1",
                    "-e",
                    "B=x=y",
                    "-x",
                    "100",
                    "ls",
                    "-l",
                    "--",
                    "-s");

            assertThat(status).isZero();
            assertThat(out.toString()).isEqualToIgnoringNewLines("dev");
            assertThat(server.requests.peek().get("method").asText()).isEqualTo("session.create");
            assertThat(server.requests.peek().get("params"))
                    .isEqualTo(new ObjectMapper()
                            .readTree("{\"name\":\"dev\",\"command\":[\"ls\",\"-l\",\"--\",\"-s\"],\"cwd\":\"/srv\","
                                    + "\"env\":{\"A\":\"1\",\"B\":\"x=y\"},\"cols\":100,\"rows\":24}"));
        }
    }

    @Test
    void aRefusalIsOneLineAndStatusOne() {
        try (FakeServer server = new FakeServer(
                request -> "{'jsonrpc':'2.0','id':" + request.get("id")
                        + ",'error':{'code':-32000,'message':'there is no session x\\u001b[2J','data':{'code':'not-found'}}}")) {
            int status = run(new KillCommand(), "--url", server.url(), "-t", "x");

            assertThat(status).isEqualTo(1);
            assertThat(err.toString()).isEqualToIgnoringNewLines("there is no session x?[2J");
            assertThat(server.requests.peek().get("params")).hasToString("{\"sessionId\":\"x\"}");
        }
    }

    @Test
    void aConnectionThatIsClosedSaysWhy() {
        try (FakeServer server = new FakeServer(request -> "")) {
            int status = run(new KillCommand(), "--url", server.url(), "-t", "x");

            assertThat(status).isEqualTo(1);
            assertThat(err.toString()).contains("not signed in").contains("who are you");
        }
    }

    @Test
    void aServerThatIsNotThereIsOneLine() {
        int status = run(new ListCommand(), "--url", "http://127.0.0.1:1/");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("127.0.0.1:1").hasLineCount(1);
    }

    @Test
    void attachWithoutATerminalIsAnError() {
        int status = run(new AttachCommand(), "--url", "http://127.0.0.1:1/", "-t", "x");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).isNotBlank();
    }
}
