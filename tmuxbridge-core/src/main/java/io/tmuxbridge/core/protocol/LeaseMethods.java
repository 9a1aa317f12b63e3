package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.core.access.Leases;
import io.tmuxbridge.core.directory.AccessRecords;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The methods by which those who may write a session agree on who does: asked for, handed on, taken over.
 *
 * <p>Whoever has the lease may hand it on or let it go; so may the session's owner and admins, who may also take it.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 */
final class LeaseMethods {

    private final Services services;
    private final Leases leases;

    LeaseMethods(Services services) {
        this.services = services;
        this.leases = services.leases();
    }

    Map<String, ?> get(RpcParams params) {
        return describe(leaseOf(entry(params)));
    }

    Map<String, ?> request(RpcParams params) {
        AccessRecords.Entry entry = entry(params);
        return told(
                entry.id(),
                leases.request(entry.server(), entry.id(), params.caller().name()));
    }

    Map<String, ?> grant(RpcParams params) {
        AccessRecords.Entry entry = entry(params);
        return give(params, entry, AccessMethods.caller(params));
    }

    Map<String, ?> take(RpcParams params) {
        AccessRecords.Entry entry = entry(params);
        return give(params, entry, params.caller().name());
    }

    Map<String, ?> release(RpcParams params) {
        AccessRecords.Entry entry = entry(params);
        leases.end(entry.server(), entry.id(), hold(params, entry));
        services.news().leaseChanged(entry.id());
        return describe(Optional.empty());
    }

    private Map<String, ?> give(RpcParams params, AccessRecords.Entry entry, String to) {
        return told(entry.id(), leases.give(entry.server(), entry.id(), to, hold(params, entry)));
    }

    /** Refuses all but whoever has the lease, or owns the session; nobody who may write when nobody has it. */
    private Consumer<Optional<Leases.Lease>> hold(RpcParams params, AccessRecords.Entry entry) {
        String name = params.caller().name();
        boolean owns = services.gate().permission(params.caller(), entry.access()) == Permission.OWN;
        return lease -> {
            if (!owns && lease.filter(each -> !each.holder().equals(name)).isPresent()) {
                throw new TmuxBridgeException(
                        ErrorCode.FORBIDDEN,
                        lease.get().holder()
                                + " has the lease: ask for it with lease.request, or the owner to take it");
            }
        };
    }

    private Optional<Leases.Lease> leaseOf(AccessRecords.Entry entry) {
        return leases.of(entry.server(), entry.id());
    }

    private AccessRecords.Entry entry(RpcParams params) {
        return services.records().find(params.session());
    }

    private Map<String, ?> told(String session, Leases.Lease lease) {
        services.news().leaseChanged(session);
        return describe(Optional.of(lease));
    }

    /** The lease for people and programs. */
    static Map<String, ?> describe(Optional<Leases.Lease> lease) {
        Map<String, Object> result = new LinkedHashMap<>();
        lease.ifPresent(each -> {
            result.put("holder", each.holder());
            result.put("requests", each.requests());
        });
        return result;
    }
}
