package io.tmuxbridge.core.protocol;

import io.tmuxbridge.access.Caller;
import io.tmuxbridge.core.codec.Codec;
import io.tmuxbridge.core.codec.Codecs;
import io.tmuxbridge.transport.Admission;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Connection;
import io.tmuxbridge.transport.ConnectionHandler;
import io.tmuxbridge.transport.Handshake;
import io.tmuxbridge.transport.Subprotocol;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open conversations of a bridge: lets connections in, watches for stuck ones, tells all of what concerns all.
 *
 * <p><b>Threads:</b> any.
 */
public final class Conversations implements AccessNews, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);

    private static final long WATCH_MILLIS = 1000;
    private static final long GATHER_MILLIS = 100;

    private final Services services;
    private final Codec json;
    private final Codec binary;
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
    private final Crowd crowd;
    private final FrontDoor door;
    private final EchoTimer echoes;
    private final FairWork fairWork;
    private final Matching matching;
    private final Allowance allowance;
    private final TerminalQuota quota;
    private final PaneDoor panes;
    private final LeaseEnds leaseEnds;
    private final ListNews views;
    private final LeaseNews leaseNews;
    private final Gathered sessionsChanged;
    private final ScheduledFuture<?> watching;
    private volatile boolean closed;

    /**
     * Starts with none.
     *
     * @param services what conversations need of their bridge
     */
    public Conversations(Services services) {
        this.services = services;
        int maxMessageBytes = services.limits().maxMessageBytes();
        this.json = Codecs.of(Subprotocol.JSON, maxMessageBytes, System::currentTimeMillis);
        this.binary = Codecs.of(Subprotocol.BINARY, maxMessageBytes, System::currentTimeMillis);
        this.crowd = new Crowd(open, services.limits(), services.quotas());
        this.door = new FrontDoor(crowd, services.metrics());
        this.echoes = new EchoTimer(services.timer());
        this.fairWork = FairWork.ofRequests(services);
        this.matching = Matching.of(services);
        this.allowance = new Allowance(services.gate(), services.quotas());
        this.views = new ListNews(services);
        this.quota = new TerminalQuota(services, this);
        this.panes = new PaneDoor(services, this);
        this.leaseEnds = new LeaseEnds(services, crowd, panes, quota);
        this.leaseNews = new LeaseNews(services.leases(), crowd);
        this.sessionsChanged = new Gathered(this::afterAWhile, this::tellSessionsChanged);
        services.access().tell(this);
        this.watching =
                services.timer().scheduleWithFixedDelay(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Judges a handshake before there is a connection.
     *
     * @param handshake what a request for a connection says
     * @return the judgement
     */
    public Admission admit(Handshake handshake) {
        SignIn signIn = new SignIn(handshake, services.gate(), services.auditor());
        return new HandshakeAdmission(
                door.refusal(signIn, handshake, closed), connection -> accept(connection, signIn));
    }

    /**
     * Takes a connection over.
     *
     * @param connection an open connection
     * @return what its transport calls
     */
    public ConnectionHandler accept(Connection connection) {
        return accept(connection, new SignIn(connection.handshake(), services.gate(), services.auditor()));
    }

    private ConnectionHandler accept(Connection connection, SignIn signIn) {
        Subprotocol subprotocol = connection
                .handshake()
                .subprotocol()
                .flatMap(name -> Subprotocol.pick(List.of(name)))
                .orElse(Subprotocol.JSON);
        Conversation conversation = new Conversation(connection, signIn, codec(subprotocol), services, this);
        open.add(conversation);
        services.metrics().add("connections.opened", 1);
        if (closed) {
            conversation.close(CloseCode.GOING_AWAY, FrontDoor.GOING_AWAY);
        } else {
            door.full(connection.handshake(), 0).ifPresentOrElse(conversation::refuse, conversation::begin);
        }
        return conversation;
    }

    FrontDoor door() {
        return door;
    }

    TerminalQuota quota() {
        return quota;
    }

    /** How many terminals a caller has on all of its connections. */
    int terminalsOf(Caller caller) {
        return crowd.of(caller.name()).mapToInt(each -> each.channels().count()).sum() + panes.countOf(caller.name());
    }

    /** A caller has left a terminal. */
    void left(Channel terminal, Caller caller) {
        leaseEnds.left(terminal.attachment().address(), caller.name());
    }

    @Override
    public void accessChanged(long server, String sessionId) {
        // First: who is just being let in looks there once it can be found here.
        services.terminals().rightsChanged(server, sessionId);
        crowd.each(each -> each.doubts().about(server, sessionId));
        panes.accessChanged(server, sessionId);
        sessionsChanged();
    }

    @Override
    public void leaseChanged(String sessionId) {
        leaseNews.about(sessionId);
    }

    @Override
    public void revoked(Predicate<Caller> who, String why) {
        crowd.each(each -> {
            if (each.caller().filter(who).isPresent()) {
                each.close(CloseCode.UNAUTHENTICATED, why);
            }
        });
        panes.revoked(who, why);
    }

    /**
     * Where programs come in that drive panes.
     *
     * @return the door
     */
    public PaneDoor panes() {
        return panes;
    }

    /**
     * How many are open.
     *
     * @return a number
     */
    public int count() {
        return open.size();
    }

    /** Closes all with 1001 and lets nobody in any more. */
    @Override
    public void close() {
        closed = true;
        watching.cancel(false);
        crowd.each(each -> each.close(CloseCode.GOING_AWAY, FrontDoor.GOING_AWAY));
        panes.close();
    }

    void gone(Conversation conversation) {
        if (open.remove(conversation)) {
            services.metrics().add("connections.closed", 1);
            conversation.caller().ifPresent(leaseEnds::gone);
        }
    }

    /** For what the patterns of a caller take, which may be a second each. */
    Matching matching() {
        return matching;
    }

    FairWork fairWork() {
        return fairWork;
    }

    Allowance allowance() {
        return allowance;
    }

    EchoTimer echoes() {
        return echoes;
    }

    /** Tells all that sessions came or went; many changes at once are told once. */
    void sessionsChanged() {
        if (!closed) {
            sessionsChanged.ask();
        }
    }

    private void afterAWhile(Runnable task) {
        services.timer().schedule(() -> services.work().execute(task), GATHER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tellSessionsChanged() {
        views.look();
        crowd.each(views::tell);
    }

    private Codec codec(Subprotocol subprotocol) {
        return switch (subprotocol) {
            case JSON -> json;
            case BINARY -> binary;
        };
    }

    private void watch() {
        long now = System.nanoTime();
        try {
            crowd.each(each -> each.watch(now));
            allowance.tidy(now);
            panes.watch();
            leaseEnds.look();
        } catch (RuntimeException | Error e) {
            // The timer forgets what throws: then nothing would expire any more.
            LOG.error("a look at all connections failed; there will be another one", e);
        }
    }
}
