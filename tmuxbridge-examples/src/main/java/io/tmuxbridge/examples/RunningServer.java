package io.tmuxbridge.examples;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.examples.server.Door;
import io.tmuxbridge.examples.server.PageServer;
import io.tmuxbridge.examples.server.SignIn;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that accepts connections, from the bound address to the last close frame.
 *
 * <p>Closing it sends 1001 to every connection and leaves tmux sessions alone.
 *
 * <p><b>Threads:</b> any; closed once.
 */
final class RunningServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Announcement announcement;
    private final PageServer server;
    private final TmuxBridge bridge;
    private final String pageUrl;
    private final Optional<String> elsewhereUrl;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    private RunningServer(
            Announcement announcement,
            PageServer server,
            TmuxBridge bridge,
            String pageUrl,
            Optional<String> elsewhereUrl) {
        this.announcement = announcement;
        this.server = server;
        this.bridge = bridge;
        this.pageUrl = pageUrl;
        this.elsewhereUrl = elsewhereUrl;
    }

    /**
     * Binds the address, builds the bridge, serves it, and says so in the file. What was begun is undone when a step
     * fails.
     */
    static RunningServer start(ServerPlan plan, RuntimeFile file, Function<Door, TmuxBridge> bridges) {
        PageServer server = new PageServer(plan.host(), plan.port(), plan.tls().map(ServerPlan.Tls::context));
        try {
            String localToken = plan.entrance().asksForTokens() ? SignIn.newToken() : "";
            Door door = plan.entrance().door(server.port(), localToken);
            TmuxBridge bridge = bridges.apply(door);
            server.serve(bridge, door, plan.allowedHosts(), plan.proxies());
            String base = plan.baseUrl(server.port());
            String token = door.signIn()
                    .filter(signIn -> plan.entrance().jwt().isEmpty())
                    .map(signIn -> "#token=" + signIn.newSignInToken())
                    .orElse("");
            Announcement announcement = Announcement.of(
                    new RuntimeFile.Server(
                            URI.create(base),
                            localToken,
                            ProcessHandle.current().pid(),
                            plan.tls().map(ServerPlan.Tls::certificate),
                            plan.elsewhere()),
                    file);
            LOG.info("serving {} with tmux {}, sign-in: {}", base, bridge.info().tmuxVersion(), door.name());
            return new RunningServer(
                    announcement, server, bridge, base + token, plan.elsewhere().map(url -> url + token));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The page's address, which signs its first visitor in. */
    String pageUrl() {
        return pageUrl;
    }

    /** The same with the same token for people on other machines, where their address is known. */
    Optional<String> elsewhereUrl() {
        return elsewhereUrl;
    }

    /** Waits until the server is closed; until then sees to it that the commands of the same user find it. */
    void awaitEnd() throws InterruptedException {
        awaitEnd(LOOK);
    }

    /** The same, and looks so often whether they do. */
    void awaitEnd(Duration look) throws InterruptedException {
        while (!ended.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
            announcement.renew();
        }
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            server.refuseNew();
            announcement.close();
            bridge.close();
            server.close();
        } finally {
            ended.countDown();
        }
    }
}
