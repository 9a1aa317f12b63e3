package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.directory.LineSource;
import io.tmuxbridge.core.drive.Permit;
import io.tmuxbridge.core.input.InputPace;
import io.tmuxbridge.core.stream.PaneAddress;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a caller may do with a pane that it drives: the same that it may at a keyboard.
 *
 * <p><b>Threads:</b> any; blocks for some milliseconds.
 */
final class CallerPermit implements Permit {

    private final Services services;
    private final Allowance allowance;
    private final Supplier<Caller> who;
    private final Keyboard keyboard;
    private final Runnable left;
    private final boolean hides;

    CallerPermit(Services services, Allowance allowance, Supplier<Caller> who, String address, Runnable left) {
        this.services = services;
        this.allowance = allowance;
        this.who = who;
        this.keyboard = new Keyboard(services, allowance, address);
        this.left = left;
        this.hides = services.redactor().hidesFrom(who.get().role());
    }

    @Override
    public void view(String sessionId) {
        Caller caller = caller();
        try {
            services.guard().require(caller, Action.VIEW, sessionId);
            if (services.redactor().hidesFrom(caller.role()) != hides) {
                throw new TmuxBridgeException(
                        ErrorCode.FORBIDDEN, "what " + caller.name() + " may see of this pane has changed: ask again");
            }
        } catch (TmuxBridgeException e) {
            note(caller, "view", sessionId, e.code().wire(), false);
            throw e;
        }
    }

    @Override
    public byte[] type(PaneAddress at, String how, byte[] data) {
        String sessionId = at.sessionId();
        Caller caller = caller();
        try {
            services.guard().require(caller, Action.WRITE, sessionId);
            byte[] passed = keyboard.passed(at, data, caller);
            note(caller, how, sessionId, passed.length + " bytes", true);
            return passed;
        } catch (TmuxBridgeException e) {
            note(caller, how, sessionId, e.code().wire(), false);
            throw e;
        }
    }

    @Override
    public InputPace pace() {
        return allowance.typing(who.get());
    }

    @Override
    public LineSource lines() {
        return services.lines(who.get().role());
    }

    /** Whether secrets are hidden from it, when it came and for as long as it stays. */
    boolean hides() {
        return hides;
    }

    @Override
    public void left() {
        left.run();
    }

    /** The caller, if it may still be here. */
    private Caller caller() {
        Caller caller = who.get();
        require(services, caller);
        return caller;
    }

    static void require(Services services, Caller caller) {
        if (services.gate().isRevoked(caller)
                || services.gate().isExpired(caller, services.quotas().authGrace())) {
            throw new TmuxBridgeException(
                    ErrorCode.UNAUTHENTICATED, "the credentials of " + caller.name() + " were revoked or have expired");
        }
    }

    private void note(Caller caller, String action, String session, String detail, boolean allowed) {
        keyboard.note(caller, action, Optional.of(session), allowed, detail);
    }
}
