package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.access.AccessTable;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.codec.ClientMessage;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.transport.Handshake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON-RPC: finds the method, asks whether the caller may, runs it, and gives every failure its codes.
 *
 * <p><b>Threads:</b> the conversation's lane; methods block for some milliseconds. Some answer later, and hold up
 * nobody meanwhile.
 */
final class Rpc {

    private static final Logger LOG = LoggerFactory.getLogger(Rpc.class);

    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL_ERROR = -32603;
    private static final int REFUSED = -32000;

    private static final int MOST_ID = 1024;

    private final Services services;
    private final Optional<String> pathSession;
    private final RpcAudit audit;
    private final Map<String, Method> methods = new HashMap<>();

    /** What a method does with its parameters. */
    interface Body {
        Map<String, ?> call(RpcParams params);
    }

    /** What a method does that is answered later, and is audited where it is done. */
    interface LateBody {
        CompletionStage<Map<String, ?>> call(String paneId, RpcParams params);
    }

    private sealed interface Method {
        Action action();
    }

    private record Prompt(Action action, Body body) implements Method {}

    private record Late(Action action, LateBody body) implements Method {}

    private final Runnable changed;
    private final RpcMethods bodies;
    private final PaneMethods panes;
    private final Searches searches;

    Rpc(Services services, Handshake handshake, Conversations all, Supplier<Caller> who) {
        this.services = services;
        this.pathSession = handshake.sessionId();
        this.audit = new RpcAudit(services.auditor(), handshake);
        this.changed = all::sessionsChanged;
        this.panes = new PaneMethods(all.panes(), who, handshake.remoteAddress());
        this.bodies = new RpcMethods(services);
        this.searches = new Searches(services, all.matching(), who);
        SessionMethods sessions = new SessionMethods(services, all.allowance());
        on("session.list", sessions::sessions);
        on("session.get", sessions::session);
        on("session.create", sessions::createSession);
        on("session.rename", sessions::renameSession);
        on("session.kill", sessions::killSession);
        on("window.create", bodies::createWindow);
        on("window.select", bodies::selectWindow);
        on("window.rename", bodies::renameWindow);
        on("window.kill", bodies::killWindow);
        on("pane.split", bodies::splitPane);
        on("pane.select", bodies::selectPane);
        on("pane.resize", bodies::resizePane);
        on("pane.zoom", bodies::zoomPane);
        on("pane.kill", bodies::killPane);
        on("pane.capture", bodies::capturePane);
        on("viewer.list", bodies::viewers);
        on("server.info", bodies::info);
        AccessMethods access = new AccessMethods(services);
        on("access.get", access::get);
        on("access.grant", access::grant);
        on("access.give", access::give);
        on("share.create", access::share);
        on("share.revoke", access::unshare);
        LeaseMethods leases = new LeaseMethods(services);
        on("lease.get", leases::get);
        on("lease.request", leases::request);
        on("lease.grant", leases::grant);
        on("lease.take", leases::take);
        on("lease.release", leases::release);
        later("pane.search", searches::search);
        later("pane.send", panes::send);
        later("pane.run", panes::run);
        later("pane.await", panes::await);
    }

    private void later(String name, LateBody body) {
        methods.put(name, new Late(action(name), body));
    }

    private void on(String name, Body body) {
        methods.put(name, new Prompt(action(name), body));
    }

    /** What a method takes stands in {@link AccessTable}; one that is missing there does not even start. */
    private static Action action(String name) {
        return AccessTable.method(name)
                .orElseThrow(() -> new IllegalStateException("method " + name + " is not in AccessTable"));
    }

    /** What the caller may do may be something else, also with panes that it drives. */
    void lookAgain() {
        panes.lookAgain();
    }

    /** The connection has ended: what would be answered later is not. */
    void close(boolean lost) {
        panes.close(lost);
        searches.close();
    }

    /** Answers a request, now or later; a notification is carried out and has no answer. */
    void answer(ClientMessage.RpcRequest request, Caller caller, Consumer<ServerMessage> to) {
        Consumer<ServerMessage> answers = request.idJson().isPresent() ? to : none -> {};
        String id = request.idJson().orElse("null");
        Method method = methods.get(request.method());
        if (method instanceof Late late) {
            run(request, id, caller, late).thenAccept(answers);
        } else if (method instanceof Prompt prompt) {
            answers.accept(run(request, id, caller, prompt));
        } else {
            answers.accept(new ServerMessage.RpcError(
                    id, METHOD_NOT_FOUND, ErrorCode.NOT_FOUND, "there is no method " + request.method()));
        }
    }

    private CompletionStage<ServerMessage> run(
            ClientMessage.RpcRequest request, String id, Caller caller, Late method) {
        // The answer may be long in coming: of the request only its name and id are kept until then.
        String name = request.method();
        try {
            requireSmall(id);
            RpcParams params = services.guard().narrow(caller, method.action(), request.params(), pathSession);
            return method.body()
                    .call(bodies.pane(params), params)
                    .handle((result, failure) ->
                            failure == null ? new ServerMessage.RpcResult(id, result) : refusal(name, id, failure));
        } catch (TmuxBridgeException e) {
            audit.refused(request, caller, method.action(), e.code().wire());
            return CompletableFuture.completedFuture(refusal(request.method(), id, e));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(refusal(request.method(), id, e));
        }
    }

    /** Thousands of requests may wait to be answered, and each keeps its id. */
    private void requireSmall(String id) {
        if (id.length() > MOST_ID) {
            services.metrics().add("requests.refused", 1);
            throw new TmuxBridgeException(
                    ErrorCode.LIMIT,
                    "id has " + id.length() + " characters: of what is answered later it may have " + MOST_ID);
        }
    }

    static ServerMessage refusal(String method, String id, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TmuxBridgeException e) {
            int code = e.code() == ErrorCode.INVALID ? INVALID_PARAMS : REFUSED;
            return new ServerMessage.RpcError(id, code, e.code(), String.valueOf(e.getMessage()));
        }
        LOG.error("method {} failed", method, cause);
        return new ServerMessage.RpcError(
                id, INTERNAL_ERROR, ErrorCode.INTERNAL, "the method failed; see the bridge's log");
    }

    private ServerMessage run(ClientMessage.RpcRequest request, String id, Caller caller, Prompt method) {
        try {
            RpcParams params = services.guard().narrow(caller, method.action(), request.params(), pathSession);
            Map<String, ?> result = method.body().call(params);
            if (method.action().changes()) {
                changed.run();
            }
            audit.done(request, caller, method.action());
            return new ServerMessage.RpcResult(id, result);
        } catch (TmuxBridgeException e) {
            audit.refused(request, caller, method.action(), e.code().wire());
            return refusal(request.method(), id, e);
        } catch (RuntimeException e) {
            return refusal(request.method(), id, e);
        }
    }

    static List<Map<String, ?>> describe(List<SessionInfo> sessions) {
        return sessions.stream().<Map<String, ?>>map(Descriptions::session).toList();
    }
}
