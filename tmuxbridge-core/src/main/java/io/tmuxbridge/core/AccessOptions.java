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
import java.util.Objects;
import java.util.Optional;

/**
 * The access settings of a {@link BridgeBuilder}: who may do what, and the parts that come of it. Not thread-safe.
 *
 * @param <B> the builder itself
 */
abstract sealed class AccessOptions<B extends AccessOptions<B>> permits BridgeBuilder {

    private Authenticator authenticator = credentials -> Optional.empty();
    private Authorizer authorizer = Authorizer.AS_WRITTEN;
    private OriginPolicy origins = OriginPolicy.sameOrigin();
    private Clock clock = Clock.systemUTC();
    private UnownedSessions unownedSessions = UnownedSessions.CLOSED;
    private Quotas quotas = Quotas.DEFAULTS;
    private Audit audit = Audit.NONE;
    private InputPolicy inputPolicy = InputPolicy.NONE;
    private OutputPolicy outputPolicy = OutputPolicy.DEFAULT;
    private Redaction redaction = Redaction.NONE;
    private MirrorPolicy mirror = MirrorPolicy.DEFAULT;

    AccessOptions() {}

    abstract B self();

    /**
     * Sets who is admitted.
     *
     * @param value turns credentials into callers
     * @return this builder
     */
    public final B authenticator(Authenticator value) {
        authenticator = Objects.requireNonNull(value, "authenticator");
        return self();
    }

    /**
     * Sets what has the last word on what callers may do with sessions; by default, the recorded permissions apply.
     *
     * @param value the authorizer
     * @return this builder
     */
    public final B authorizer(Authorizer value) {
        authorizer = Objects.requireNonNull(value, "authorizer");
        return self();
    }

    /**
     * Sets which web pages may connect; by default, only those of the same origin.
     *
     * @param value the policy
     * @return this builder
     */
    public final B origins(OriginPolicy value) {
        origins = Objects.requireNonNull(value, "origins");
        return self();
    }

    /**
     * Sets the clock by which credentials expire; by default, the system clock.
     *
     * @param value the clock
     * @return this builder
     */
    public final B clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return self();
    }

    /**
     * Sets who may do what with sessions that have no owner; default {@link UnownedSessions#CLOSED}.
     *
     * @param value the rule for such sessions
     * @return this builder
     */
    public final B unownedSessions(UnownedSessions value) {
        unownedSessions = Objects.requireNonNull(value, "unownedSessions");
        return self();
    }

    /**
     * Sets what a single caller, address or connection may use.
     *
     * @param value the quotas
     * @return this builder
     */
    public final B quotas(Quotas value) {
        quotas = Objects.requireNonNull(value, "quotas");
        return self();
    }

    /**
     * Sets where the audit trail of who did what is recorded; by default, nowhere.
     *
     * @param value receives the events
     * @return this builder
     */
    public final B audit(Audit value) {
        audit = Objects.requireNonNull(value, "audit");
        return self();
    }

    /**
     * Sets the policy that has the last word on what is typed; none by default.
     *
     * @param value the policy
     * @return this builder
     */
    public final B inputPolicy(InputPolicy value) {
        inputPolicy = Objects.requireNonNull(value, "inputPolicy");
        return self();
    }

    /**
     * Sets what programs in panes may request of viewers; default {@link OutputPolicy#DEFAULT}.
     *
     * @param value the policy
     * @return this builder
     */
    public final B outputPolicy(OutputPolicy value) {
        outputPolicy = Objects.requireNonNull(value, "outputPolicy");
        return self();
    }

    /**
     * Sets which secrets are masked in what is shown, and for whom; none by default.
     *
     * @param value the policy
     * @return this builder
     */
    public final B redaction(Redaction value) {
        redaction = Objects.requireNonNull(value, "redaction");
        return self();
    }

    /**
     * Sets whether whole sessions can be viewed, and who may type into them; default {@link MirrorPolicy#DEFAULT}.
     *
     * @param value the policy
     * @return this builder
     */
    public final B mirror(MirrorPolicy value) {
        mirror = Objects.requireNonNull(value, "mirror");
        return self();
    }

    OriginPolicy origins() {
        return origins;
    }

    OutputPolicy outputPolicy() {
        return outputPolicy;
    }

    MirrorPolicy mirror() {
        return mirror;
    }

    Quotas quotas() {
        return quotas;
    }

    Redactor redactor() {
        return new Redactor(redaction);
    }

    Services.Entrance entrance(AccessRecords records, Redactor redactor) {
        ShareTokens shares = new ShareTokens(records::byId, clock);
        Revocations revocations = new Revocations();
        return new Services.Entrance(
                new Gate(authenticator, authorizer, origins, unownedSessions, shares, revocations, clock),
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
