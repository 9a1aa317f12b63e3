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
import io.tmuxbridge.pty.MirrorPolicy;
import java.time.Clock;
import java.util.Objects;

/**
 * The access settings of a {@link BridgeBuilder}: who may do what. Not thread-safe.
 *
 * @param <B> the builder itself
 */
abstract sealed class AccessOptions<B extends AccessOptions<B>> permits BridgeBuilder {

    final AccessSettings access = new AccessSettings();

    AccessOptions() {}

    abstract B self();

    /**
     * Sets who is admitted.
     *
     * @param value turns credentials into callers
     * @return this builder
     */
    public final B authenticator(Authenticator value) {
        access.authenticator(Objects.requireNonNull(value, "authenticator"));
        return self();
    }

    /**
     * Sets what has the last word on what callers may do with sessions; by default, the recorded permissions apply.
     *
     * @param value the authorizer
     * @return this builder
     */
    public final B authorizer(Authorizer value) {
        access.authorizer(Objects.requireNonNull(value, "authorizer"));
        return self();
    }

    /**
     * Sets which web pages may connect; by default, only those of the same origin.
     *
     * @param value the policy
     * @return this builder
     */
    public final B origins(OriginPolicy value) {
        access.origins(Objects.requireNonNull(value, "origins"));
        return self();
    }

    /**
     * Sets the clock by which credentials expire; by default, the system clock.
     *
     * @param value the clock
     * @return this builder
     */
    public final B clock(Clock value) {
        access.clock(Objects.requireNonNull(value, "clock"));
        return self();
    }

    /**
     * Sets who may do what with sessions that have no owner; default {@link UnownedSessions#CLOSED}.
     *
     * @param value the rule for such sessions
     * @return this builder
     */
    public final B unownedSessions(UnownedSessions value) {
        access.unowned(Objects.requireNonNull(value, "unownedSessions"));
        return self();
    }

    /**
     * Sets what a single caller, address or connection may use.
     *
     * @param value the quotas
     * @return this builder
     */
    public final B quotas(Quotas value) {
        access.quotas(Objects.requireNonNull(value, "quotas"));
        return self();
    }

    /**
     * Sets where the audit trail of who did what is recorded; by default, nowhere.
     *
     * @param value receives the events
     * @return this builder
     */
    public final B audit(Audit value) {
        access.audit(Objects.requireNonNull(value, "audit"));
        return self();
    }

    /**
     * Sets the policy that has the last word on what is typed; none by default.
     *
     * @param value the policy
     * @return this builder
     */
    public final B inputPolicy(InputPolicy value) {
        access.inputPolicy(Objects.requireNonNull(value, "inputPolicy"));
        return self();
    }

    /**
     * Sets what programs in panes may request of viewers; default {@link OutputPolicy#DEFAULT}.
     *
     * @param value the policy
     * @return this builder
     */
    public final B outputPolicy(OutputPolicy value) {
        access.output(Objects.requireNonNull(value, "outputPolicy"));
        return self();
    }

    /**
     * Sets which secrets are masked in what is shown, and for whom; none by default.
     *
     * @param value the policy
     * @return this builder
     */
    public final B redaction(Redaction value) {
        access.redaction(Objects.requireNonNull(value, "redaction"));
        return self();
    }

    /**
     * Sets whether whole sessions can be viewed, and who may type into them; default {@link MirrorPolicy#DEFAULT}.
     *
     * @param value the policy
     * @return this builder
     */
    public final B mirror(MirrorPolicy value) {
        access.mirror(Objects.requireNonNull(value, "mirror"));
        return self();
    }
}
