package io.tmuxbridge.core.protocol;

import io.tmuxbridge.BridgeInfo;
import io.tmuxbridge.PaneInfo;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.WindowInfo;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.directory.SessionLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sessions, windows and panes as plain values for JSON-RPC results.
 *
 * <p><b>Threads:</b> stateless.
 */
final class Descriptions {

    private Descriptions() {}

    static Map<String, ?> session(SessionInfo session) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sessionId", session.id());
        fields.put("name", session.name());
        session.owner().ifPresent(owner -> fields.put("owner", owner));
        fields.put("windows", session.windowCount());
        fields.put("viewers", session.viewers());
        fields.put("attached", session.attached());
        fields.put("created", session.created().toEpochMilli());
        fields.put("activity", session.activity().toEpochMilli());
        fields.put("cols", session.size().cols());
        fields.put("rows", session.size().rows());
        return fields;
    }

    static Map<String, ?> sessionWithWindows(SessionInfo session) {
        Map<String, Object> fields = new LinkedHashMap<>(session(session));
        fields.put(
                "windowList",
                session.windows().stream().map(Descriptions::window).toList());
        return fields;
    }

    /** The fields of a layout event: the session whole, and of its current window what events always had. */
    static Map<String, ?> layout(SessionLayout layout) {
        Map<String, Object> fields = new LinkedHashMap<>();
        layout.windows().stream().filter(WindowInfo::active).findFirst().ifPresent(current -> {
            fields.put("windowId", current.id());
            fields.put("layout", current.layout());
        });
        fields.put("session", layout.sessionId());
        fields.put("sessionName", layout.name());
        fields.put(
                "windowList",
                layout.windows().stream().map(Descriptions::window).toList());
        return fields;
    }

    private static Map<String, ?> window(WindowInfo window) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("windowId", window.id());
        fields.put("index", window.index());
        fields.put("name", window.name());
        fields.put("active", window.active());
        fields.put("zoomed", window.zoomed());
        fields.put("activity", window.activity());
        fields.put("bell", window.bell());
        fields.put("cols", window.size().cols());
        fields.put("rows", window.size().rows());
        fields.put("layout", window.layout());
        fields.put("panes", window.panes().stream().map(Descriptions::pane).toList());
        return fields;
    }

    private static Map<String, ?> pane(PaneInfo pane) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("paneId", pane.id());
        fields.put("index", pane.index());
        fields.put("active", pane.active());
        fields.put("left", pane.left());
        fields.put("top", pane.top());
        fields.put("cols", pane.size().cols());
        fields.put("rows", pane.size().rows());
        fields.put("title", pane.title());
        fields.put("command", pane.command());
        fields.put("directory", pane.directory());
        fields.put("pid", pane.pid());
        fields.put("dead", pane.dead());
        return fields;
    }

    static Map<String, ?> info(BridgeInfo info, Caller caller) {
        return Map.of(
                "caller",
                        Map.of(
                                "name",
                                caller.name(),
                                "role",
                                caller.role().name().toLowerCase(Locale.ROOT)),
                "version", info.version(),
                "tmux", Map.of("version", info.tmuxVersion(), "capabilities", List.copyOf(info.tmuxCapabilities())),
                "limits", info.limits(),
                "subprotocols", List.of("tmuxbridge.v1.json", "tmuxbridge.v1.binary"),
                "views", info.views());
    }
}
