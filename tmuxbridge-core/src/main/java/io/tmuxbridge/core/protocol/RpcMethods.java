package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.PaneInfo;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.WindowInfo;
import io.tmuxbridge.core.session.Layouts;
import io.tmuxbridge.core.session.PaneSearch;
import io.tmuxbridge.core.session.SessionViews;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the JSON-RPC methods do: parameters in, a call, plain values out.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 */
final class RpcMethods {

    private static final int MAX_LINES = 5000;

    private final Services services;
    private final Layouts layouts;

    RpcMethods(Services services) {
        this.services = services;
        this.layouts = services.layouts();
    }

    Map<String, ?> sessions() {
        return Map.of("sessions", Rpc.describe(services.directory().list()));
    }

    Map<String, ?> session(RpcParams params) {
        return Descriptions.sessionWithWindows(services.directory().get(params.session()));
    }

    Map<String, ?> createSession(RpcParams params) {
        SessionSpec spec = new SessionSpec(
                params.text("name"),
                params.texts("command"),
                params.text("cwd").map(RpcMethods::path),
                params.textMap("env"),
                size(params));
        return Descriptions.session(services.directory().create(spec));
    }

    Map<String, ?> renameSession(RpcParams params) {
        return Descriptions.session(services.directory().rename(params.session(), params.requiredText("name")));
    }

    Map<String, ?> killSession(RpcParams params) {
        services.directory().kill(params.session());
        return Map.of();
    }

    Map<String, ?> createWindow(RpcParams params) {
        String id = layouts.createWindow(params.session(), params.text("name"), params.texts("command"));
        return Map.of("windowId", id);
    }

    Map<String, ?> selectWindow(RpcParams params) {
        layouts.selectWindow(window(params));
        return Map.of();
    }

    Map<String, ?> renameWindow(RpcParams params) {
        layouts.renameWindow(window(params), params.requiredText("name"));
        return Map.of();
    }

    Map<String, ?> killWindow(RpcParams params) {
        layouts.killWindow(window(params));
        return Map.of();
    }

    Map<String, ?> splitPane(RpcParams params) {
        String direction = params.text("direction").orElse("horizontal");
        if (!direction.equals("horizontal") && !direction.equals("vertical")) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "direction is " + direction + ": it must be horizontal or vertical");
        }
        Layouts.Direction where =
                direction.equals("vertical") ? Layouts.Direction.VERTICAL : Layouts.Direction.HORIZONTAL;
        return Map.of("paneId", layouts.split(pane(params), where, params.texts("command")));
    }

    Map<String, ?> selectPane(RpcParams params) {
        layouts.selectPane(pane(params));
        return Map.of();
    }

    Map<String, ?> resizePane(RpcParams params) {
        layouts.resizePane(
                pane(params),
                size(params)
                        .orElseThrow(() -> new TmuxBridgeException(ErrorCode.INVALID, "cols and rows are missing")));
        return Map.of();
    }

    Map<String, ?> zoomPane(RpcParams params) {
        layouts.zoomPane(pane(params));
        return Map.of();
    }

    Map<String, ?> killPane(RpcParams params) {
        layouts.killPane(pane(params));
        return Map.of();
    }

    Map<String, ?> capturePane(RpcParams params) {
        int start = params.number("start").orElse(0);
        int end = params.number("end").orElse(start + MAX_LINES - 1);
        if (end < start || end - start >= MAX_LINES) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "lines " + start + " to " + end + " are refused: 1 to " + MAX_LINES + " at once");
        }
        boolean ansi = params.text("format").orElse("text").equals("ansi");
        Layouts.Lines lines = layouts.capture(pane(params), start, end, ansi);
        int first = Math.max(start, -lines.historySize());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("lines", lines.lines());
        result.put("start", first);
        result.put("end", first + lines.lines().size() - 1);
        result.put("historySize", lines.historySize());
        return result;
    }

    Map<String, ?> searchPane(RpcParams params) {
        PaneSearch search = new PaneSearch(
                params.requiredText("pattern"),
                params.flag("regex"),
                params.number("limit").orElse(1000));
        return Map.of("matches", search.in(layouts, pane(params)));
    }

    Map<String, ?> viewers(RpcParams params) {
        SessionInfo session = services.directory().get(params.session());
        return Map.of("viewers", new SessionViews(services.terminals()).describe(session.id()));
    }

    Map<String, ?> info() {
        return Descriptions.info(services.info());
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "cwd is refused: " + e.getReason(), e);
        }
    }

    private static Optional<TerminalSize> size(RpcParams params) {
        if (params.number("cols").isEmpty() && params.number("rows").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TerminalSize(
                params.number("cols").orElse(TerminalSize.DEFAULT.cols()),
                params.number("rows").orElse(TerminalSize.DEFAULT.rows())));
    }

    /** The window meant: the one named, the one of the pane named, or the session's current one. */
    private String window(RpcParams params) {
        Optional<String> named = params.text("windowId");
        if (named.isPresent()) {
            layouts.sessionOf(named.get());
            return named.get();
        }
        return services.directory().get(params.session()).windows().stream()
                .filter(WindowInfo::active)
                .findFirst()
                .map(WindowInfo::id)
                .orElseThrow(() -> new TmuxBridgeException(ErrorCode.NOT_FOUND, "the session has no current window"));
    }

    /** The pane meant: the one named, or the active one of the window meant. */
    private String pane(RpcParams params) {
        Optional<String> named = params.text("paneId");
        if (named.isPresent()) {
            layouts.sessionOf(named.get());
            return named.get();
        }
        String window = window(params);
        return layouts.sessionOf(window).windows().stream()
                .filter(each -> each.id().equals(window))
                .flatMap(each -> each.panes().stream())
                .filter(PaneInfo::active)
                .findFirst()
                .map(PaneInfo::id)
                .orElseThrow(() -> new TmuxBridgeException(ErrorCode.NOT_FOUND, "the window has no active pane"));
    }
}
