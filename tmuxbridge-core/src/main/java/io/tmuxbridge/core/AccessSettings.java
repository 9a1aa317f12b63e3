package io.tmuxbridge.core;

import io.tmuxbridge.access.Audit;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Authorizer;
import io.tmuxbridge.access.InputPolicy;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.UnownedSessions;
import io.tmuxbridge.core.access.Auditor;
import io.tmuxbridge.core.access.Gate;
import io.tmuxbridge.core.access.Leases;
import io.tmuxbridge.core.access.Revocations;
import io.tmuxbridge.core.access.ShareTokens;
import io.tmuxbridge.core.directory.AccessRecords;
import io.tmuxbridge.core.protocol.Services;
import io.tmuxbridge.core.protocol.SessionRights;
import io.tmuxbridge.core.redact.Redactor;
import io.tmuxbridge.pty.MirrorPolicy;
import java.time.Clock;
import java.util.Optional;

/** What a builder was told about access, and the parts that come of it. Not for use by several threads at once. */
final class AccessSettings {

    private Authenticator authenticator = credentials -> Optional.empty();
    private Authorizer authorizer = Authorizer.AS_WRITTEN;
    private OriginPolicy origins = OriginPolicy.sameOrigin();
    private Clock clock = Clock.systemUTC();
    private UnownedSessions unowned = UnownedSessions.CLOSED;
    private Quotas quotas = Quotas.DEFAULTS;
    private Audit audit = Audit.NONE;
    private InputPolicy inputPolicy = InputPolicy.NONE;
    private OutputPolicy output = OutputPolicy.DEFAULT;
    private Redaction redaction = Redaction.NONE;
    private MirrorPolicy mirror = MirrorPolicy.DEFAULT;

    void authenticator(Authenticator value) {
        authenticator = value;
    }

    void authorizer(Authorizer value) {
        authorizer = value;
    }

    void origins(OriginPolicy value) {
        origins = value;
    }

    OriginPolicy origins() {
        return origins;
    }

    void clock(Clock value) {
        clock = value;
    }

    void unowned(UnownedSessions value) {
        unowned = value;
    }

    void quotas(Quotas value) {
        quotas = value;
    }

    void audit(Audit value) {
        audit = value;
    }

    void inputPolicy(InputPolicy value) {
        inputPolicy = value;
    }

    void output(OutputPolicy value) {
        output = value;
    }

    OutputPolicy output() {
        return output;
    }

    void redaction(Redaction value) {
        redaction = value;
    }

    void mirror(MirrorPolicy value) {
        mirror = value;
    }

    MirrorPolicy mirror() {
        return mirror;
    }

    Redactor redactor() {
        return new Redactor(redaction);
    }

    Quotas quotas() {
        return quotas;
    }

    Services.Entrance entrance(AccessRecords records, Redactor redactor) {
        ShareTokens shares = new ShareTokens(records::byId, clock);
        Revocations revocations = new Revocations();
        return new Services.Entrance(
                new Gate(authenticator, authorizer, origins, unowned, shares, revocations, clock),
                records,
                new SessionRights(records, shares, revocations, clock),
                new Leases(),
                new Auditor(audit, clock),
                inputPolicy,
                quotas,
                redactor,
                mirror.writers());
    }
}
