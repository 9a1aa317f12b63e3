package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A thousand hostile names and values through every field that reaches tmux, while a control client is held open, for
 * without one {@code #()} often has no time to run. No command runs, no other session is touched, and each answer is a
 * refusal or the value exactly.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class HostileValuesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VALUES = Integer.getInteger("tmuxbridge.hostile", 1000);
    private static final Set<String> REFUSALS =
            Set.of("invalid", "not-found", "conflict", "malformed", "limit", "forbidden");

    @TempDir
    private Path canary;

    private final AccessFixture fixture = new AccessFixture(AccessFixture.HURRIED);
    private final BridgeFixture.Client ada = fixture.client("ada operator");

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<String> values() {
        String touch = "touch " + canary.resolve("ran");
        List<String> values = new ArrayList<>(List.of(
                "",
                "-t",
                "--",
                "-",
                "=",
                ":",
                ".",
                "=victim",
                "victim:",
                "victim:0.0",
                "$0",
                "@0",
                "%0",
                "{last}",
                "!",
                "~",
                "#(" + touch + ")",
                "##(" + touch + ")",
                "#{l:#(" + touch + ")}",
                "#{E:@x}",
                "#[fg=red]",
                "#S",
                "#{session_name}",
                "'; run-shell '" + touch + "'; '",
                "\"; run-shell \"" + touch,
                "; kill-server",
                "kill-server;",
                "\\;",
                ";",
                "$(" + touch + ")",
                "`" + touch + "`",
                "| " + touch,
                "&& " + touch,
                "> " + canary.resolve("ran"),
                "\n kill-server",
                "a\nb",
                "\r",
                "\t",
                "\u0000",
                "\u001b]52;c;eA==\u0007",
                "\u001b[2J",
                "\u007f",
                "\u0085",
                "\u2028",
                "\u202e",
                "\ufeff",
                "🙂",
                "日本語",
                "é",
                "%%",
                "%s%n",
                "%H:%M",
                "${HOME}",
                "~/x",
                "../../etc",
                "a b",
                "'",
                "\"",
                "\\",
                "x".repeat(64 * 1024),
                "#".repeat(1000),
                "'".repeat(1000),
                "\\".repeat(999)));
        String[] pieces = {
            "#(", ")", "#{", "}", "'", "\"", ";", "\\", "$(", "`", "-", "=", ":", ".", "#", "%", "@", "$", "\n",
            "\u0001", "~", " ", "a", "é", "🙂", touch, "E:", "l:", "T:", "[", "]", ",", "?", "!", "{", "&&", "|"
        };
        Random random = new Random(42);
        while (values.size() < VALUES) {
            StringBuilder value = new StringBuilder();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                value.append(pieces[random.nextInt(pieces.length)]);
            }
            values.add(value.toString());
        }
        return values;
    }

    private JsonNode ask(String method, BiConsumer<ObjectNode, String> fill, String value) {
        ObjectNode params = JSON.createObjectNode();
        fill.accept(params, value);
        int id = ++ids;
        ObjectNode request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id).put("method", method);
        request.set("params", params);
        ada.handler.text(request.toString());
        return ada.hear(node -> node.path("id").asInt() == id && node.has("jsonrpc"));
    }

    private int ids = 100_000;

    private record Field(String method, BiConsumer<ObjectNode, String> fill) {}

    private static Field field(String method, BiConsumer<ObjectNode, String> fill) {
        return new Field(method, fill);
    }

    @Test
    void noFieldRunsACommandOrTouchesAnotherSession() throws IOException {
        String victim = fixture.session("victim", "bob");
        String own = fixture.session("own", "ada");
        String pane =
                fixture.server.tmux("list-panes", "-t", own, "-F", "#{pane_id}").strip();
        String window = fixture.server
                .tmux("list-panes", "-t", own, "-F", "#{window_id}")
                .strip();
        ada.say("{'type':'connect','sessionId':'own','cols':80,'rows':24}");
        ada.hear("connected");
        String before = state(victim);
        List<Field> fields = List.of(
                field(
                        "session.rename",
                        (params, value) -> params.put("sessionId", own).put("name", value)),
                field(
                        "window.rename",
                        (params, value) -> params.put("windowId", window).put("name", value)),
                field(
                        "access.grant",
                        (params, value) -> params.put("sessionId", own)
                                .put("caller", value)
                                .put("permission", "read")),
                field("session.get", (params, value) -> params.put("sessionId", value)),
                field("window.select", (params, value) -> params.put("windowId", value)),
                field("pane.select", (params, value) -> params.put("paneId", value)),
                field("session.kill", (params, value) -> params.put("sessionId", "x" + value)),
                field(
                        "pane.search",
                        (params, value) -> params.put("paneId", pane).put("pattern", value)),
                field(
                        "share.revoke",
                        (params, value) -> params.put("sessionId", own).put("shareId", value)),
                field(
                        "lease.grant",
                        (params, value) -> params.put("sessionId", own).put("caller", value)));
        List<String> values = values();
        for (int i = 0; i < values.size(); i++) {
            Field field = fields.get(i % fields.size());
            check(field, values.get(i), own);
        }
        for (String value : values.subList(0, 62)) {
            for (Field field : fields) {
                check(field, value, own);
            }
        }
        assertThat(state(victim)).isEqualTo(before);
        assertThat(Files.list(canary)).isEmpty();
    }

    /** These start programs, so fewer of them; each is ended again. */
    @Test
    void sessionsAreCreatedWithExactlyTheValuesGivenOrNotAtAll() throws IOException {
        String victim = fixture.session("victim", "bob");
        fixture.session("own", "ada");
        ada.say("{'type':'connect','sessionId':'own','cols':80,'rows':24}");
        ada.hear("connected");
        String before = state(victim);
        List<Field> fields = List.of(
                field(
                        "session.create",
                        (params, value) -> params.put("name", value)
                                .set("command", JSON.createArrayNode().add("cat"))),
                field("session.create", (params, value) -> params.put("cwd", value)),
                field(
                        "session.create",
                        (params, value) -> params.set(
                                "command",
                                JSON.createArrayNode().add("printf").add("%s").add(value))),
                field(
                        "session.create",
                        (params, value) ->
                                params.set("env", JSON.createObjectNode().put("V", value))),
                field(
                        "session.create",
                        (params, value) ->
                                params.set("env", JSON.createObjectNode().put(value, "v"))));
        for (String value : values().subList(0, 62)) {
            for (Field field : fields.subList(0, value.length() > 1000 ? 4 : 5)) { // longer names are no JSON here
                JsonNode answer = ask(field.method(), field.fill(), value);
                if (answer.has("result")) {
                    String id = answer.path("result").path("sessionId").asText();
                    ObjectNode asked = JSON.createObjectNode();
                    field.fill().accept(asked, value);
                    if (asked.has("name")) {
                        assertThat(answer.path("result").path("name").asText()).isEqualTo(value);
                    }
                    assertThat(ada.outcome("session.kill", "{'sessionId':'" + id + "'}"))
                            .isIn("ok", "not-found");
                } else {
                    assertThat(answer.path("error").path("data").path("code").asText())
                            .as(answer.toString())
                            .isIn(REFUSALS);
                }
            }
        }
        assertThat(state(victim)).isEqualTo(before);
        assertThat(Files.list(canary)).isEmpty();
    }

    private void check(Field field, String value, String own) {
        JsonNode answer = ask(field.method(), field.fill(), value);
        if (answer.has("error")) {
            assertThat(answer.path("error").path("data").path("code").asText())
                    .as("%s with %s: %s", field.method(), value, answer)
                    .isIn(REFUSALS);
        } else if (field.method().equals("session.rename")) {
            assertThat(answer.path("result").path("name").asText()).isEqualTo(value);
            assertThat(answer.path("result").path("sessionId").asText()).isEqualTo(own);
        } else if (field.method().equals("access.grant")) {
            JsonNode grants = ada.ask("access.get", "{'sessionId':'" + own + "'}")
                    .path("result")
                    .path("grants");
            assertThat(grants.has(value))
                    .as("granted to exactly %s: %s", value, grants)
                    .isTrue();
            ask(
                    "access.grant",
                    (params, name) ->
                            params.put("sessionId", own).put("caller", name).put("permission", "none"),
                    value);
        }
    }

    private String state(String session) {
        return fixture.server.tmux(
                "list-panes",
                "-s",
                "-t",
                session,
                "-F",
                "#{session_name} #{window_name} #{pane_id} #{pane_dead} #{pane_width}");
    }
}
