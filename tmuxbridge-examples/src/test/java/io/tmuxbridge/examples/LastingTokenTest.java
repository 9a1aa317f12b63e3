package io.tmuxbridge.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.client.TmuxClient;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.examples.server.Door;
import io.tmuxbridge.examples.server.TokenFile;
import io.tmuxbridge.jakarta.TrustedProxies;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that connects again: the token of the printed address is used up then, the one of a file is not. */
@Timeout(60)
class LastingTokenTest {

    @TempDir
    private Path directory;

    private final TmuxServer tmux = TmuxServer.create();
    private RunningServer server;

    @BeforeEach
    void start() {
        server = start(0);
    }

    private RunningServer start(int port) {
        ServerPlan plan = new ServerPlan(
                "127.0.0.1",
                port,
                ServerPlan.Entrance.TOKENS.withLasting(Optional.of(TokenFile.open(tokenFile(), Role.OPERATOR))),
                Set.of(),
                Optional.empty(),
                TrustedProxies.none(),
                Optional.empty());
        return RunningServer.start(plan, RuntimeFile.of(Map.of("XDG_RUNTIME_DIR", directory.toString())), this::bridge);
    }

    private Path tokenFile() {
        return directory.resolve("token");
    }

    private String tokenFromFile() {
        try {
            return Files.readString(tokenFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TmuxBridge bridge(Door door) {
        return BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(tmux.socketName())
                .authenticator(door.authenticator())
                .build();
    }

    private URI restart() {
        URI page = URI.create(server.pageUrl());
        server.close();
        server = start(page.getPort());
        return page;
    }

    @AfterEach
    void stop() {
        server.close();
        tmux.close();
    }

    @Test
    void theTokenOfTheFileWorksAfterTheServerHasBegunAnew() {
        URI page = URI.create(server.pageUrl()).resolve("/");
        try (TmuxClient client =
                TmuxClient.builder(page).token(this::tokenFromFile).build()) {
            String mine = client.sessions()
                    .create(SessionSpec.builder().command("sh").build())
                    .join()
                    .id();
            restart();

            assertThat(client.sessions().list().join())
                    .as("an operator sees its own sessions after the restart too")
                    .extracting(session -> session.id())
                    .contains(mine);
        }
    }

    @Test
    void theTokenOfThePrintedAddressIsSaidToBeUsedAlready() {
        URI page = URI.create(server.pageUrl());
        try (TmuxClient client = TmuxClient.builder(page).build()) {
            client.sessions().list().join();
            restart();

            assertThatThrownBy(() -> client.sessions().list().join())
                    .cause()
                    .isInstanceOfSatisfying(
                            TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED))
                    .hasMessageContaining("it has been used already");
        }
    }
}
