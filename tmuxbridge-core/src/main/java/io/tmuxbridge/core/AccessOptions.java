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
 * What a {@link BridgeBuilder} is told about who may do what. Not for use by several threads at once.
 *
 * @param <B> the builder itself
 */
public abstract sealed class AccessOptions<B extends AccessOptions<B>> permits BridgeBuilder {

    final AccessSettings access = new AccessSettings();

    AccessOptions() {}

    abstract B self();

    /**
     * Sets who is let in.
     *
     * @param value turns credentials into callers
     * @return this builder
     */
    public final B authenticator(Authenticator value) {
        access.authenticator(Objects.requireNonNull(value, "authenticator"));
        return self();
    }

    /**
     * Sets who has the last word on what callers may do with sessions; what is written down counts unless set.
     *
     * @param value decides
     * @return this builder
     */
    public final B authorizer(Authorizer value) {
        access.authorizer(Objects.requireNonNull(value, "authorizer"));
        return self();
    }

    /**
     * Sets which web pages may connect; the same origin only unless set.
     *
     * @param value the policy
     * @return this builder
     */
    public final B origins(OriginPolicy value) {
        access.origins(Objects.requireNonNull(value, "origins"));
        return self();
    }

    /**
     * Sets the clock that credentials expire by; the system's unless set.
     *
     * @param value the clock
     * @return this builder
     */
    public final B clock(Clock value) {
        access.clock(Objects.requireNonNull(value, "clock"));
        return self();
    }

    /**
     * Sets who may do what with sessions that have no owner; {@link UnownedSessions#CLOSED} unless set.
     *
     * @param value what
     * @return this builder
     */
    public final B unownedSessions(UnownedSessions value) {
        access.unowned(Objects.requireNonNull(value, "unownedSessions"));
        return self();
    }

    /**
     * Sets what one caller, one address or one connection may take.
     *
     * @param value the quotas
     * @return this builder
     */
    public final B quotas(Quotas value) {
        access.quotas(Objects.requireNonNull(value, "quotas"));
        return self();
    }

    /**
     * Sets where it is written down who did what; nowhere unless set.
     *
     * @param value takes the events
     * @return this builder
     */
    public final B audit(Audit value) {
        access.audit(Objects.requireNonNull(value, "audit"));
        return self();
    }

    /**
     * Sets who has the last word on what is typed; nobody unless set.
     *
     * @param value the policy
     * @return this builder
     */
    public final B inputPolicy(InputPolicy value) {
        access.inputPolicy(Objects.requireNonNull(value, "inputPolicy"));
        return self();
    }

    /**
     * Sets what programs in panes may ask of those who look on; {@link OutputPolicy#DEFAULT} unless set.
     *
     * @param value the policy
     * @return this builder
     */
    public final B output(OutputPolicy value) {
        access.output(Objects.requireNonNull(value, "output"));
        return self();
    }

    /**
     * Sets which secrets are masked in what is shown, and to whom; none unless set.
     *
     * @param value the policy
     * @return this builder
     */
    public final B redaction(Redaction value) {
        access.redaction(Objects.requireNonNull(value, "redaction"));
        return self();
    }

    /**
     * Sets whether whole sessions are shown, and who may type into them; {@link MirrorPolicy#DEFAULT} unless set.
     *
     * @param value the policy
     * @return this builder
     */
    public final B mirror(MirrorPolicy value) {
        access.mirror(Objects.requireNonNull(value, "mirror"));
        return self();
    }
}
