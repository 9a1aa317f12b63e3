package io.tmuxbridge.core.protocol;

import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.access.Auditor;
import io.tmuxbridge.core.codec.ClientMessage;
import io.tmuxbridge.transport.Handshake;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes down which requests were carried out or refused. Of what a request says only that gets into the audit which
 * its method is about, and not much of it: it comes from the one who is written about.
 *
 * <p><b>Threads:</b> any.
 */
final class RpcAudit {

    /** Characters of a text, as many as a caller's name may have. */
    private static final int MOST = 256;

    private final Auditor auditor;
    private final Optional<String> pathSession;
    private final String address;

    RpcAudit(Auditor auditor, Handshake handshake) {
        this.auditor = auditor;
        this.pathSession = handshake.sessionId();
        this.address = handshake.remoteAddress();
    }

    void done(ClientMessage.RpcRequest request, Caller caller, Action action) {
        note(request, caller, action, true, "");
    }

    void refused(ClientMessage.RpcRequest request, Caller caller, Action action, String why) {
        note(request, caller, action, false, why);
    }

    /** What changes something is audited, and whatever is refused. */
    private void note(ClientMessage.RpcRequest request, Caller caller, Action action, boolean allowed, String why) {
        if (!allowed || action.role() != Role.VIEWER) {
            String detail = Stream.concat(texts(request, details(request.method(), allowed)), Stream.of(why))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.joining(" "));
            auditor.note(Optional.of(caller), address, request.method(), about(request), allowed, detail);
        }
    }

    /** What it is about: a session that is not there yet is never the one of the path. */
    private Optional<String> about(ClientMessage.RpcRequest request) {
        Optional<String> named = texts(request, targets(request.method())).findFirst();
        return request.method().equals("session.create") ? named : named.or(() -> pathSession);
    }

    private static Stream<String> texts(ClientMessage.RpcRequest request, List<String> names) {
        return names.stream()
                .map(request.params()::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .map(text -> text.substring(0, Math.min(text.length(), MOST)));
    }

    /** What of several things that a request may name is what it is carried out on. */
    private static List<String> targets(String method) {
        return switch (family(method)) {
            case "pane" -> List.of("paneId", "windowId", "sessionId");
            case "window" ->
                method.equals("window.create")
                        ? List.of("sessionId", "windowId", "paneId")
                        : List.of("windowId", "paneId", "sessionId");
            default -> method.equals("session.create") ? List.of("name") : List.of("sessionId", "windowId", "paneId");
        };
    }

    /** Who is given what. Of a link that there is, its id: what was refused as one may be its token. */
    private static List<String> details(String method, boolean allowed) {
        return switch (method) {
            case "access.grant" -> List.of("caller", "permission");
            case "access.give", "lease.grant" -> List.of("caller");
            case "share.create" -> List.of("permission");
            case "share.revoke" -> allowed ? List.of("shareId") : List.of();
            default -> List.of();
        };
    }

    private static String family(String method) {
        return method.substring(0, method.indexOf('.'));
    }
}
