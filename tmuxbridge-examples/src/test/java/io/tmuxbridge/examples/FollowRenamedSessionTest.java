package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.client.Connected;
import io.tmuxbridge.client.Terminal;
import io.tmuxbridge.client.TerminalEnd;
import io.tmuxbridge.client.TerminalEvent;
import io.tmuxbridge.client.TerminalListener;
import io.tmuxbridge.client.TerminalSpec;
import io.tmuxbridge.client.TmuxClient;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.testkit.TmuxServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that follows a session while people rename it and give its old name to another one. */
@Timeout(60)
class FollowRenamedSessionTest implements TerminalListener {

    @TempDir
    private Path directory;

    private final List<String> panes = new CopyOnWriteArrayList<>();
    private final List<TerminalEvent> events = new CopyOnWriteArrayList<>();
    private final List<TerminalEnd> ends = new CopyOnWriteArrayList<>();
    private final TmuxServer tmux = TmuxServer.create();
    private RunningServer server;
    private TmuxClient client;

    @BeforeEach
    void start() {
        ServerPlan plan = new ServerPlan(
                "127.0.0.1",
                0,
                ServerPlan.Entrance.TOKENS,
                Set.of(),
                Optional.empty(),
                TrustedProxies.none(),
                Optional.empty());
        server = RunningServer.start(
                plan,
                RuntimeFile.of(Map.of("XDG_RUNTIME_DIR", directory.toString())),
                door -> BridgeBuilder.create()
                        .tmuxBinary(Path.of(TmuxServer.binary()))
                        .tmuxSocketName(tmux.socketName())
                        .authenticator(door.authenticator())
                        .build());
        client = TmuxClient.builder(URI.create(server.pageUrl())).build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        tmux.close();
    }

    @Test
    void theNextPaneIsOneOfTheSessionThatItFollows() {
        create("dev");
        String next = tmux.tmux("split-window", "-d", "-P", "-F", "#{pane_id}", "-t", "dev", "sh");
        Terminal terminal =
                client.open(TerminalSpec.session("dev").followSession(), this).join();
        await().until(() -> has(TerminalEvent.Layout.class));
        client.sessions().rename("dev", "prod").join();
        await().until(() -> has(TerminalEvent.SessionRenamed.class));
        create("dev");
        terminal.send("exit\n");

        await().until(() -> panes.size() == 2);
        assertThat(panes).last().isEqualTo(next);
        assertThat(ends).isEmpty();
    }

    private void create(String name) {
        client.sessions()
                .create(SessionSpec.builder().name(name).command("sh").build())
                .join();
    }

    private boolean has(Class<? extends TerminalEvent> kind) {
        return events.stream().anyMatch(kind::isInstance);
    }

    @Override
    public void connected(Terminal terminal, Connected how) {
        panes.add(how.paneId());
    }

    @Override
    public void event(TerminalEvent event) {
        events.add(event);
    }

    @Override
    public void ended(TerminalEnd end) {
        ends.add(end);
    }
}
