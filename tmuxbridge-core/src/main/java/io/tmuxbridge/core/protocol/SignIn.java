package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.access.Auditor;
import io.tmuxbridge.core.access.Gate;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Handshake;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Who is on the other side of a connection: nobody at first, then a caller, whose credentials may be renewed but who
 * never becomes another one.
 *
 * <p><b>Threads:</b> {@link #admit} and {@link #renew} one at a time, and they may block; the others from any thread.
 */
final class SignIn {

    private final Handshake handshake;
    private final Gate gate;
    private final Auditor auditor;
    private volatile @Nullable Caller caller;
    private volatile boolean looked;
    private volatile boolean asking;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable Instant warnedOf;

    /** Why a connection is closed. */
    record Refusal(CloseCode code, String reason) {}

    SignIn(Handshake handshake, Gate gate, Auditor auditor) {
        this.handshake = handshake;
        this.gate = gate;
        this.auditor = auditor;
    }

    /**
     * Looks at what needs no credentials, or, when all was looked at before there was a connection, whether it still
     * holds: a refusal, or nothing when the connection may go on.
     */
    Optional<Refusal> atTheDoor() {
        if (looked) {
            return overdue(Duration.ZERO);
        }
        if (!gate.originAllowed(handshake)) {
            gate.refusals().origin(handshake);
            note(Optional.empty(), "sign-in", false, "origin");
            return Optional.of(new Refusal(CloseCode.POLICY, "this origin may not connect"));
        }
        if (handshake.offeredUnknown()) {
            return Optional.of(new Refusal(
                    CloseCode.PROTOCOL_ERROR, "no known subprotocol offered; use tmuxbridge.v1.json or .binary"));
        }
        return Optional.empty();
    }

    /**
     * Checks the credentials of the handshake, once: a refusal, or nothing when the connection may go on, signed in or
     * not yet.
     */
    Optional<Refusal> admit() {
        if (looked) { // a ticket works once
            return Optional.empty();
        }
        Optional<Caller> proven;
        asking = true;
        try {
            proven = gate.admit(handshake.credentials());
        } catch (TmuxBridgeException e) {
            return unseen("sign-in", e);
        } finally {
            asking = false;
        }
        if (proven.isEmpty() && handshake.credentials().bearer().isPresent()) {
            gate.refusals().token(handshake.remoteAddress());
            note(Optional.empty(), "sign-in", false, "credentials");
            return Optional.of(new Refusal(CloseCode.UNAUTHENTICATED, "the token is not valid"));
        }
        proven.ifPresent(who -> note(proven, "sign-in", true, who.role().name()));
        caller = proven.orElse(null);
        looked = true;
        return Optional.empty();
    }

    /**
     * Why somebody whom the host server knows may not go on, but for sending a token; empty for everybody else. To be
     * asked when it is time to refuse them: the log is told.
     */
    Optional<Refusal> unwelcome() {
        Optional<Principal> known = looked && !done() ? handshake.credentials().principal() : Optional.empty();
        known.filter(who -> told.compareAndSet(false, true)).ifPresent(who -> {
            gate.refusals().principal(who, handshake.remoteAddress());
            note(Optional.empty(), "sign-in", false, "credentials");
        });
        return known.map(who ->
                new Refusal(CloseCode.FORBIDDEN, "signed in as " + who.getName() + ", but not admitted to terminals"));
    }

    /** The same for who cannot send a token later: whoever is not known is refused. */
    Optional<Refusal> prove() {
        Optional<Refusal> refused = admit().or(this::unwelcome);
        if (refused.isEmpty() && !done()) {
            note(Optional.empty(), "sign-in", false, "credentials");
            return Optional.of(new Refusal(
                    CloseCode.UNAUTHENTICATED, "nobody is signed in: show a token, or sign in to the server"));
        }
        return refused;
    }

    /** Nothing is known against the token: whoever has it comes again. */
    private Optional<Refusal> unseen(String action, TmuxBridgeException why) {
        note(Optional.ofNullable(caller), action, false, why.code().wire());
        return Optional.of(new Refusal(CloseCode.GOING_AWAY, "whether the link is good cannot be seen just now"));
    }

    /** Whether somebody is being asked who it is. */
    boolean isAsking() {
        return asking;
    }

    /** Takes a token sent over the connection. */
    Optional<Refusal> renew(String token) {
        Optional<Caller> proven;
        try {
            proven = gate.admit(Credentials.bearer(token));
        } catch (TmuxBridgeException e) {
            return unseen("auth", e);
        }
        Caller before = caller;
        if (proven.isEmpty()
                || before != null && !before.name().equals(proven.get().name())) {
            gate.refusals().token(handshake.remoteAddress());
            note(Optional.ofNullable(before), "auth", false, "credentials");
            return Optional.of(new Refusal(CloseCode.UNAUTHENTICATED, "the token is not valid"));
        }
        caller = proven.get();
        note(
                proven,
                before == null ? "sign-in" : "auth",
                true,
                proven.get().role().name());
        return Optional.empty();
    }

    /** Whether the caller must go: revoked, or its credentials ended so long ago. */
    Optional<Refusal> overdue(Duration grace) {
        Caller who = caller;
        if (who != null && gate.isRevoked(who)) {
            return Optional.of(new Refusal(CloseCode.UNAUTHENTICATED, "the credentials were revoked"));
        }
        if (who != null && gate.isExpired(who, grace)) {
            note(Optional.of(who), "expired", false, "");
            return Optional.of(new Refusal(CloseCode.UNAUTHENTICATED, "the credentials have expired"));
        }
        return Optional.empty();
    }

    /** When the credentials end, told once for each, so long before it. */
    Optional<Instant> warning(Duration before) {
        Optional<Instant> end = caller().flatMap(Caller::expiresAt);
        if (end.isEmpty()
                || end.get().equals(warnedOf)
                || gate.now().isBefore(end.get().minus(before))) {
            return Optional.empty();
        }
        warnedOf = end.get();
        return end;
    }

    /** Whether the credentials of the handshake were looked at. */
    boolean looked() {
        return looked;
    }

    boolean done() {
        return caller != null;
    }

    Optional<Caller> caller() {
        return Optional.ofNullable(caller);
    }

    /** In whose name work is done: the caller's, or its own while nobody is known. */
    String who() {
        return caller().map(Caller::name).orElseGet(() -> "nobody " + System.identityHashCode(this));
    }

    /** The caller, who may at least look. */
    Caller require() {
        Caller who = caller;
        if (who == null) {
            unwelcome().ifPresent(why -> {
                throw new TmuxBridgeException(ErrorCode.FORBIDDEN, why.reason());
            });
            throw new TmuxBridgeException(ErrorCode.UNAUTHENTICATED, "send auth with a token first");
        }
        gate.require(who, Action.VIEW);
        return who;
    }

    private void note(Optional<Caller> who, String action, boolean allowed, String detail) {
        auditor.note(who, handshake.remoteAddress(), action, handshake.sessionId(), allowed, detail);
    }
}
