package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authorizer;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.testkit.TmuxServer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second one of each part that an application may replace, where no other test has one. */
class ReplaceablePartsTest {

    /** Sessions belong to teams; who is in one writes in all that are the team's. */
    private static final Authorizer TEAMS = (caller, owner, written) ->
            owner.equals(Optional.ofNullable(Map.of("ada", "builders").get(caller.name())))
                    ? Permission.WRITE
                    : written;

    @Test
    void anAuthorizerOfTheApplicationDecidesByTeams() {
        try (AccessFixture fixture = new AccessFixture(builder -> builder.authorizer(TEAMS))) {
            fixture.session("work", "builders");
            BridgeFixture.Client ada = fixture.client("ada operator");
            ada.say("{'type':'connect','sessionId':'work','cols':80,'rows':24}");
            assertThat(ada.hear("connected").path("access").asText()).isEqualTo("write");
            ada.say("{'type':'input','sessionId':'work','data':'from ada\\r'}");
            await().until(() -> ada.screenText().contains("from ada"));

            assertThat(ada.outcome("session.kill", "{'sessionId':'work'}")).isEqualTo("forbidden");
            assertThat(fixture.client("bob operator").outcome("session.get", "{'sessionId':'work'}"))
                    .isEqualTo("not-found");
        }
    }

    @Test
    void aRoleIsNotWidenedByAnAuthorizer() {
        Authorizer everything = (caller, owner, written) -> Permission.OWN;
        try (AccessFixture fixture = new AccessFixture(builder -> builder.authorizer(everything))) {
            fixture.session("work", "somebody");
            BridgeFixture.Client viewer = fixture.client("ada viewer");
            assertThat(viewer.outcome("session.get", "{'sessionId':'work'}")).isEqualTo("ok");
            assertThat(viewer.outcome("session.kill", "{'sessionId':'work'}")).isEqualTo("forbidden");
        }
    }

    @Test
    void anAuthorizerThatFailsPermitsNothingAndAdminsAreNotAskedAbout() {
        Authorizer failing = (caller, owner, written) -> {
            throw new IllegalStateException("the directory of people is gone");
        };
        try (AccessFixture fixture = new AccessFixture(builder -> builder.authorizer(failing))) {
            fixture.session("work", "ada");
            assertThat(fixture.client("ada operator").outcome("session.get", "{'sessionId':'work'}"))
                    .isEqualTo("not-found");
            assertThat(fixture.client("root admin").outcome("session.get", "{'sessionId':'work'}"))
                    .isEqualTo("ok");
        }
    }

    @Test
    void sessionsAreNamedAfterTheirOwners() {
        AtomicInteger counter = new AtomicInteger();
        try (AccessFixture fixture = new AccessFixture(builder ->
                builder.sessionNaming(spec -> spec.owner().map(owner -> owner + "-" + counter.incrementAndGet())))) {
            BridgeFixture.Client ada = fixture.client("ada operator");
            assertThat(ada.outcome("session.create", "{'command':['cat']}")).isEqualTo("ok");
            SessionSpec nobodys = SessionSpec.builder().command("cat").build();
            assertThat(fixture.bridge.sessions().create(nobodys).name()).isEqualTo("1");
            assertThat(fixture.session("work", "bob")).isNotNull();
            assertThat(fixture.bridge.sessions().list())
                    .extracting(session -> session.name())
                    .containsExactly("ada-1", "1", "work");
        }
    }

    @Test
    void aNameThatTmuxWouldChangeIsRefusedWhoeverMadeIt() {
        try (AccessFixture fixture = new AccessFixture(builder -> builder.sessionNaming(spec -> Optional.of("a:b")))) {
            assertThatThrownBy(() -> fixture.bridge
                            .sessions()
                            .create(SessionSpec.builder().command("cat").build()))
                    .isInstanceOfSatisfying(
                            TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID));
        }
    }

    @Test
    void tmuxIsFoundWhereALocatorFindsIt(@TempDir Path directory) throws Exception {
        Path ours = Files.copy(installedTmux(), directory.resolve("tmux"), StandardCopyOption.COPY_ATTRIBUTES);
        AtomicInteger asked = new AtomicInteger();
        try (AccessFixture fixture = new AccessFixture(builder -> builder.tmuxLocator(() -> {
            asked.incrementAndGet();
            return ours;
        }))) {
            fixture.session("work", "ada");
            BridgeFixture.Client ada = fixture.client("ada operator");
            ada.say("{'type':'connect','sessionId':'work','cols':80,'rows':24}");
            ada.hear("connected");
            assertThat(ProcessHandle.current().children())
                    .anyMatch(child -> child.info().command().equals(Optional.of(ours.toString())));
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void aLocatorThatFindsNoneSaysSo() {
        assertThatThrownBy(() -> BridgeBuilder.create()
                        .tmuxLocator(() -> {
                            throw new TmuxBridgeException(ErrorCode.UNAVAILABLE, "no tmux for this machine: build one");
                        })
                        .build())
                .hasMessage("no tmux for this machine: build one");
    }

    private static Path installedTmux() {
        Path binary = Path.of(TmuxServer.binary());
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory).resolve(binary))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theApplicationsThreadsDoTheWorkAndGoOnAfterTheBridge() throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool =
                Executors.newFixedThreadPool(8, task -> new Thread(task, "app-" + number.incrementAndGet()));
        try {
            try (AccessFixture fixture =
                    new AccessFixture(builder -> builder.executor(pool).authenticator(credentials -> {
                        threads.add(Thread.currentThread().getName());
                        return Optional.of(Caller.of("ada", Role.OPERATOR));
                    }))) {
                fixture.session("work", "ada");
                BridgeFixture.Client ada = fixture.client("any");
                ada.say("{'type':'connect','sessionId':'work','cols':80,'rows':24}");
                ada.hear("connected");
                ada.say("{'type':'input','sessionId':'work','data':'typed\\r'}");
                await().until(() -> ada.screenText().contains("typed"));
            }
            assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("app-"));
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("tmuxbridge-worker"));
            assertThat(pool.submit(() -> "still there").get()).isEqualTo("still there");
        } finally {
            pool.shutdownNow();
        }
    }
}
