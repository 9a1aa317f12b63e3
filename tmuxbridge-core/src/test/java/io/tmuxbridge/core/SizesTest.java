package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.testkit.TmuxServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several viewers of different sizes, and a person attached by plain tmux, on a real tmux. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class SizesTest {

    private BridgeFixture fixture = new BridgeFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Predicate<JsonNode> owned(String by) {
        return node -> node.path("name").asText().equals("size-owner")
                && node.path("by").asText().equals(by)
                && node.has("caller") == by.equals("viewer");
    }

    /** Two viewers, the second of which types; then a person comes, resizes and goes; then the viewers go. */
    @ParameterizedTest
    @CsvSource({
        "latest-active, 90x30, 90x30, 120x20",
        "smallest,      90x20, 90x20, 90x20",
        "largest,       120x30, 120x30, 120x30",
        "owner,         120x20, 120x20, 120x20",
        "fixed:77x22,   77x22, 77x22, 77x22"
    })
    void sizesFollowThePolicyAndGiveWayToAPerson(String policy, String both, String afterPerson, String firstTyped) {
        use(SizePolicy.parse(policy));
        fixture.server.newSession("s0", 100, 25, "sh", "-c", "for i in 1 2 3 4 5; do echo line $i; done; exec cat");
        BridgeFixture.Client first = view("s0", 120, 20);
        BridgeFixture.Client second = view("s0", 90, 30);
        second.say("{'type':'input','channel':1,'data':'b'}");
        settles("s0", both, first, second);

        boolean own = policy.equals("latest-active") || policy.equals("owner");
        second.hear(owned(own ? "viewer" : "policy"));
        try (AttachedPerson person = new AttachedPerson(fixture.server, "s0", 70, 18)) {
            settles("s0", "70x17", first, second);
            first.hear(owned("tmux"));
            first.say("{'type':'input','channel':1,'data':'a'}");
            person.type("p");
            person.resize(66, 16);
            settles("s0", "66x15", first, second);
            second.say("{'type':'resize','channel':1,'cols':90,'rows':30}");
            settles("s0", "66x15", first, second);
        }
        settles("s0", afterPerson, first, second);

        first.say("{'type':'input','channel':1,'data':'a'}");
        settles("s0", firstTyped, first, second);
        first.say("{'type':'disconnect','channel':1}");
        second.say("{'type':'disconnect','channel':1}");
        await().untilAsserted(() -> assertThat(window("s0")).isEqualTo("100x25"));
        assertThat(fixture.server.tmux("show-options", "-w", "-t", "s0")).doesNotContain("tmuxbridge");
    }

    @Test
    void theOwnersSizeCountsWhoeverTypesAndGoesWithTheSession() {
        try (AccessFixture access = new AccessFixture(builder -> builder.sizePolicy(SizePolicy.OWNER))) {
            access.session("s0", "ada");
            view(access.client("bob admin"), "s0", 120, 40);
            await().untilAsserted(() -> assertThat(window(access.server, "s0")).isEqualTo("120x40"));
            view(access.client("ada operator"), "s0", 90, 30);
            await().untilAsserted(() -> assertThat(window(access.server, "s0")).isEqualTo("90x30"));
            access.bridge.access().setOwner("s0", Optional.of("bob"));
            await().untilAsserted(() -> assertThat(window(access.server, "s0")).isEqualTo("120x40"));
        }
    }

    /**
     * The bug: tmux had moved the client that carries sizes, and the next ones were for the other session's windows.
     */
    @Test
    void aCarrierThatIsMovedGivesNoSizesToAnotherSession() {
        fixture.server.newSession("s0", 100, 25, "cat");
        fixture.server.newSession("other", 80, 24, "cat");
        BridgeFixture.Client viewer = view("s0", 120, 40);
        settles("s0", "120x40", viewer);
        List<String> carriers = carriers("s0");
        assertThat(carriers).hasSize(1);
        fixture.server.tmux("switch-client", "-c", carriers.get(0), "-t", "other");
        viewer.say("{'type':'resize','channel':1,'cols':90,'rows':30}");
        settles("s0", "90x30", viewer);
        assertThat(window("other")).isEqualTo("80x24");
        await().untilAsserted(() -> assertThat(carriers("other")).isEmpty());
    }

    private List<String> carriers(String session) {
        return fixture.server
                .tmux("list-clients", "-t", session, "-F", "#{client_name} #{client_flags}")
                .lines()
                .filter(client -> client.contains("no-output"))
                .map(client -> client.split(" ")[0])
                .toList();
    }

    @Test
    void hiddenViewersHaveNoSay() {
        use(SizePolicy.SMALLEST);
        fixture.server.newSession("s0", 100, 25, "cat");
        BridgeFixture.Client big = view("s0", 120, 40);
        BridgeFixture.Client small = view("s0", 60, 15);
        settles("s0", "60x15", big, small);
        small.say("{'type':'resize','channel':1,'cols':60,'rows':15,'visible':false}");
        settles("s0", "120x40", big, small);
        small.say("{'type':'resize','channel':1,'cols':60,'rows':15,'visible':true}");
        settles("s0", "60x15", big, small);
    }

    @Test
    void whoOnlyReadsHasNoSay() {
        fixture.server.newSession("s0", 100, 25, "cat");
        BridgeFixture.Client reader = fixture.client();
        reader.say("{'type':'connect','sessionId':'s0','cols':50,'rows':10,'access':'read'}");
        assertThat(reader.hear("connected").path("cols").asInt()).isEqualTo(100);
        assertThat(window("s0")).isEqualTo("100x25");
    }

    /** The bug: tmux gave every other window, and every new session, the 80x24 of the bridge's own client. */
    @Test
    void otherWindowsAndNewSessionsKeepTheirSizes() {
        fixture.server.newSession("s0", 100, 25, "cat");
        fixture.server.tmux("new-window", "-d", "-t", "s0", "cat");
        BridgeFixture.Client client = view("s0", 120, 40);
        settles("s0", "120x40", client);
        fixture.server.newSession("outside", 150, 50, "cat");
        fixture.server.tmux("new-window", "-d", "-t", "s0", "cat");
        assertThat(window("outside")).isEqualTo("150x50");
        assertThat(windows("s0")).containsExactly("120x40", "100x25", "100x25");
    }

    @Test
    void twoWindowsOfOneSessionHaveTheSizesOfTheirViewers() {
        fixture.server.newSession("s0", 100, 25, "cat");
        fixture.server.tmux("new-window", "-d", "-t", "s0", "cat");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','paneId':'%0','cols':90,'rows':30}");
        client.say("{'type':'connect','sessionId':'s0','paneId':'%1','cols':110,'rows':35}");
        await().untilAsserted(() -> assertThat(windows("s0")).containsExactly("90x30", "110x35"));
        client.say("{'type':'resize','channel':1,'cols':91,'rows':31}");
        await().untilAsserted(() -> assertThat(windows("s0")).containsExactly("91x31", "110x35"));
    }

    @Test
    void aPersonOnAnotherSessionDoesNotMatter() {
        fixture.server.newSession("s0", 100, 25, "cat");
        fixture.server.newSession("s1", 100, 25, "cat");
        try (AttachedPerson person = new AttachedPerson(fixture.server, "s1", 70, 18)) {
            BridgeFixture.Client client = view("s0", 90, 30);
            settles("s0", "90x30", client);
            person.type("p");
            client.say("{'type':'resize','channel':1,'cols':95,'rows':33}");
            settles("s0", "95x33", client);
            assertThat(window("s1")).isEqualTo("70x17");
        }
    }

    @Test
    void aPaneOfASplitCountsOnlyWhenItsViewerSpeaksForTheWholeWindow() {
        fixture.server.newSession("s0", 100, 25, "cat");
        fixture.server.tmux("split-window", "-d", "-h", "-t", "s0", "cat");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','paneId':'%0','cols':30,'rows':10}");
        client.hear("connected");
        assertThat(window("s0")).isEqualTo("100x25");
        client.say("{'type':'resize','channel':1,'cols':130,'rows':41,'fit':'window'}");
        await().untilAsserted(() -> assertThat(window("s0")).isEqualTo("130x41"));
        assertThat(client.hear(node -> node.path("type").asText().equals("resize")
                                && node.path("rows").asInt() == 41)
                        .path("cols")
                        .asInt())
                .isEqualTo(65);
    }

    /** The bug: as many panes as before are in each window, and so the sizes stayed with the windows. */
    @Test
    void theSizeGoesWithAPaneThatIsSwappedForOneOfAnotherWindow() {
        fixture.server.newSession("s0", 100, 25, "cat");
        fixture.server.tmux("new-window", "-d", "-t", "s0", "cat");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','paneId':'%0','cols':90,'rows':30}");
        client.hear("connected");
        await().untilAsserted(() -> assertThat(windows("s0")).containsExactly("90x30", "100x25"));
        fixture.server.tmux("swap-pane", "-d", "-s", "%0", "-t", "%1");
        await().untilAsserted(() -> assertThat(windows("s0")).containsExactly("100x25", "90x30"));
    }

    @Test
    void twoBridgesDoNotFight() {
        fixture.server.newSession("s0", 100, 25, "cat");
        BridgeFixture.Client client = view("s0", 120, 40);
        try (BridgeFixture other = fixture.another()) {
            BridgeFixture.Client theirs = other.client();
            theirs.say("{'type':'connect','sessionId':'s0','cols':90,'rows':30}");
            theirs.hear("connected");
            settles("s0", "90x30", client, theirs);
            client.say("{'type':'resize','channel':1,'cols':121,'rows':41}");
            settles("s0", "121x41", client, theirs);
        }
    }

    @Test
    void aViewerWhoseLineBrokeLeavesTheSizeForWhenItComesBack() {
        fixture.server.newSession("s0", 100, 25, "cat");
        BridgeFixture.Client client = view("s0", 120, 40);
        client.handler.closed(1006, "");
        assertThat(window("s0")).isEqualTo("120x40");
        BridgeFixture.Client again = view("s0", 120, 40);
        again.say("{'type':'disconnect','channel':1}");
        await().untilAsserted(() -> assertThat(window("s0")).isEqualTo("100x25"));
    }

    /** The bug: tmux says nothing of new sizes when it rotates a window, and viewers kept the old ones for ever. */
    @ParameterizedTest
    @CsvSource({"rotate-window", "swap-pane -d -s %0 -t %1", "select-layout even-vertical"})
    void panesThatGetOtherSizesAreToldThem(String command) {
        fixture.server.newSession("s0", 100, 25, "cat");
        fixture.server.tmux("split-window", "-d", "-v", "-l", "5", "-t", "s0", "cat");
        fixture.server.tmux("split-window", "-d", "-v", "-l", "3", "-t", "s0", "cat");
        List<BridgeFixture.Client> clients =
                List.of("%0", "%1", "%2").stream().map(this::viewPane).toList();
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(1, command.contains("%") ? List.of() : List.of("-t", "s0"));

        fixture.server.tmux(words.toArray(String[]::new));

        for (int pane = 0; pane < clients.size(); pane++) {
            BridgeFixture.Client client = clients.get(pane);
            String rows = fixture.server.tmux("display-message", "-p", "-t", "%" + pane, "#{pane_height}");
            await().untilAsserted(() -> assertThat(rows(client)).isEqualTo(rows.strip()));
        }
    }

    private BridgeFixture.Client viewPane(String pane) {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','paneId':'" + pane + "','cols':30,'rows':10}");
        client.hear("connected");
        return client;
    }

    /** The rows of the terminal as its viewer was told last. */
    private static String rows(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> List.of("connected", "resize")
                        .contains(node.path("type").asText()))
                .reduce((first, second) -> second)
                .map(node -> node.path("rows").asText())
                .orElse("");
    }

    private void use(SizePolicy policy) {
        fixture.close();
        fixture = new BridgeFixture(BridgeLimits.DEFAULTS, policy);
    }

    private BridgeFixture.Client view(String session, int cols, int rows) {
        return view(fixture.client(), session, cols, rows);
    }

    private static BridgeFixture.Client view(BridgeFixture.Client client, String session, int cols, int rows) {
        client.say("{'type':'connect','sessionId':'" + session + "','cols':" + cols + ",'rows':" + rows
                + ",'clientId':'0123456789abcdef" + cols + "'}");
        client.hear("connected");
        return client;
    }

    /** The window gets that size and keeps it, nothing is resized any more, and every viewer's screen is tmux's. */
    private void settles(String session, String size, BridgeFixture.Client... clients) {
        await().untilAsserted(() -> assertThat(window(session)).isEqualTo(size));
        await().untilAsserted(() -> {
            for (BridgeFixture.Client client : clients) {
                assertThat(shown(client)).isEqualTo(screen(session));
                assertThat(lastSize(client)).isEqualTo(size);
            }
        });
        int resizes = resizes(clients);
        await().during(Duration.ofMillis(400)).until(() -> resizes(clients) == resizes);
        assertThat(window(session)).isEqualTo(size);
    }

    private static int resizes(BridgeFixture.Client... clients) {
        return (int) List.of(clients).stream()
                .flatMap(client -> client.heard().stream())
                .filter(node -> node.path("type").asText().equals("resize"))
                .count();
    }

    private static JsonNode lastSnapshot(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("snapshot").asBoolean())
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private static String lastSize(BridgeFixture.Client client) {
        JsonNode snapshot = lastSnapshot(client);
        return snapshot.path("cols").asInt() + "x" + snapshot.path("rows").asInt();
    }

    /**
     * The text of the last snapshot and of what was printed since, without blanks; the program prints plain text only.
     */
    private static String shown(BridgeFixture.Client client) {
        StringBuilder text = new StringBuilder();
        boolean since = false;
        JsonNode last = lastSnapshot(client);
        for (JsonNode node : client.heard()) {
            since |= node == last;
            if (node.equals(last) || since && node.path("type").asText().equals("output")) {
                since = true;
                text.append(node.path("data").asText());
            }
        }
        return text.toString()
                .replaceAll(
                        "\u001b(\\[[0-?]*[ -/]*[@-~]|[()][0B]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)|[ -/]*[0-~])", "")
                .replaceAll("[\\x00-\\x20]", "");
    }

    private String screen(String session) {
        return fixture.server
                .tmux("capture-pane", "-p", "-S", "-", "-t", session)
                .replaceAll("\\s", "");
    }

    private String window(String session) {
        return window(fixture.server, session);
    }

    private static String window(TmuxServer server, String session) {
        return server.tmux("display-message", "-p", "-t", session, "#{window_width}x#{window_height}");
    }

    private List<String> windows(String session) {
        return List.of(fixture.server
                .tmux("list-windows", "-t", session, "-F", "#{window_width}x#{window_height}")
                .split("\n"));
    }
}
