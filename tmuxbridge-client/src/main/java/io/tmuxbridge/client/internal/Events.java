package io.tmuxbridge.client.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.client.TerminalEvent;
import java.util.Map;
import java.util.Set;

/**
 * Events as the application is told them.
 *
 * <p><b>Threads:</b> any.
 */
final class Events {

    private static final Set<String> ENVELOPE = Set.of("type", "name", "timestamp", "sessionId", "paneId", "channel");

    private final ObjectMapper mapper;

    Events(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    TerminalEvent read(JsonNode event) {
        String name = event.path("name").asText();
        return switch (name) {
            case "layout" ->
                new TerminalEvent.Layout(
                        event.path("session").asText(),
                        event.path("sessionName").asText(),
                        Json.windows(event));
            case "title" -> new TerminalEvent.Title(event.path("title").asText());
            case "bell" -> new TerminalEvent.Bell();
            case "clipboard" -> new TerminalEvent.Clipboard(event.path("text").asText());
            case "mode" -> new TerminalEvent.Mode(event.path("copyMode").asBoolean());
            case "viewers" -> new TerminalEvent.Viewers(event.path("count").asInt());
            case "typing" -> new TerminalEvent.Typing(event.path("caller").asText());
            case "size-owner" -> new TerminalEvent.SizeOwner(event.path("by").asText(), Json.text(event, "caller"));
            case "session-renamed" ->
                new TerminalEvent.SessionRenamed(event.path("newName").asText());
            case "skipped" -> new TerminalEvent.Skipped(event.path("bytes").asLong());
            case "gap" -> new TerminalEvent.Gap();
            case "screens" -> new TerminalEvent.Screens(event.path("on").asBoolean());
            case "access" ->
                new TerminalEvent.Access(event.path("access").asText().equals("write"));
            case "lease" -> new TerminalEvent.Lease(Json.text(event, "holder"), Json.texts(event.path("requests")));
            default -> new TerminalEvent.Other(name, fields(event));
        };
    }

    private Map<String, Object> fields(JsonNode event) {
        Map<String, Object> fields = values(event);
        fields.keySet().removeAll(ENVELOPE);
        return fields;
    }

    /** The members of an object as plain values. */
    Map<String, Object> values(JsonNode object) {
        return mapper.convertValue(object, new TypeReference<>() {});
    }
}
