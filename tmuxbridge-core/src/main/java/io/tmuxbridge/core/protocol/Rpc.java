package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.access.Action;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON-RPC: finds the method, asks whether the caller may, runs it, and gives every failure its codes.
 *
 * <p><b>Threads:</b> the conversation's lane; methods block for some milliseconds.
 */
final class Rpc {

    private static final Logger LOG = LoggerFactory.getLogger(Rpc.class);

    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL_ERROR = -32603;
    private static final int REFUSED = -32000;

    private final Services services;
    private final Optional<String> pathSession;
    private final Map<String, Method> methods = new HashMap<>();

    /** What a method does with its parameters. */
    interface Body {
        Map<String, ?> call(RpcParams params);
    }

    private record Method(Action action, boolean changes, Body body) {}

    private final Runnable changed;

    Rpc(Services services, Optional<String> pathSession, Runnable changed) {
        this.services = services;
        this.pathSession = pathSession;
        this.changed = changed;
        RpcMethods bodies = new RpcMethods(services);
        see("session.list", params -> bodies.sessions());
        see("session.get", bodies::session);
        change("session.create", bodies::createSession);
        change("session.rename", bodies::renameSession);
        change("session.kill", bodies::killSession);
        change("window.create", bodies::createWindow);
        change("window.select", bodies::selectWindow);
        change("window.rename", bodies::renameWindow);
        change("window.kill", bodies::killWindow);
        change("pane.split", bodies::splitPane);
        change("pane.select", bodies::selectPane);
        change("pane.resize", bodies::resizePane);
        change("pane.zoom", bodies::zoomPane);
        change("pane.kill", bodies::killPane);
        see("pane.capture", bodies::capturePane);
        see("pane.search", bodies::searchPane);
        see("viewer.list", bodies::viewers);
        see("server.info", params -> bodies.info());
    }

    private void see(String name, Body body) {
        methods.put(name, new Method(Action.VIEW, false, body));
    }

    private void change(String name, Body body) {
        methods.put(name, new Method(Action.MANAGE, true, body));
    }

    /** Answers a request; a notification is carried out and has no answer. */
    Optional<ServerMessage> answer(ClientMessage.RpcRequest request, Caller caller) {
        ServerMessage answer = run(request, request.idJson().orElse("null"), caller);
        return request.idJson().isPresent() ? Optional.of(answer) : Optional.empty();
    }

    private ServerMessage run(ClientMessage.RpcRequest request, String id, Caller caller) {
        Method method = methods.get(request.method());
        if (method == null) {
            return new ServerMessage.RpcError(
                    id, METHOD_NOT_FOUND, ErrorCode.NOT_FOUND, "there is no method " + request.method());
        }
        try {
            services.gate().require(caller, method.action());
            Map<String, ?> result = method.body().call(new RpcParams(request.params(), pathSession));
            if (method.changes()) {
                changed.run();
            }
            return new ServerMessage.RpcResult(id, result);
        } catch (TmuxBridgeException e) {
            int code = e.code() == ErrorCode.INVALID ? INVALID_PARAMS : REFUSED;
            return new ServerMessage.RpcError(id, code, e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("method {} failed", request.method(), e);
            return new ServerMessage.RpcError(
                    id, INTERNAL_ERROR, ErrorCode.INTERNAL, "the method failed; see the bridge's log");
        }
    }

    static List<Map<String, ?>> describe(List<SessionInfo> sessions) {
        return sessions.stream().<Map<String, ?>>map(Descriptions::session).toList();
    }
}
