package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.access.Gate;
import io.tmuxbridge.core.access.SessionAccess;
import io.tmuxbridge.core.session.Attachment;
import io.tmuxbridge.core.session.ViewRequest;
import io.tmuxbridge.core.session.ViewerPort;
import io.tmuxbridge.core.session.ViewerSize;
import io.tmuxbridge.core.viewer.Delivery;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Makes whoever connects a viewer: of a pane, or of a whole session, which takes more to type into.
 *
 * <p><b>Threads:</b> any; {@link #open} blocks for some milliseconds.
 */
final class Views {

    private final Services services;

    /** A viewer that was let in. */
    record Opened(Attachment attachment, String clientId, boolean writes) {
        /** Its access, for the audit. */
        String access() {
            String access = writes ? "write" : "read";
            return attachment.terminal().showsSession() ? "mirror-" + access : access;
        }
    }

    Views(Services services) {
        this.services = services;
    }

    Opened open(ClientMessage.Connect message, Caller caller, String session, ViewerPort port) {
        boolean mirror = message.view() == ClientMessage.View.MIRROR;
        if (mirror) {
            requireMirror(caller);
        }
        Optional<Opened> rest = rest(message, caller, port, false);
        if (rest.isPresent()) {
            return rest.get();
        }
        try {
            return open(message, caller, session, port, mirror);
        } catch (TmuxBridgeException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            return rest(message, caller, port, true).orElseThrow(() -> e);
        }
    }

    private Opened open(ClientMessage.Connect message, Caller caller, String session, ViewerPort port, boolean mirror) {
        long changes = services.terminals().departed().changes();
        Guard.Seen seen = services.guard().require(caller, Action.VIEW, session);
        boolean writes = message.access() == ClientMessage.Access.WRITE && mayWrite(caller, seen.access(), mirror);
        ViewRequest request = request(message, caller, writes);
        Attachment attachment = mirror
                ? services.terminals().mirrors().view(seen.session(), request, port)
                : services.terminals().view(seen.session(), message.paneId(), request, port);
        if (!mirror && !services.gate().seesAll(caller)) { // nothing was read for those
            services.terminals().departed().rights(attachment.terminal(), seen.access(), changes);
        }
        return new Opened(attachment, request.clientId(), writes);
    }

    /** Of a pane that ended while the connection was lost there is only the rest to be seen. */
    private Optional<Opened> rest(ClientMessage.Connect message, Caller caller, ViewerPort port, boolean notFound) {
        Gate gate = services.gate();
        gate.require(caller, Action.VIEW);
        ViewRequest request = request(message, caller, false);
        return services.terminals()
                .rest(
                        request,
                        port,
                        notFound,
                        known -> gate.seesAll(caller)
                                || known.filter(access -> gate.permits(caller, Action.VIEW, access))
                                        .isPresent())
                .map(attachment -> new Opened(attachment, request.clientId(), false));
    }

    private ViewRequest request(ClientMessage.Connect message, Caller caller, boolean writes) {
        Optional<Integer> lines = message.history().isPresent()
                ? Optional.of((int) Math.min(
                        message.history().getAsLong(), services.limits().maxHistoryLines()))
                : Optional.empty();
        return new ViewRequest(
                caller.name(),
                message.clientId().orElseGet(() -> UUID.randomUUID().toString()),
                message.attempt(),
                size(message.size()),
                writes,
                Delivery.valueOf(message.delivery().name()),
                lines.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                message.resume().map(resume -> new ViewRequest.ResumePoint(resume.epoch(), resume.offset())),
                services.redactor().hidesFrom(caller.role()));
    }

    static ViewerSize size(ClientMessage.Size size) {
        return new ViewerSize(new TerminalSize(size.cols(), size.rows()), size.wholeWindow(), size.visible());
    }

    /**
     * Whether a caller sees whole sessions here. Not where secrets are hidden from it: beside a border a secret wraps within a
     * row, and nobody would find it.
     */
    private void requireMirror(Caller caller) {
        if (!services.info().views().contains("mirror")) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "view mirror is not offered by this server: it takes tmuxbridge-mirror on the class path; use pane");
        }
        if (services.redactor().hidesFrom(caller.role())) {
            throw new TmuxBridgeException(
                    ErrorCode.FORBIDDEN,
                    "role " + caller.role() + " may not view a whole session: secrets are hidden from it, which takes"
                            + " view pane");
        }
    }

    private boolean mayWrite(Caller caller, SessionAccess access, boolean mirror) {
        return services.gate().permits(caller, Action.WRITE, access)
                && (!mirror || caller.role().covers(services.entrance().mirrorWriters()));
    }

    /** Whether a caller may type into what it views, as things are now. What looks on only takes no keys, ever. */
    boolean mayWrite(Caller caller, SessionAccess access, Attachment attachment) {
        boolean mirror = attachment.terminal().showsSession();
        return mayWrite(caller, access, mirror) && (!mirror || attachment.typesInto());
    }

    /**
     * Hides secrets from a caller, or does not.
     *
     * @throws TmuxBridgeException {@link ErrorCode#FORBIDDEN} where it has to be shown less than there is
     */
    void mask(Caller caller, Attachment attachment) {
        if (attachment.terminal().showsSession()) {
            requireMirror(caller);
        } else {
            attachment.mask(services.redactor().hidesFrom(caller.role()));
        }
    }
}
