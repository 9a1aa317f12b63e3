package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a client knows of windows and panes from events alone is what tmux has, whoever changed it and however. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class LayoutEventsTest {

    private static final int OPERATIONS = 300;
    private static final String HOSTILE = "#{pid} #(touch /tmp/x) ; \"q\" 'r' $HOME %% ~ é";

    private final BridgeFixture fixture = new BridgeFixture();
    private final long seed = Long.getLong("faults.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private int requests;

    @BeforeEach
    void start() {
        fixture.server.newSession("s0", 160, 48, "cat");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aModelBuiltFromEventsIsWhatTmuxHasAfterEveryChange() {
        fixture.server.tmux("split-window", "-d", "-t", "s0", "cat");
        BridgeFixture.Client two = fixture.client();
        two.say("{'type':'connect','sessionId':'s0','paneId':'%0','cols':80,'rows':24}");
        two.say("{'type':'connect','sessionId':'$0','paneId':'%1','cols':80,'rows':24}");
        BridgeFixture.Client one = fixture.client("tmuxbridge.v1.binary");
        one.say("{'type':'connect','sessionId':'s0','paneId':'%0','cols':80,'rows':24,'access':'read'}");
        int done = 0;
        while (done < OPERATIONS) {
            String operation = change(two);
            done += operation.isEmpty() ? 0 : 1;
            await().pollInterval(Duration.ofMillis(25)).untilAsserted(() -> {
                String truth = truth();
                assertThat(model(two))
                        .as("after %s, -Dfaults.seed=%d", operation, seed)
                        .isEqualTo(truth);
                assertThat(model(one))
                        .as("after %s, -Dfaults.seed=%d", operation, seed)
                        .isEqualTo(truth);
            });
        }
        List<JsonNode> told = layouts(two);
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i).path("windowList"))
                    .as("once per connection and session")
                    .isNotEqualTo(told.get(i - 1).path("windowList"));
        }
    }

    @Test
    void aBurstOfChangesIsToldInFewEvents() {
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','cols':80,'rows':24}");
        await().until(() -> !layouts(client).isEmpty());
        int before = layouts(client).size();
        List<String> burst = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            burst.addAll(List.of("rename-window", "-t", "s0", "n" + i, ";"));
        }
        burst.addAll(List.of("rename-window", "-t", "s0", "last"));
        fixture.server.tmux(burst.toArray(String[]::new));
        await().untilAsserted(() -> assertThat(model(client)).isEqualTo(truth()).contains("last"));
        assertThat(layouts(client).size() - before).isLessThan(20);
    }

    /** The bug: what was read between two looks at the session and undone before the second was never told. */
    @Test
    void aChangeThatIsUndoneBeforeTheNextLookIsTold() {
        fixture.server.tmux("new-window", "-d", "-t", "s0:", "cat");
        BridgeFixture.Client client = fixture.client();
        client.say("{'type':'connect','sessionId':'s0','cols':80,'rows':24}");
        for (int i = 0; i < 6; i++) {
            await().untilAsserted(() -> assertThat(model(client)).isEqualTo(truth()));
            String swapped = "swapped" + i;
            // tmux tells of a new name, and nobody of the windows that change places.
            fixture.server.tmux("swap-window", "-d", "-s", ":0", "-t", ":1", ";", "rename-window", "-t", ":0", swapped);
            await().pollInterval(Duration.ofMillis(5))
                    .untilAsserted(() -> assertThat(model(client)).contains(swapped));
            fixture.server.tmux("swap-window", "-d", "-s", ":0", "-t", ":1");
        }
        await().untilAsserted(() -> assertThat(model(client)).isEqualTo(truth()));
    }

    /** One random change; empty when tmux refused it. */
    private String change(BridgeFixture.Client client) {
        List<String> all = lines("list-panes", "-s", "-t", "$0", "-F", "#{window_id} #{pane_id}");
        List<String> windows =
                all.stream().map(line -> line.split(" ")[0]).distinct().toList();
        List<String> panes = all.stream().map(line -> line.split(" ")[1]).toList();
        String window = pick(windows);
        String pane = pick(panes);
        String other = pick(panes);
        boolean few = panes.size() < 12;
        boolean lone = pane.equals("%0") || pane.equals("%1");
        boolean kept = all.stream().anyMatch(line -> line.equals(window + " %0") || line.equals(window + " %1"));
        String name = random.nextInt(4) == 0 ? HOSTILE : "w" + random.nextInt(1000);
        String json = name.replace("\"", "\\\\'\\\\'").replace("'", "^");
        return switch (random.nextInt(24)) {
            case 0 -> few ? tmux("new-window", "-d", "-t", "s0:", "cat") : "";
            case 1 ->
                few ? rpc(client, "window.create", "'sessionId':'$0','name':'" + json + "','command':['cat']") : "";
            case 2 -> kept ? "" : tmux("kill-window", "-t", window);
            case 3 -> kept ? "" : rpc(client, "window.kill", "'windowId':'" + window + "'");
            case 4 -> tmux("rename-window", "-t", window, "t" + random.nextInt(1000));
            case 5 -> rpc(client, "window.rename", "'windowId':'" + window + "','name':'" + json + "'");
            case 6 -> tmux("select-window", "-t", window);
            case 7 -> rpc(client, "window.select", "'windowId':'" + window + "'");
            case 8 -> few ? tmux("split-window", "-d", random.nextBoolean() ? "-h" : "-v", "-t", pane, "cat") : "";
            case 9 ->
                few
                        ? rpc(client, "pane.split", "'paneId':'" + pane + "','direction':'vertical','command':['cat']")
                        : "";
            case 10 -> lone ? "" : tmux("kill-pane", "-t", pane);
            case 11 -> lone ? "" : rpc(client, "pane.kill", "'paneId':'" + pane + "'");
            case 12 -> tmux("select-pane", "-t", pane);
            case 13 -> rpc(client, "pane.select", "'paneId':'" + pane + "'");
            case 14 -> tmux("resize-pane", "-Z", "-t", pane);
            case 15 -> rpc(client, "pane.zoom", "'paneId':'" + pane + "'");
            case 16 -> pane.equals(other) ? "" : tmux("swap-pane", "-d", "-s", pane, "-t", other);
            case 17 -> pane.equals(other) ? "" : tmux("join-pane", "-d", "-s", pane, "-t", other);
            case 18 -> tmux("break-pane", "-d", "-s", pane);
            case 19 -> tmux("resize-pane", random.nextBoolean() ? "-R" : "-D", "-t", pane, "3");
            case 20 -> rpc(client, "pane.resize", "'paneId':'" + pane + "','cols':30,'rows':9");
            case 21 -> windows.size() < 2 ? "" : tmux("swap-window", "-d", "-s", window, "-t", pick(windows));
            case 22 -> tmux("select-layout", "-t", window, random.nextBoolean() ? "tiled" : "even-vertical");
            default -> tmux("rotate-window", "-t", window);
        };
    }

    private String tmux(String... words) {
        try {
            fixture.server.tmux(words);
            return String.join(" ", words);
        } catch (IllegalStateException refused) {
            return "";
        }
    }

    private String rpc(BridgeFixture.Client client, String method, String params) {
        int id = ++requests;
        client.say("{'jsonrpc':'2.0','id':" + id + ",'method':'" + method + "','params':{" + params + "}}");
        JsonNode answer = client.hear(node -> node.path("id").asInt() == id);
        return answer.has("result") ? method + " " + params : "";
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private List<String> lines(String... words) {
        return List.of(fixture.server.tmux(words).split("\n"));
    }

    private String truth() {
        return fixture.server.tmux(
                "list-windows",
                "-t",
                "$0",
                "-F",
                "#{window_id} #{window_index} #{window_active} #{window_zoomed_flag} #{window_width}x#{window_height}"
                        + " #{window_layout} #{window_name}",
                ";",
                "list-panes",
                "-s",
                "-t",
                "$0",
                "-F",
                "#{window_id} #{pane_id} #{pane_index} #{pane_active} #{pane_left},#{pane_top}"
                        + " #{pane_width}x#{pane_height}");
    }

    private static String model(BridgeFixture.Client client) {
        List<JsonNode> told = layouts(client);
        if (told.isEmpty()) {
            return "";
        }
        StringBuilder windows = new StringBuilder();
        StringBuilder panes = new StringBuilder();
        for (JsonNode window : told.get(told.size() - 1).path("windowList")) {
            String id = window.path("windowId").asText();
            windows.append(String.join(
                            " ",
                            id,
                            window.path("index").asText(),
                            flag(window.path("active")),
                            flag(window.path("zoomed")),
                            window.path("cols").asText() + "x"
                                    + window.path("rows").asText(),
                            window.path("layout").asText(),
                            window.path("name").asText()))
                    .append('\n');
            for (JsonNode pane : window.path("panes")) {
                panes.append(String.join(
                                " ",
                                id,
                                pane.path("paneId").asText(),
                                pane.path("index").asText(),
                                flag(pane.path("active")),
                                pane.path("left").asText() + ","
                                        + pane.path("top").asText(),
                                pane.path("cols").asText() + "x"
                                        + pane.path("rows").asText()))
                        .append('\n');
            }
        }
        return windows.append(panes).toString().strip();
    }

    private static String flag(JsonNode value) {
        return value.asBoolean() ? "1" : "0";
    }

    private static List<JsonNode> layouts(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("name").asText().equals("layout"))
                .toList();
    }
}
