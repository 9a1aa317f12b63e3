package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.PaneInfo;
import io.tmuxbridge.PaneSpec;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.Split;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.WindowInfo;
import io.tmuxbridge.core.directory.AccessRecords;
import io.tmuxbridge.core.directory.Layouts;
import io.tmuxbridge.core.directory.LineSource;
import io.tmuxbridge.core.directory.PaneHistory;
import io.tmuxbridge.core.session.SessionViews;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the JSON-RPC methods about windows, panes and the server do: parameters in, a call, plain values out.
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

    Map<String, ?> createWindow(RpcParams params) {
        PaneSpec what = program(params);
        String session = params.session();
        return Map.of(
                "windowId",
                params.text("name")
                        .map(name -> layouts.create(session, name, what))
                        .orElseGet(() -> layouts.create(session, what)));
    }

    Map<String, ?> selectWindow(RpcParams params) {
        layouts.select(params.session(), window(params));
        return Map.of();
    }

    Map<String, ?> renameWindow(RpcParams params) {
        layouts.rename(window(params), params.requiredText("name"));
        return Map.of();
    }

    Map<String, ?> killWindow(RpcParams params) {
        layouts.kill(window(params));
        return Map.of();
    }

    Map<String, ?> splitPane(RpcParams params) {
        String direction = params.text("direction").orElse("horizontal");
        if (!direction.equals("horizontal") && !direction.equals("vertical")) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, "direction is " + direction + ": it must be horizontal or vertical");
        }
        Split.Direction where = direction.equals("vertical") ? Split.Direction.VERTICAL : Split.Direction.HORIZONTAL;
        Split how = new Split(where, params.number("size"));
        return Map.of("paneId", layouts.split(pane(params), how, program(params)));
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
        int end = params.number("end").orElse((int) Math.min((long) start + MAX_LINES - 1, Integer.MAX_VALUE));
        long count = (long) end - start + 1;
        if (count < 1 || count > MAX_LINES) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "lines " + start + " to " + end + " are refused: 1 to " + MAX_LINES + " at once");
        }
        String format = params.text("format").orElse("text");
        if (!format.equals("text") && !format.equals("ansi")) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "format is " + format + ": it must be text or ansi");
        }
        PaneHistory.Lines lines = history(params).read(pane(params), start, end, format.equals("ansi"));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("lines", lines.lines());
        result.put("start", lines.start());
        result.put("end", lines.end());
        result.put("historySize", lines.historySize());
        result.put(
                "wrapped",
                lines.wrapped().stream()
                        .map(index -> lines.start() + index)
                        .boxed()
                        .toList());
        return result;
    }

    private LineSource history(RpcParams params) {
        return services.lines(params.caller().role());
    }

    Map<String, ?> viewers(RpcParams params) {
        SessionInfo session = services.directory().get(params.session());
        return Map.of("viewers", new SessionViews(services.terminals()).describe(session.id()));
    }

    Map<String, ?> info(RpcParams params) {
        return Descriptions.info(services.info(), params.caller());
    }

    private static PaneSpec program(RpcParams params) {
        return new PaneSpec(params.texts("command"), params.text("cwd").map(RpcMethods::path), params.textMap("env"));
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "cwd is refused: " + e.getReason(), e);
        }
    }

    static Optional<TerminalSize> size(RpcParams params) {
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
            return inSession(params, named.get());
        }
        Optional<String> pane = params.text("paneId");
        if (pane.isPresent()) {
            return windowOf(inSession(params, pane.get()));
        }
        return services.directory().get(params.session()).windows().stream()
                .filter(WindowInfo::active)
                .findFirst()
                .map(WindowInfo::id)
                .orElseThrow(() -> new TmuxBridgeException(ErrorCode.NOT_FOUND, "the session has no current window"));
    }

    private String windowOf(String pane) {
        return layouts.sessionOf(pane).windows().stream()
                .filter(window ->
                        window.panes().stream().anyMatch(each -> each.id().equals(pane)))
                .findFirst()
                .map(WindowInfo::id)
                .orElseThrow(() -> AccessRecords.noWindowOrPane(pane));
    }

    /** The window or pane named, which has to be in the session named with it, if one is. */
    private String inSession(RpcParams params, String id) {
        layouts.sessionOf(id);
        params.text("sessionId").ifPresent(named -> {
            if (services.directory().get(named).windows().stream()
                    .noneMatch(window -> window.id().equals(id)
                            || window.panes().stream()
                                    .anyMatch(pane -> pane.id().equals(id)))) {
                throw new TmuxBridgeException(ErrorCode.NOT_FOUND, id + " is not in session " + named);
            }
        });
        return id;
    }

    /** The pane meant: the one named, or the active one of the window meant. */
    String pane(RpcParams params) {
        Optional<String> named = params.text("paneId");
        if (named.isPresent()) {
            return inSession(params, named.get());
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
