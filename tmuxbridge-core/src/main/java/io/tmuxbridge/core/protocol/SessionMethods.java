package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.directory.AccessRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the JSON-RPC methods about sessions do: each caller sees its own list, and owns what it creates.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 */
final class SessionMethods {

    private final Services services;
    private final Allowance allowance;

    SessionMethods(Services services, Allowance allowance) {
        this.services = services;
        this.allowance = allowance;
    }

    Map<String, ?> sessions(RpcParams params) {
        List<SessionInfo> all = services.directory().list();
        if (services.gate().seesAll(params.caller())) {
            return Map.of("sessions", Rpc.describe(all));
        }
        Set<String> seen = services.guard().visible(params.caller()).stream()
                .map(AccessRecords.Entry::id)
                .collect(Collectors.toSet());
        return Map.of(
                "sessions",
                Rpc.describe(
                        all.stream().filter(each -> seen.contains(each.id())).toList()));
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
                RpcMethods.size(params),
                Optional.of(params.caller().name()));
        synchronized (allowance.creating(params.caller())) {
            requireRoom(params.caller());
            return Descriptions.session(services.directory().create(spec));
        }
    }

    /** Admins make sessions for all and have no quota of their own. */
    private void requireRoom(Caller caller) {
        if (services.gate().seesAll(caller)) {
            return;
        }
        int most = services.quotas().sessionsPerCaller();
        long owned = services.directory().list().stream()
                .filter(each -> each.owner().filter(caller.name()::equals).isPresent())
                .count();
        if (owned >= most) {
            services.metrics().add("sessions.refused", 1);
            throw new TmuxBridgeException(
                    ErrorCode.LIMIT, caller.name() + " has " + owned + " sessions, and may have " + most);
        }
    }

    Map<String, ?> renameSession(RpcParams params) {
        return Descriptions.session(services.directory().rename(params.session(), params.requiredText("name")));
    }

    Map<String, ?> killSession(RpcParams params) {
        services.directory().kill(params.session());
        return Map.of();
    }
}
