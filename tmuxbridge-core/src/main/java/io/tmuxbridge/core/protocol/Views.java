package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.access.Action;
import io.tmuxbridge.core.access.Gate;
import io.tmuxbridge.core.access.SessionAccess;
import io.tmuxbridge.core.codec.ClientMessage;
import io.tmuxbridge.core.directory.SessionDirectory;
import io.tmuxbridge.core.session.Attachment;
import io.tmuxbridge.core.session.Departed;
import io.tmuxbridge.core.session.Terminal;
import io.tmuxbridge.core.session.ViewRequest;
import io.tmuxbridge.core.session.ViewerPort;
import io.tmuxbridge.core.session.ViewerSize;
import io.tmuxbridge.core.viewer.Delivery;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Makes whoever connects a viewer: of a pane, or of a whole session, which takes more to type into.
 *
 * <p><b>Threads:</b> any; {@link #open} blocks for some milliseconds.
 */
final class Views {

    private final Services services;

    /**
     * A viewer that was let in.
     *
     * @param named the session as its client calls it
     * @param rest whether it only sees the rest of a pane that has ended
     * @param changes how often rights had been changed when its own were looked at
     */
    record Opened(Attachment attachment, String clientId, boolean writes, String named, boolean rest, long changes) {
        /** Its access, for the audit. */
        String access() {
            String access = writes ? "write" : "read";
            return attachment.terminal().showsSession() ? "mirror-" + access : access;
        }
    }

    /** What somebody wants to view, and how often rights had been changed before its own were looked at. */
    private record Asked(ClientMessage.Connect message, Caller caller, String session, ViewerPort port, long changes) {
        boolean mirror() {
            return message.view() == ClientMessage.View.MIRROR;
        }
    }

    Views(Services services) {
        this.services = services;
    }

    Opened open(ClientMessage.Connect message, Caller caller, String session, ViewerPort port) {
        Asked asked = new Asked(
                message, caller, session, port, services.terminals().departed().changes());
        if (asked.mirror()) {
            requireMirror(caller);
        }
        Optional<Opened> rest = rest(asked, false);
        if (rest.isPresent()) {
            return rest.get();
        }
        try {
            return open(asked);
        } catch (TmuxBridgeException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            return rest(asked, true).orElseThrow(() -> e);
        }
    }

    private Opened open(Asked asked) {
        Caller caller = asked.caller();
        Guard.Seen seen = services.guard().require(caller, Action.VIEW, asked.session());
        boolean writes = asked.message().access() == ClientMessage.Access.WRITE
                && mayWrite(caller, seen.access(), asked.mirror());
        ViewRequest request = request(asked.message(), caller, writes);
        Attachment attachment = asked.mirror()
                ? services.terminals().mirrors().view(seen.session(), request, asked.port())
                : services.terminals().view(seen.session(), asked.message().paneId(), request, asked.port());
        if (!asked.mirror() && !services.gate().seesAll(caller)) { // nothing was read for those
            services.terminals().departed().rights(attachment.terminal(), seen.access(), asked.changes());
        }
        return new Opened(attachment, request.clientId(), writes, asked.session(), false, asked.changes());
    }

    /** Whether there is such a session and the caller may see it. */
    boolean seesSession(Caller caller, Optional<String> session) {
        try {
            session.ifPresent(name -> services.guard().require(caller, Action.VIEW, name));
            return session.filter(services.guard()::isThere).isPresent();
        } catch (TmuxBridgeException e) {
            return false;
        }
    }

    /**
     * Whether a viewer that was let in may write. When rights were changed meanwhile it is looked at again: whoever
     * changed them found nobody to take them from.
     *
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when it may not even be there any more
     */
    boolean stillWrites(Opened opened, Caller caller) {
        Departed departed = services.terminals().departed();
        if (departed.changes() == opened.changes()) {
            return opened.writes();
        }
        try {
            return opened.rest() ? seesRest(caller, opened.attachment()) : writes(caller, opened.attachment());
        } catch (TmuxBridgeException e) {
            throw e.code() == ErrorCode.NOT_FOUND ? SessionDirectory.noSession(opened.named()) : e;
        }
    }

    /**
     * Whether a caller may type into what it views, as things are now. What looks on only takes no keys, ever.
     *
     * @throws TmuxBridgeException {@link ErrorCode#NOT_FOUND} when it may not even see it any more
     */
    boolean writes(Caller caller, Attachment attachment) {
        Terminal terminal = attachment.terminal();
        try {
            return mayWrite(
                    caller,
                    services.guard()
                            .require(caller, Action.VIEW, terminal.sessionId())
                            .access(),
                    attachment);
        } catch (TmuxBridgeException e) {
            if (e.code() == ErrorCode.NOT_FOUND && hasOnlyRest(terminal)) {
                return seesRest(caller, attachment);
            }
            throw e;
        }
    }

    /** Its session may be gone before it is read to its end. */
    private boolean hasOnlyRest(Terminal terminal) {
        return terminal.feed().hasEnded() || !services.guard().isThere(terminal.sessionId());
    }

    /** What is written down about a session is gone with it, and its viewers may still be told the rest: never true. */
    private boolean seesRest(Caller caller, Attachment attachment) {
        if (!services.terminals().departed().permits(attachment.terminal(), mayView(caller))) {
            throw SessionDirectory.noSession(attachment.terminal().sessionId());
        }
        return false;
    }

    /** Of a pane that ended while the connection was lost there is only the rest to be seen. */
    private Optional<Opened> rest(Asked asked, boolean notFound) {
        services.gate().require(asked.caller(), Action.VIEW);
        ViewRequest request = request(asked.message(), asked.caller(), false);
        return services.terminals()
                .rest(request, asked.port(), notFound, mayView(asked.caller()))
                .map(attachment ->
                        new Opened(attachment, request.clientId(), false, asked.session(), true, asked.changes()));
    }

    /** Whether a caller may see a session about which that is written down. */
    private Predicate<Optional<SessionAccess>> mayView(Caller caller) {
        Gate gate = services.gate();
        return known -> gate.seesAll(caller)
                || known.filter(access -> gate.permits(caller, Action.VIEW, access))
                        .isPresent();
    }

    private ViewRequest request(ClientMessage.Connect message, Caller caller, boolean writes) {
        OptionalLong wanted = message.history();
        OptionalInt lines = wanted.isPresent()
                ? OptionalInt.of(
                        (int) Math.min(wanted.getAsLong(), services.limits().maxHistoryLines()))
                : OptionalInt.empty();
        return new ViewRequest(
                caller.name(),
                message.clientId().orElseGet(() -> UUID.randomUUID().toString()),
                message.attempt(),
                size(message.size()),
                writes,
                Delivery.valueOf(message.delivery().name()),
                lines,
                message.resume().map(resume -> new ViewRequest.ResumePoint(resume.epoch(), resume.offset())),
                services.redactor().hidesFrom(caller.role()));
    }

    static ViewerSize size(ClientMessage.Size size) {
        return new ViewerSize(new TerminalSize(size.cols(), size.rows()), size.wholeWindow(), size.visible());
    }

    /**
     * Whether a caller sees whole sessions here. Not where secrets are hidden from it: beside a border a secret wraps
     * within a row, and nobody would find it.
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

    private boolean mayWrite(Caller caller, SessionAccess access, Attachment attachment) {
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
