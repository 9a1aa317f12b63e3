package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.PaneInfo;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.WindowInfo;
import io.tmuxbridge.client.Connected;
import io.tmuxbridge.client.TerminalEvent;
import io.tmuxbridge.pane.PanePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sessions, windows and panes as the server describes them. What it leaves out is empty, so that a newer or older
 * server can be read.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Json {

    private Json() {}

    static SessionInfo session(JsonNode json) {
        return new SessionInfo(
                json.path("sessionId").asText(),
                json.path("name").asText(),
                text(json, "owner"),
                Instant.ofEpochMilli(json.path("created").asLong()),
                Instant.ofEpochMilli(json.path("activity").asLong()),
                size(json),
                json.path("attached").asInt(),
                json.path("viewers").asInt(),
                json.path("windows").asInt(),
                windows(json));
    }

    static List<WindowInfo> windows(JsonNode json) {
        return list(json.path("windowList"), Json::window);
    }

    private static WindowInfo window(JsonNode json) {
        return new WindowInfo(
                json.path("windowId").asText(),
                json.path("index").asInt(),
                json.path("name").asText(),
                json.path("active").asBoolean(),
                json.path("zoomed").asBoolean(),
                json.path("activity").asBoolean(),
                json.path("bell").asBoolean(),
                size(json),
                json.path("layout").asText(),
                list(json.path("panes"), Json::pane));
    }

    private static PaneInfo pane(JsonNode json) {
        return new PaneInfo(
                json.path("paneId").asText(),
                json.path("index").asInt(),
                json.path("active").asBoolean(),
                json.path("left").asInt(),
                json.path("top").asInt(),
                size(json),
                json.path("title").asText(),
                json.path("command").asText(),
                json.path("directory").asText(),
                json.path("pid").asLong(),
                json.path("dead").asBoolean());
    }

    /** Columns and rows; tmux's default for what is no size. */
    static TerminalSize size(JsonNode json) {
        int cols = json.path("cols").asInt();
        int rows = json.path("rows").asInt();
        boolean sane = cols >= 1 && cols <= TerminalSize.MAX && rows >= 1 && rows <= TerminalSize.MAX;
        return sane ? new TerminalSize(cols, rows) : TerminalSize.DEFAULT;
    }

    /** An error code of the wire; what this version does not know counts as a defect of the server. */
    static ErrorCode code(String wire) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.wire().equals(wire)) {
                return code;
            }
        }
        return ErrorCode.INTERNAL;
    }

    /** An error message as an exception. */
    static TmuxBridgeException exception(JsonNode error) {
        return new TmuxBridgeException(
                code(error.path("code").asText()),
                CloseMeaning.clean(error.path("message").asText()));
    }

    /** What an {@code input-lost} names. */
    static Typing.Named lost(JsonNode error) {
        return new Typing.Named(
                error.path("seq").asLong(),
                error.path("lastSeq").asLong(),
                CloseMeaning.clean(error.path("message").asText()));
    }

    /** How a terminal was connected by a client that may write, or only wants to look on. */
    static Connected connected(JsonNode message, boolean mayWrite) {
        return new Connected(
                switch (message.path("resume").asText()) {
                    case "resumed" -> Connected.How.RESUMED;
                    case "gap" -> Connected.How.GAP;
                    default -> Connected.How.FRESH;
                },
                message.path("lost").asLong(),
                message.path("paneId").asText(),
                size(message),
                mayWrite && !message.path("access").asText().equals("read"));
    }

    static PanePosition position(JsonNode json) {
        return new PanePosition(json.path("epoch").asText(), json.path("offset").asLong());
    }

    static TerminalEvent.Check check(JsonNode json) {
        return new TerminalEvent.Check(
                json.path("offset").asLong(), json.path("hash").asText());
    }

    static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    static List<String> texts(JsonNode array) {
        return list(array, JsonNode::asText);
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
        List<T> all = new ArrayList<>();
        array.forEach(each -> all.add(reader.apply(each)));
        return all;
    }
}
