package io.tmuxbridge.core.protocol;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.access.Gate;
import io.tmuxbridge.core.codec.ClientMessage;
import io.tmuxbridge.core.codec.ServerMessage;
import io.tmuxbridge.core.session.Attachment;
import io.tmuxbridge.core.stream.PaneEvent;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Handshake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The terminals of one connection: connected, found by what a message names, left.
 *
 * <p><b>Threads:</b> any; {@link #connect} blocks for some milliseconds and runs in the conversation's lane.
 */
final class Channels {

    private final Conversation conversation;
    private final Optional<String> pathSession;
    private final Keyboard keyboard;
    private final Views views;
    private final Map<Long, Channel> open = new ConcurrentHashMap<>();
    private final LayoutsTold told = new LayoutsTold();
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean closed;

    Channels(Conversation conversation, Services services, Handshake handshake) {
        this.conversation = conversation;
        this.pathSession = handshake.sessionId();
        this.views = new Views(services);
        this.keyboard = new Keyboard(services, conversation.all().allowance(), handshake.remoteAddress());
    }

    void connect(ClientMessage.Connect message, Caller caller) {
        Optional<String> named = message.sessionId().or(() -> pathSession);
        try (TerminalQuota.Place place = conversation.all().quota().take(caller, open.size())) {
            view(
                    message,
                    caller,
                    named.orElseThrow(() -> new TmuxBridgeException(
                            ErrorCode.INVALID, "connect names no sessionId, and neither does the path")),
                    place);
        } catch (TmuxBridgeException e) {
            keyboard.note(caller, "connect", named, false, e.code().wire());
            conversation.send(ServerMessage.Error.of(named, e));
            boolean missing = e.code() == ErrorCode.NOT_FOUND && named.equals(pathSession) && open.isEmpty();
            if (missing && !(message.paneId().isPresent() && views.seesSession(caller, pathSession))) {
                conversation.closeAfterQueue(CloseCode.NOT_FOUND, String.valueOf(e.getMessage()));
            }
        }
    }

    private void view(ClientMessage.Connect message, Caller caller, String session, TerminalQuota.Place place) {
        LateChannel late = new LateChannel(conversation);
        Views.Opened opened = views.open(message, caller, session, late);
        Attachment attachment = opened.attachment();
        ServerMessage.Terminal terminal = new ServerMessage.Terminal(
                numbers.incrementAndGet(), session, attachment.address().paneId());
        boolean wantsWrite = message.access() == ClientMessage.Access.WRITE;
        TerminalSize size = attachment.terminal().feed().size();
        Channel channel = new Channel(conversation, terminal, wantsWrite, opened.writes(), told);
        channel.attached(attachment, size);
        place.fill(() -> open.put(terminal.channel(), channel));
        confirm(opened, channel, caller);
        keyboard.note(caller, "connect", Optional.of(session), true, opened.access());
        begin(channel, size, opened.clientId());
        late.resolve(channel);
        if (closed) {
            remove(channel, true);
        }
    }

    /** From now on changes of rights reach the channel; one while it was being opened has reached nobody here. */
    private void confirm(Views.Opened opened, Channel channel, Caller caller) {
        try {
            channel.mayWrite(views.stillWrites(opened, caller));
        } catch (TmuxBridgeException e) {
            remove(channel, Gate.isTemporary(e));
            throw e;
        }
    }

    /** How many there are. */
    int count() {
        return open.size();
    }

    private void begin(Channel channel, TerminalSize size, String clientId) {
        Attachment attachment = channel.attachment();
        conversation.caller().ifPresent(who -> mask(who, channel));
        conversation.send(new ServerMessage.Connected(
                channel.terminal(),
                attachment.epoch(),
                attachment.offset(),
                size.cols(),
                size.rows(),
                channel.writes() ? ClientMessage.Access.WRITE : ClientMessage.Access.READ,
                clientId,
                ServerMessage.Continuation.valueOf(attachment.continuation().name()),
                attachment.lost(),
                attachment.inputSeq()));
        attachment.mode().ifPresent(inMode -> channel.event(new PaneEvent.Mode(inMode)));
        conversation.pump().add(channel);
    }

    /** Does what a message asks of a terminal; false when no terminal here is meant by it. */
    boolean handle(ClientMessage.AboutTerminal message, Caller caller) {
        Optional<Channel> found = find(message.target());
        found.ifPresent(channel -> handle(channel, message, caller));
        return found.isPresent();
    }

    private void handle(Channel channel, ClientMessage.AboutTerminal message, Caller caller) {
        if (message instanceof ClientMessage.Input input) {
            conversation.typed();
            if (!keyboard.type(channel, input, caller, conversation::send)) {
                channel.repeated();
                conversation.pump().wake();
            }
        } else if (message instanceof ClientMessage.Resize resize) {
            channel.attachment().resize(Views.size(resize.size()));
        } else if (message instanceof ClientMessage.Ack ack) {
            channel.attachment().viewer().acknowledge(ack.offset());
            conversation.pump().wake();
        } else if (message instanceof ClientMessage.Refresh) {
            channel.attachment().viewer().refresh();
            conversation.pump().wake();
        } else if (message instanceof ClientMessage.Disconnect) {
            remove(channel, false);
            conversation.send(new ServerMessage.Disconnected(channel.terminal(), "client", OptionalInt.empty()));
        }
    }

    /** The sessions whose terminals are shown here, by their ids. */
    Set<String> sessions() {
        return open.values().stream().map(Channel::session).collect(Collectors.toSet());
    }

    /** Looks again at what a caller may do with the terminals of a session. */
    void authorise(Caller caller, String sessionId) {
        of(sessionId).forEach(channel -> authorise(caller, channel));
    }

    private Stream<Channel> of(String sessionId) {
        return open.values().stream().filter(channel -> channel.session().equals(sessionId));
    }

    private void authorise(Caller caller, Channel channel) {
        try {
            channel.mayWrite(views.writes(caller, channel.attachment()));
            mask(caller, channel);
        } catch (TmuxBridgeException e) {
            if (Gate.isTemporary(e)) {
                throw e;
            }
            forbid(caller, channel, e);
        }
    }

    private void mask(Caller caller, Channel channel) {
        try {
            views.mask(caller, channel.attachment());
        } catch (TmuxBridgeException e) {
            forbid(caller, channel, e);
        }
    }

    private void forbid(Caller caller, Channel channel, TmuxBridgeException why) {
        Optional<String> session = Optional.of(channel.session());
        keyboard.note(caller, "view", session, false, why.code().wire());
        remove(channel, false);
        conversation.send(new ServerMessage.Disconnected(
                channel.terminal(), "forbidden", OptionalInt.of(CloseCode.FORBIDDEN.code())));
    }

    /** Whether a terminal of a session is shown here. */
    boolean show(String sessionId) {
        return of(sessionId).findAny().isPresent();
    }

    /** The same of that server alone: another one may have a session of that id. */
    boolean show(long server, String sessionId) {
        return of(sessionId).anyMatch(channel -> channel.attachment().address().server() == server);
    }

    /** Tells each terminal of a session who has its lease. */
    void leaseChanged(String sessionId, Map<String, ?> lease) {
        of(sessionId).forEach(channel -> channel.tell("lease", lease));
    }

    Optional<Channel> find(ClientMessage.Target target) {
        if (target.channel().isPresent()) {
            return Optional.ofNullable(open.get(target.channel().getAsLong()));
        }
        Optional<String> session = target.sessionId().or(() -> pathSession);
        List<Channel> found = open.values().stream()
                .filter(channel -> session.map(channel::shows).orElse(true))
                .toList();
        if (found.size() > 1) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID, found.size() + " terminals here are meant by that: name the channel");
        }
        return found.stream().findFirst();
    }

    void remove(Channel channel, boolean mayReturn) {
        if (replaced(channel, mayReturn)) {
            conversation.caller().ifPresent(who -> conversation.all().left(channel, who));
        }
    }

    /** Its client has another one in its place, or is gone; whether it was still there. */
    boolean replaced(Channel channel, boolean mayReturn) {
        conversation.pump().remove(channel);
        boolean there = open.remove(channel.terminal().channel(), channel);
        if (there) {
            channel.attachment().leave(mayReturn);
            if (!show(channel.session())) {
                told.forget(channel.session());
            }
        }
        return there;
    }

    /** When its caller may not be here any more, what it typed and still waits is not typed. */
    void closing(CloseCode code) {
        if (code == CloseCode.UNAUTHENTICATED) {
            keyboard.close();
        }
    }

    void removeAll(boolean mayReturn) {
        closed = true;
        open.values().forEach(channel -> remove(channel, mayReturn));
    }
}
