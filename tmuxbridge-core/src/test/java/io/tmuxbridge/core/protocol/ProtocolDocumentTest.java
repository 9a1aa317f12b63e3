package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.PaneInfo;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.WindowInfo;
import io.tmuxbridge.core.access.AccessTable;
import io.tmuxbridge.core.codec.ClientMessage;
import io.tmuxbridge.core.codec.JsonCodec;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.core.codec.ServerMessage.Terminal;
import io.tmuxbridge.core.directory.SessionLayout;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Frame;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/protocol.md says what the codecs do. */
class ProtocolDocumentTest {

    private static final SessionLayout LAYOUT = new SessionLayout(
            1,
            "$3",
            "dev",
            List.of(new WindowInfo(
                    "@2",
                    0,
                    "sh",
                    true,
                    false,
                    false,
                    false,
                    TerminalSize.DEFAULT,
                    "b25f,80x24,0,0,4",
                    List.of(new PaneInfo("%4", 0, true, 0, 0, TerminalSize.DEFAULT, "", "sh", "/srv", 4711, false)))));

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Terminal DEV = new Terminal(1, "dev", "%4");

    /**
     * Told by another message, whose section this is, or by an event of the session, which has a row among the events.
     */
    private static final Map<Class<? extends PaneEvent>, String> TOLD_OTHERWISE = Map.of(
            PaneEvent.Resized.class, "\n### `resize`",
            PaneEvent.Checked.class, "\n### `check`",
            PaneEvent.LayoutMayHaveChanged.class, "\n\\| `layout` \\|",
            PaneEvent.SessionSeen.class, "\n\\| `layout` \\|",
            PaneEvent.PeopleChanged.class, "\n\\| `size-owner` \\|",
            PaneEvent.SessionsChanged.class, "\n\\| `sessions-changed` \\|",
            PaneEvent.Gap.class, "\n\\| `gap` \\|");

    /** Marks are for programs that drive a pane; of one that is about to go its clients are told when it has gone. */
    private static final Set<Class<? extends PaneEvent>> TOLD_TO_NO_CLIENT =
            Set.of(PaneEvent.ShellMark.class, PaneEvent.Dying.class);

    private static String document;

    private final JsonCodec codec = new JsonCodec(1 << 20, () -> 1_790_000_000_000L);

    @BeforeAll
    static void read() throws Exception {
        document = Files.readString(Path.of("..", "docs", "protocol.md"));
    }

    private static List<String> examples(String side) {
        return Pattern.compile("```json " + side + "\n(.*?)\n```", Pattern.DOTALL)
                .matcher(document)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<ServerMessage> serverMessages() {
        Map<String, Object> session = MAPPER.convertValue(
                Map.of(
                        "sessionId",
                        "$3",
                        "name",
                        "dev",
                        "windows",
                        1,
                        "viewers",
                        0,
                        "attached",
                        0,
                        "created",
                        1_790_000_000_000L,
                        "activity",
                        1_790_000_000_000L,
                        "cols",
                        80,
                        "rows",
                        24),
                new TypeReference<>() {});
        return List.of(
                new ServerMessage.Connected(
                        DEV,
                        "k3v9x2",
                        9000,
                        120,
                        40,
                        ClientMessage.Access.WRITE,
                        "4bZ1p0xVv8qk2N7mQ3tYwA",
                        ServerMessage.Continuation.GAP,
                        OptionalLong.of(588),
                        17),
                output(9000, true, "\033c$ \033[1;3H"),
                output(9006, false, "hé \r\n"),
                new ServerMessage.InputAck(DEV, 18),
                new ServerMessage.EchoAck(DEV, 18, 9006),
                new ServerMessage.Check(DEV, 9006, "1:9f86d081884c7d65"),
                new ServerMessage.Resized(DEV, 100, 30, 9006),
                event("title", Map.of("title", "vim notes.txt")),
                new ServerMessage.AuthExpiring(1_790_000_060_000L),
                new ServerMessage.Pong(Optional.of("{\"n\":1}")),
                new ServerMessage.Error(
                        Optional.of(DEV), Optional.empty(), ErrorCode.INPUT_GAP, "seq is 20: 18 is next"),
                new ServerMessage.InputLost(DEV, 18, 19),
                new ServerMessage.Error(
                        Optional.empty(), Optional.of("nope"), ErrorCode.NOT_FOUND, "there is no session nope"),
                new ServerMessage.Disconnected(DEV, "session-ended", OptionalInt.of(4404)),
                event("mode", Map.of("copyMode", true)),
                event("viewers", Map.of("count", 2)),
                event("typing", Map.of("caller", "ada")),
                event("size-owner", sizeOwner()),
                event("session-renamed", Map.of("newName", "prod")),
                new ServerMessage.Event(Optional.empty(), "sessions-changed", Map.of()),
                event("layout", Descriptions.layout(LAYOUT)),
                new ServerMessage.RpcResult("1", session),
                new ServerMessage.RpcError("1", -32000, ErrorCode.CONFLICT, "there is a session dev already"));
    }

    private static Map<String, String> sizeOwner() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("by", "viewer");
        fields.put("caller", "ada");
        return fields;
    }

    private static ServerMessage event(String name, Map<String, ?> fields) {
        return new ServerMessage.Event(Optional.of(DEV), name, fields);
    }

    private static ServerMessage output(long end, boolean snapshot, String data) {
        OptionalInt cols = snapshot ? OptionalInt.of(120) : OptionalInt.empty();
        OptionalInt rows = snapshot ? OptionalInt.of(40) : OptionalInt.empty();
        ByteBuffer bytes = ByteBuffer.wrap(data.getBytes(StandardCharsets.UTF_8));
        return new ServerMessage.Output(DEV, 9000, end, snapshot, cols, rows, bytes);
    }

    @Test
    void everyExampleOfAClientIsRead() {
        Set<Class<?>> kinds = examples("client").stream()
                .map(codec::decodeText)
                .map(Object::getClass)
                .collect(Collectors.toSet());

        assertThat(kinds).containsExactlyInAnyOrder(ClientMessage.class.getPermittedSubclasses());
    }

    @Test
    void everyExampleOfTheServerIsWhatTheCodecWrites() throws Exception {
        List<ServerMessage> messages = serverMessages();
        List<JsonNode> written = new ArrayList<>();
        for (ServerMessage message : messages) {
            written.add(MAPPER.readTree(((Frame.Text) codec.encode(message)).text()));
        }
        List<JsonNode> documented = new ArrayList<>();
        for (String example : examples("server")) {
            documented.add(MAPPER.readTree(example));
        }

        assertThat(documented).containsExactlyElementsOf(written);
        assertThat(messages.stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(ServerMessage.class.getPermittedSubclasses());
    }

    @Test
    void everyErrorCodeAndCloseCodeIsListed() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(document).contains("| `" + code.wire() + "` | " + (code.retryable() ? "yes" : "no") + " |");
        }
        for (CloseCode code : CloseCode.values()) {
            assertThat(document).contains("\n| " + code.code() + " | ");
        }
    }

    @Test
    void theAsyncApiDocumentNamesEveryTypeAndErrorCode() throws Exception {
        String asyncApi = Files.readString(Path.of("..", "docs", "asyncapi.yaml"));
        for (String side : List.of("client", "server")) {
            for (String example : examples(side)) {
                JsonNode type = MAPPER.readTree(example).path("type");
                assertThat(type.isMissingNode() || asyncApi.contains("type: { const: " + type + " }"))
                        .as(example)
                        .isTrue();
            }
        }
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(asyncApi).contains('"' + code.wire() + '"');
        }
    }

    @Test
    void everyEventOfAPaneIsListedWithItsFields() throws Exception {
        List<PaneEvent> events = List.of(
                new PaneEvent.Title("t"),
                new PaneEvent.Bell(),
                new PaneEvent.Clipboard("t"),
                new PaneEvent.Mode(true),
                new PaneEvent.Screens(true),
                new PaneEvent.SessionRenamed("n"));
        Set<Class<?>> told = events.stream().map(Object::getClass).collect(Collectors.toSet());
        told.addAll(TOLD_OTHERWISE.keySet());
        told.addAll(TOLD_TO_NO_CLIENT);
        assertThat(told).containsExactlyInAnyOrder(PaneEvent.class.getPermittedSubclasses());
        for (PaneEvent event : events) {
            ServerMessage message = TerminalMessages.event(DEV, event).orElseThrow();
            JsonNode json = MAPPER.readTree(((Frame.Text) codec.encode(message)).text());
            String row = document.lines()
                    .filter(line -> line.startsWith("| `" + json.get("name").asText() + "` |"))
                    .findFirst()
                    .orElseThrow();
            ((ServerMessage.Event) message)
                    .fields()
                    .keySet()
                    .forEach(field -> assertThat(row).contains("`" + field + "`"));
        }
    }

    @Test
    void whatElseHappensToAPaneIsListedByWhatIsToldOfIt() {
        TOLD_OTHERWISE.forEach(
                (event, told) -> assertThat(has(told)).as("%s: %s", event, told).isTrue());
    }

    @Test
    void everyMethodIsListed() {
        assertThat(AccessTable.methods().keySet()).allMatch(method -> has("\n\\| [^|\n]*`" + method + "`[^|\n]* \\|"));
    }

    private static boolean has(String pattern) {
        return Pattern.compile(pattern).matcher(document).find();
    }

    @Test
    void theLayoutEventIsListedWithItsFields() {
        String row = document.lines()
                .filter(line -> line.startsWith("| `layout` |"))
                .findFirst()
                .orElseThrow();
        Descriptions.layout(LAYOUT).keySet().forEach(field -> assertThat(row).contains("`" + field + "`"));
    }

    @Test
    void everyLimitIsListed() {
        List<String> names = Arrays.stream(BridgeLimits.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();

        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(document).contains("\n| `" + name + "` | "));
    }
}
