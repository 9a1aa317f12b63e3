package io.tmuxbridge.core.session;

import io.tmuxbridge.core.directory.SessionDirectory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who views a session.
 *
 * <p><b>Threads:</b> any. No method blocks.
 */
public final class SessionViews {

    private final Terminals terminals;

    /**
     * Creates the view.
     *
     * @param terminals the terminals that are viewed
     */
    public SessionViews(Terminals terminals) {
        this.terminals = terminals;
    }

    /**
     * How the bridge uses a session now.
     *
     * @param sessionId {@code $} and a number
     * @return its viewers and the bridge's own tmux clients
     */
    public SessionDirectory.SessionUse use(String sessionId) {
        List<Terminal> used = of(sessionId);
        return new SessionDirectory.SessionUse(
                used.stream().mapToInt(Terminal::viewers).sum(), used.size() + terminals.sizeClients(sessionId));
    }

    private List<Terminal> of(String sessionId) {
        return Stream.concat(terminals.of(sessionId).stream(), terminals.mirrors().of(sessionId).stream())
                .toList();
    }

    /**
     * Who views a session.
     *
     * @param sessionId {@code $} and a number
     * @return for each viewer: {@code paneId}, {@code caller}, {@code access}, {@code delivery}, {@code cols},
     *     {@code rows}, {@code visible}, {@code lag} in bytes, {@code skipped} bytes
     */
    public List<Map<String, ?>> describe(String sessionId) {
        return of(sessionId).stream()
                .flatMap(terminal -> terminal.attachments().stream())
                .<Map<String, ?>>map(Attachment::describe)
                .toList();
    }
}
