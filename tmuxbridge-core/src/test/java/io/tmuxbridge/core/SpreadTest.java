package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.testkit.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bridge that spreads its sessions over several tmux servers, which all count from 0, and keeps them apart. */
class SpreadTest {

    private static final int EACH = 25;

    private final BridgeFixture fixture = BridgeFixture.spread(3);

    @AfterEach
    void close() {
        fixture.close();
    }

    private SessionInfo create(String name) {
        return fixture.bridge.sessions().create(spec(Optional.of(name)));
    }

    private static SessionSpec spec(Optional<String> name) {
        SessionSpec.Builder spec = SessionSpec.builder().command(List.of("sleep", "1000"));
        name.ifPresent(spec::name);
        return spec.build();
    }

    private List<String> names(int server) {
        return fixture.server(server)
                .tmux("list-sessions", "-F", "#{session_name}")
                .lines()
                .toList();
    }

    private BridgeFixture.Client viewer(String session) {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'" + session + "','cols':80,'rows':24}");
        return client;
    }

    private static long snapshots(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("snapshot").asBoolean())
                .count();
    }

    private static void type(BridgeFixture.Client client, JsonNode connected, int seq, String text) {
        client.say("{'type':'input','channel':" + connected.path("channel").asInt() + ",'seq':" + seq + ",'data':'"
                + text + "'}");
    }

    @Test
    void aServerGetsItsSessionsBeforeTheNextOneBegins() {
        List<String> made = new ArrayList<>();
        IntStream.range(0, EACH + 2).forEach(i -> made.add(create("s" + i).id()));
        assertThat(names(0)).hasSize(EACH);
        assertThat(names(1)).containsExactlyInAnyOrder("s25", "s26");
        assertThat(made).doesNotHaveDuplicates().contains("$100", "$1024", "$110", "$111");
        assertThat(fixture.bridge.sessions().list())
                .extracting(SessionInfo::id)
                .containsExactlyInAnyOrderElementsOf(made);

        fixture.bridge.sessions().kill("s3");
        assertThat(create("s27").id()).as("there is room on the first again").isEqualTo("$1025");
    }

    @Test
    void noTwoSessionsHaveOneName() {
        fixture.server(1).newSession("work", 80, 24, "cat");
        fixture.server(2).newSession("0", 80, 24, "cat");
        create("play");
        assertThatThrownBy(() -> create("work"))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThatThrownBy(() -> fixture.bridge.sessions().rename("play", "work"))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(fixture.bridge.sessions().rename("work", "rest").id()).isEqualTo("$110");
        List<String> unnamed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            unnamed.add(fixture.bridge.sessions().create(spec(Optional.empty())).name());
        }
        assertThat(unnamed).containsExactly("1", "2", "3");
        assertThat(fixture.bridge.sessions().list())
                .extracting(SessionInfo::name)
                .containsExactlyInAnyOrder("rest", "0", "play", "1", "2", "3");
    }

    @Test
    void panesOfOneNumberAreNotMixedUp() {
        List<BridgeFixture.Client> clients = new ArrayList<>();
        List<JsonNode> connected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            assertThat(fixture.server(i).newSession("s" + i, 80, 24, "cat")).isEqualTo("$0");
            BridgeFixture.Client client = viewer("s" + i);
            connected.add(client.hear("connected"));
            clients.add(client);
        }
        assertThat(connected).extracting(node -> node.path("paneId").asText()).containsExactly("%100", "%110", "%120");
        for (int i = 0; i < 3; i++) {
            type(clients.get(i), connected.get(i), 1, "word" + i + "\\r");
            assertThat(clients.get(i).hear("input-ack").path("seq").asInt()).isEqualTo(1);
        }
        for (int i = 0; i < 3; i++) {
            int number = i;
            await().untilAsserted(() ->
                    assertThat(clients.get(number).screenText()).contains("word" + number + "\r\nword" + number));
            assertThat(fixture.server(i)
                            .tmux("capture-pane", "-p", "-t", "s" + i)
                            .strip())
                    .isEqualTo("word" + i + "\nword" + i);
            assertThat(clients.get(i).screenText()).doesNotContain("word" + (i + 1) % 3);
        }
    }

    @Test
    void windowsAndPanesOfAFurtherServerAreMadeSizedAndTold() {
        fixture.server(0).newSession("other", 80, 24, "cat");
        fixture.server(1).newSession("s", 100, 30, "cat");
        BridgeFixture.Client client = viewer("s");
        client.hear("connected");
        await().untilAsserted(() -> assertThat(
                        fixture.server(1).tmux("display-message", "-p", "-t", "s", "#{window_width}x#{window_height}"))
                .isEqualTo("80x24"));

        String split = client.ask("pane.split", "{'paneId':'%110','size':30,'command':['cat']}")
                .path("result")
                .path("paneId")
                .asText();
        assertThat(split).isEqualTo("%111");
        JsonNode told = client.hear(node -> node.path("type").asText().equals("event")
                && node.path("windowList").path(0).path("panes").size() == 2);
        assertThat(told.path("session").asText()).isEqualTo("$110");
        assertThat(told.path("layout").asText()).contains("49x24,0,0,110,30x24,50,0,111");
        String window = client.ask("window.create", "{'sessionId':'$110','name':'#{pane_id} %111','command':['cat']}")
                .path("result")
                .path("windowId")
                .asText();
        assertThat(window).isEqualTo("@111");
        assertThat(fixture.server(1).tmux("display-message", "-p", "-t", "@1", "#{window_name}"))
                .isEqualTo("#{pane_id} %111");
        for (String call : List.of(
                "window.select {'windowId':'@111'}",
                "pane.resize {'paneId':'%111','cols':20,'rows':24}",
                "pane.zoom {'paneId':'%111'}",
                "pane.kill {'paneId':'%111'}",
                "window.kill {'windowId':'@111'}")) {
            String[] words = call.split(" ", 2);
            assertThat(client.outcome(words[0], words[1])).as(call).isEqualTo("ok");
        }
        assertThat(fixture.server(1).tmux("list-panes", "-a", "-F", "#{pane_id}"))
                .isEqualTo("%0");
        assertThat(fixture.server(0).tmux("list-panes", "-a", "-F", "#{window_width} #{pane_id}"))
                .isEqualTo("80 %0");
    }

    @Test
    void aServerThatEndsTakesItsOwnSessionsAlone() {
        fixture.server(0).newSession("stays", 80, 24, "cat");
        fixture.server(1).newSession("goes", 80, 24, "cat");
        BridgeFixture.Client stays = viewer("stays");
        JsonNode connected = stays.hear("connected");
        BridgeFixture.Client goes = viewer("goes");
        goes.hear("connected");

        ProcessHandle.of(fixture.server(1).pid()).orElseThrow().destroyForcibly();

        assertThat(goes.hear("disconnect").path("reason").asText()).isEqualTo("tmux-ended");
        type(stays, connected, 1, "alive\\r");
        await().untilAsserted(() -> assertThat(stays.screenText()).contains("alive"));
        assertThat(fixture.bridge.sessions().list())
                .extracting(SessionInfo::name)
                .containsExactly("stays");
    }

    /** Whoever asks for all waits for the one that does not answer, and is told; who asks by an id is not concerned. */
    @Test
    void aServerThatIsStoppedStopsNoOther() {
        fixture.server(0).newSession("works", 80, 24, "cat");
        fixture.server(0).newSession("another", 80, 24, "cat");
        fixture.server(1).newSession("stopped", 80, 24, "cat");
        BridgeFixture.Client before = viewer("$100");
        JsonNode connected = before.hear("connected");
        long pid = fixture.server(1).pid();
        Signals.send("STOP", pid);
        try {
            assertThat(fixture.client().outcome("session.get", "{'sessionId':'$100'}"))
                    .isEqualTo("ok");
            viewer("$100").hear("connected");
            String client = fixture.server(0)
                    .tmux("list-clients", "-F", "#{client_pid}")
                    .lines()
                    .findFirst()
                    .orElseThrow();
            ProcessHandle.of(Long.parseLong(client)).orElseThrow().destroyForcibly();
            await().until(() -> snapshots(before) == 2);
            type(before, connected, 1, "goes on\\r");
            await().untilAsserted(() -> assertThat(before.screenText()).contains("goes on"));
            assertThat(fixture.client().outcome("session.kill", "{'sessionId':'$100'}"))
                    .isEqualTo("ok");
            assertThat(before.hear("disconnect").path("reason").asText()).isEqualTo("session-ended");
        } finally {
            Signals.send("CONT", pid);
        }
    }

    /**
     * The bug: as long as one server was stopped nobody was told of any session, came to one by its name or made one,
     * and most who tried waited ten seconds for that. What is gone and what does not answer are told apart.
     */
    @Test
    void sessionsAreListedFoundByNameAndMadeWhateverAServerDoesThatIsStopped() {
        fixture.server(1).newSession("stopped", 80, 24, "cat");
        create("works");
        names();
        long pid = fixture.server(1).pid();
        Signals.send("STOP", pid);
        try {
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(names()).containsExactlyInAnyOrder("works", "stopped"));
            viewer("works").hear("connected");
            create("made");
            assertThat(names()).containsExactlyInAnyOrder("works", "made", "stopped");
            assertThat(fixture.client().outcome("session.kill", "{'sessionId':'works'}"))
                    .isEqualTo("ok");
            assertThat(names()).containsExactlyInAnyOrder("made", "stopped");
            assertThat(fixture.client().outcome("session.get", "{'sessionId':'nobody'}"))
                    .isEqualTo("unavailable");
        } finally {
            Signals.send("CONT", pid);
        }
        await().untilAsserted(() -> assertThat(fixture.client().outcome("session.get", "{'sessionId':'nobody'}"))
                .isEqualTo("not-found"));
        fixture.server(1).tmux("kill-session", "-t", "stopped");
        assertThat(names()).containsExactly("made");
    }

    private List<String> names() {
        return fixture.bridge.sessions().list().stream().map(SessionInfo::name).toList();
    }

    /** The bug: a viewer of another size was refused, and nobody's size changed, on the servers that answered too. */
    @Test
    void sizesChangeWhateverAServerDoesThatIsStopped() {
        fixture.server(0).newSession("works", 80, 24, "cat");
        fixture.server(1).newSession("stopped", 80, 24, "cat");
        long pid = fixture.server(1).pid();
        Signals.send("STOP", pid);
        try {
            BridgeFixture.Client client = fixture.client();
            client.say("{'type':'connect','sessionId':'$100','cols':100,'rows':30}");
            assertThat(client.hear(node -> node.path("type").asText().matches("connected|error"))
                            .path("cols")
                            .asInt())
                    .isEqualTo(100);
            client.say("{'type':'resize','cols':90,'rows':20}");
            await().until(() -> width(0, "works").equals("90"));
        } finally {
            Signals.send("CONT", pid);
        }
    }

    /**
     * The bug: as soon as a session of it was viewed, all others waited with it for ten seconds, and connects were
     * refused; a size that was not settled then was settled when the next viewer came.
     */
    @Test
    void sizesOfOthersDoNotWaitForAViewedServerThatIsStoppedAndItsOwnAreSettledWhenItGoesOn() {
        fixture.server(0).newSession("works", 80, 24, "cat");
        fixture.server(1).newSession("stopped", 80, 24, "cat");
        BridgeFixture.Client stopped = viewer("$110");
        stopped.hear("connected");
        long pid = fixture.server(1).pid();
        Signals.send("STOP", pid);
        try {
            stopped.say("{'type':'resize','cols':90,'rows':20}");
            BridgeFixture.Client works = fixture.client();
            works.say("{'type':'connect','sessionId':'$100','cols':100,'rows':30}");
            assertThat(works.hear(node -> node.path("type").asText().matches("connected|error"))
                            .path("cols")
                            .asInt())
                    .isEqualTo(100);
            works.say("{'type':'resize','cols':70,'rows':20}");
            await().atMost(Duration.ofSeconds(5)).until(() -> width(0, "works").equals("70"));
            await().atMost(Duration.ofSeconds(30)).until(() -> fixture.metrics.count("sizes.failed") > 0);
        } finally {
            Signals.send("CONT", pid);
        }
        await().until(() -> width(1, "stopped").equals("90"));
    }

    private String width(int server, String session) {
        return fixture.server(server).tmux("display-message", "-p", "-t", session, "#{window_width}");
    }

    @Test
    void whatAKilledBridgeKeptIsGivenBackWhateverAServerDoesThatIsStopped() {
        for (int i = 0; i < 3; i++) {
            fixture.server(i).newSession("kept", 80, 24, "cat");
            fixture.server(i).tmux("set-option", "-p", "-t", "kept", "@tmuxbridge-kept", "1");
        }
        long pid = fixture.server(1).pid();
        Signals.send("STOP", pid);
        try {
            fixture.another().close();
            assertThat(fixture.server(0).tmux("show-options", "-p", "-t", "kept"))
                    .isEmpty();
            assertThat(fixture.server(2).tmux("show-options", "-p", "-t", "kept"))
                    .isEmpty();
        } finally {
            Signals.send("CONT", pid);
        }
    }

    /** People may give two servers a session of one name: everybody means the same one by it. */
    @Test
    void aNameThatTwoHaveIsThatOfTheLowerNumber() {
        fixture.server(0).newSession("first", 80, 24, "cat");
        for (int i = 0; i < 2; i++) {
            fixture.server(i).newSession("both", 80, 24, "cat");
        }
        assertThat(fixture.bridge.sessions().get("both").id()).isEqualTo("$101");
        fixture.server(0).tmux("kill-session", "-t", "both");
        for (int i = 0; i < 11; i++) {
            fixture.server(0).newSession("more" + i, 80, 24, "cat");
        }
        fixture.server(0).newSession("both", 80, 24, "cat");
        assertThat(fixture.bridge.sessions().get("both").id())
                .as("the other one is $1013")
                .isEqualTo("$110");
        JsonNode connected = viewer("both").hear("connected");
        assertThat(connected.path("paneId").asText()).isEqualTo("%110");
        fixture.bridge.access().setOwner("both", Optional.of("ada"));
        assertThat(fixture.server(1).tmux("show-options", "-t", "both")).contains("@tmuxbridge-owner");
        fixture.bridge.sessions().kill("both");
        assertThat(names(0)).contains("both");
    }

    /** A cleaner of the directory of sockets may remove one. */
    @Test
    void aServerWithoutItsSocketIsThereAsLongAsSomebodyViews() throws Exception {
        fixture.server(0).newSession("works", 80, 24, "cat");
        fixture.server(1).newSession("hidden", 80, 24, "cat");
        viewer("hidden").hear("connected");
        viewer("works").hear("connected");
        Path socket = Path.of(fixture.server(1).tmux("display-message", "-p", "#{socket_path}"));
        Path away = socket.resolveSibling(socket.getFileName() + "-away");
        Files.move(socket, away);
        try {
            assertThat(fixture.bridge.sessions().list())
                    .extracting(SessionInfo::name)
                    .containsExactlyInAnyOrder("works", "hidden");
        } finally {
            Files.move(away, socket);
        }
    }

    @Test
    void aPaneOfAFurtherServerIsDriven() throws Exception {
        fixture.server(0).newSession("other", 80, 24, "sh", "-i");
        fixture.server(2).newSession("s", 80, 24, "sh", "-i");
        try (Pane pane = fixture.bridge.pane(Caller.of("robot", Role.ADMIN), "%120")) {
            assertThat(pane.run("echo $((6 * 7))", Duration.ofSeconds(20)).get().output())
                    .isEqualTo("42\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"$0", "$1", "$99", "$003", "$190", "$121", "nobody"})
    void whatIsOnNoServerIsNotFound(String session) {
        fixture.server(2).newSession("s", 80, 24, "cat");
        BridgeFixture.Client client = fixture.client();
        assertThat(client.outcome("session.get", "{'sessionId':'" + session + "'}"))
                .isEqualTo("not-found");
        assertThat(client.outcome("session.kill", "{'sessionId':'" + session + "'}"))
                .isEqualTo("not-found");
        assertThat(client.outcome("pane.kill", "{'paneId':'%" + session.substring(1) + "'}"))
                .isNotEqualTo("ok");
        assertThat(fixture.server(2).tmux("list-panes", "-a")).hasLineCount(1);
    }

    @Test
    void ownersAreWrittenDownWhereTheSessionIs() {
        fixture.server(0).newSession("other", 80, 24, "cat");
        fixture.server(1).newSession("s", 80, 24, "cat");
        fixture.bridge.access().setOwner("s", Optional.of("ada"));
        assertThat(fixture.server(1).tmux("show-options", "-t", "s")).contains("@tmuxbridge-owner");
        assertThat(fixture.server(0).tmux("show-options", "-t", "other")).doesNotContain("@tmuxbridge-owner");
    }

    @Test
    void nothingIsLeftOfItOnAnyServer() {
        HashSet<String> clients = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            fixture.server(i).newSession("s" + i, 80, 24, "cat");
            viewer("s" + i).hear("connected");
            clients.add(fixture.server(i).tmux("list-clients", "-F", "#{client_name}"));
        }
        assertThat(clients).hasSize(3).doesNotContain("");
        fixture.bridge.close();
        for (int i = 0; i < 3; i++) {
            assertThat(fixture.server(i).tmux("list-clients")).isEmpty();
        }
    }
}
