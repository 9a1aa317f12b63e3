package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.Permission;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.access.UnownedSessions;
import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.core.replica.ScreenHash;
import io.tmuxbridge.transport.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are hidden from a role in everything it is shown, and from no other one. */
@Tag("slow")
class RedactionTest {

    private static final int SECRETS = 1000;
    private static final Pattern END = Pattern.compile("\"type\":\"output\".*\"end\":(\\d+)", Pattern.DOTALL);

    private final AccessFixture fixture = new AccessFixture(
            builder -> builder.redaction(Redaction.from(Role.VIEWER)).unownedSessions(UnownedSessions.READ));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void ofAThousandSecretsNoneIsSeenByTheRoleTheyAreHiddenFrom(@TempDir Path pieces) throws IOException {
        PlantedSecrets planted = new PlantedSecrets(SECRETS, 5);
        int count = planted.cut(pieces);
        fixture.server.newSession("other", 80, 24, "cat");
        fixture.server.tmux("set-option", "-g", "history-limit", "20000");
        fixture.server.newSession("s", 80, 24, "sh", "-c", printing(pieces, count));
        BridgeFixture.Client all = join("root admin");
        List<BridgeFixture.Client> hidden = new ArrayList<>();
        hidden.add(join("eve viewer"));
        Files.createFile(pieces.resolve("go"));

        for (int joined = 1; joined < 5; joined++) {
            int enough = joined * 11_000;
            patiently().pollInterval(Duration.ofMillis(20)).until(() -> position(all) > enough);
            hidden.add(join("eve viewer"));
        }

        patiently()
                .until(() ->
                        fixture.server.tmux("capture-pane", "-p", "-t", "s").contains(PlantedSecrets.END));
        patiently().until(() -> all.screenText().contains(PlantedSecrets.END));
        hidden.forEach(each -> patiently().until(() -> position(each) == position(all)));
        hidden.forEach(each -> assertThat(planted.leak(each.screenText())).isEmpty());
        String seen = PlantedSecrets.printed(all.screenText());
        assertThat(planted.secrets).allSatisfy(secret -> assertThat(seen).contains(secret));
        assertThat(PlantedSecrets.printed(hidden.get(0).screenText())).contains("AKIA****************");
        historyAndSearchHideThem(planted, hidden.get(0), all);
        theScreenIsThatOfTmuxButForTheMasks(hidden.get(0), all);
    }

    private void historyAndSearchHideThem(
            PlantedSecrets planted, BridgeFixture.Client hidden, BridgeFixture.Client all) {
        int history = all.ask("pane.capture", "{'sessionId':'s','start':0,'end':1}")
                .path("result")
                .path("historySize")
                .asInt();
        Random random = new Random(3);
        for (int i = 0; i < 8; i++) {
            int start = -random.nextInt(history);
            int end = start + random.nextInt(100);
            String format = random.nextBoolean() ? "text" : "ansi";
            String range = "{'sessionId':'s','start':" + start + ",'end':" + end + ",'format':'" + format + "'}";
            JsonNode masked = hidden.ask("pane.capture", range).path("result");
            JsonNode clear = all.ask("pane.capture", range).path("result");
            assertThat(planted.leak(text(masked.path("lines")))).as(range).isEmpty();
            assertThat(masked.path("lines")).hasSameSizeAs(clear.path("lines"));
            assertThat(masked.path("wrapped")).isEqualTo(clear.path("wrapped"));
        }
        int found = 0;
        for (int i = 0; i < 4; i++) {
            String secret = planted.secrets.get(random.nextInt(SECRETS)).substring(0, 12);
            found += matches(all, secret, false).size();
            assertThat(matches(hidden, secret, false)).isEmpty();
        }
        assertThat(found)
                .as("what the other role finds, but for what is wrapped by hand")
                .isPositive();
        assertThat(matches(hidden, "(AKIA|ghp_|sk-)[A-Za-z0-9]", true)).isEmpty();
        assertThat(planted.leak(matches(hidden, ".*", true).toString())).isEmpty();
    }

    private void theScreenIsThatOfTmuxButForTheMasks(BridgeFixture.Client hidden, BridgeFixture.Client all) {
        List<String> masked = shown(hidden, Long.MAX_VALUE).text();
        List<String> clear = shown(all, Long.MAX_VALUE).text();
        String captured = fixture.server.tmux("capture-pane", "-p", "-t", "s");
        assertThat(String.join("\n", clear).strip()).isEqualTo(captured.strip());
        for (int y = 0; y < clear.size(); y++) {
            assertThat(masked.get(y)).hasSameSizeAs(clear.get(y));
            for (int x = 0; x < clear.get(y).length(); x++) {
                char c = masked.get(y).charAt(x);
                assertThat(c == '*' || c == clear.get(y).charAt(x))
                        .as("%s for %s", masked.get(y), clear.get(y))
                        .isTrue();
            }
        }
    }

    @Test
    void theHashTheyAreToldIsThatOfTheMaskedScreen() {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "printf 'token=abcdefgh 1'; exec cat");
        BridgeFixture.Client hidden = join("eve viewer");

        JsonNode check = hidden.hear("check");

        assertThat(check.path("hash").asText())
                .isEqualTo(ScreenHash.of(shown(hidden, check.path("offset").asLong())));
        assertThat(String.join("", shown(hidden, Long.MAX_VALUE).text())).isEqualTo("token=******** 1");
    }

    @Test
    void whoComesBackInTheMiddleOfASecretDoesNotSeeItsEnd() {
        fixture.server.newSession("s", 80, 24, "cat");
        BridgeFixture.Client before = join("eve viewer");
        String epoch = before.hear("connected").path("epoch").asText();
        fixture.server.tmux("send-keys", "-l", "-t", "s", "a AKIAABCDEFGH");
        await().until(() -> before.screenText().contains("AKIA********"));
        long position = position(before);
        before.handler.closed(1006, "");

        fixture.server.tmux("send-keys", "-l", "-t", "s", "IJKLMNOP and on");
        BridgeFixture.Client after = fixture.client("eve viewer");
        after.say("{'type':'connect','sessionId':'s','cols':80,'rows':24,'access':'read','resume':{'epoch':'" + epoch
                + "','offset':" + position + "}}");

        assertThat(after.hear("connected").path("resume").asText()).isEqualTo("resumed");
        await().until(() -> after.screenText().contains("and on"));
        assertThat(after.screenText()).isEqualTo("******** and on");
    }

    @Test
    void whoMaySeeLessFromNowOnIsShownTheScreenAnew() {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "echo password=swordfish; exec cat");
        BridgeFixture.Client client = join("eve admin");
        await().until(() -> client.screenText().contains("password=swordfish"));

        client.say("{'type':'auth','token':'eve viewer'}");

        await().until(() -> shown(client, Long.MAX_VALUE).text().get(0).equals("password=*********"));
    }

    @Test
    void titlesNamesAndCommandsAreMasked() {
        fixture.server.newSession("s", 80, 24, "cat");
        fixture.server.tmux("rename-window", "-t", "s", "token=windowname");
        BridgeFixture.Client hidden = join("eve viewer");
        BridgeFixture.Client all = join("root admin");
        hidden.hear("check");

        fixture.server.tmux("select-pane", "-t", "s", "-T", "password=panetitle");
        fixture.server.tmux("rename-session", "-t", "s", "secret=sessionname");

        await().until(() -> all.heard().toString().contains("secret=sessionname"));
        await().until(() -> hidden.heard().toString().contains("secret=***********"));
        String answers = hidden.ask("session.list", "{}").toString()
                + hidden.ask("session.get", "{'sessionId':'$0'}")
                + hidden.heard();
        assertThat(answers)
                .contains("token=**********", "password=*********")
                .doesNotContain("windowname", "panetitle", "sessionname");
        assertThat(all.ask("session.list", "{}").toString()).contains("secret=sessionname");
    }

    /** The bug: of such a key all that stood in the first row was shown. */
    @Test
    void aSnapshotHidesWhatIsWrappedOnAColouredBackground() {
        String key = "AIza" + "0123456789".repeat(4).substring(5);
        fixture.server.newSession("s", 80, 24, "sh", "-c", "printf '%42s\\033[44m" + key + "\\033[0m'; exec cat");
        await().until(() -> fixture.server
                .tmux("capture-pane", "-p", "-t", "s")
                .lines()
                .skip(1)
                .findFirst()
                .orElse("")
                .equals("9"));

        BridgeFixture.Client hidden = join("eve viewer");

        List<String> shown = shown(hidden, Long.MAX_VALUE).text();
        assertThat(shown.get(0).strip()).isEqualTo("AIza" + "*".repeat(34));
        assertThat(shown.get(1)).isEqualTo("*");
    }

    /** A loaded machine takes its time for so much output. */
    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private BridgeFixture.Client join(String token) {
        BridgeFixture.Client client = fixture.client(token);
        client.say("{'type':'connect','sessionId':'s','cols':80,'rows':24,'access':'read','delivery':'lossless'}");
        client.hear("output");
        return client;
    }

    /**
     * The bug: a worker read on for ever, from the moment when what the role sees had fallen out of the log, and gave
     * no answer.
     */
    @Test
    void whoWaitsForAWordInAFloodIsAnsweredWhenTheTimeIsOver() {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "read x; " + FloodingPane.COUNTS);
        BridgeFixture.Client eve = fixture.client("eve viewer");
        eve.say("{'jsonrpc':'2.0','id':1,'method':'pane.await',"
                + "'params':{'sessionId':'s','pattern':'never','timeoutMs':2000}}");
        await().until(() -> fixture.metrics.count("stream.snapshots") > 0);
        fixture.server.tmux("send-keys", "-t", "s", "Enter");
        assertThat(eve.hear(node -> node.path("id").asInt() == 1)
                        .path("result")
                        .path("reason")
                        .asText())
                .isEqualTo("timed-out");
    }

    /** The bug: so few lines of history were never enough for the masks, and no screen was good enough any more. */
    @Test
    void screensAreMaskedWhereThereIsLessHistoryThanMasksAskFor() {
        BridgeLimits few = BridgeLimits.DEFAULTS.withHistoryLines(5).withMaxHistoryLines(10);
        try (AccessFixture other = new AccessFixture(
                builder -> builder.redaction(Redaction.from(Role.VIEWER)).limits(few))) {
            other.session("s", "ada");
            other.bridge.access().grant("s", "eve", Permission.READ);
            BridgeFixture.Client eve = other.client("eve viewer");
            eve.say("{'type':'connect','sessionId':'s','cols':80,'rows':24}");
            eve.hear("output");
            eve.say("{'type':'refresh','channel':1}");
            await().until(() -> outputs(eve).size() == 2);
        }
    }

    private static String printing(Path pieces, int count) {
        return "stty -echo; cd " + pieces + "; until [ -e go ]; do sleep 0.02; done; i=0; while [ $i -lt " + count
                + " ]; do cat piece$i; i=$((i+1)); done; exec cat";
    }

    private static List<JsonNode> matches(BridgeFixture.Client client, String pattern, boolean regex) {
        JsonNode answer = client.ask(
                "pane.search", "{'sessionId':'s','regex':" + regex + ",'limit':10000,'pattern':'" + pattern + "'}");
        assertThat(answer.path("error").isMissingNode()).as(answer.toString()).isTrue();
        return StreamSupport.stream(answer.path("result").path("matches").spliterator(), false)
                .toList();
    }

    private static String text(JsonNode lines) {
        return StreamSupport.stream(lines.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining());
    }

    /** Where its output ends; only the last frames are looked at. */
    private static long position(BridgeFixture.Client client) {
        List<Frame> frames = client.connection.frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            Matcher end = END.matcher(String.valueOf(frames.get(i)));
            if (end.find()) {
                return Long.parseLong(end.group(1));
            }
        }
        return 0;
    }

    private static Replica shown(BridgeFixture.Client client, long upTo) {
        Replica replica = new Replica(80, 24);
        outputs(client).stream()
                .filter(node -> node.path("end").asLong() <= upTo)
                .forEach(node ->
                        replica.write(ByteBuffer.wrap(node.path("data").asText().getBytes(StandardCharsets.UTF_8))));
        return replica;
    }

    private static List<JsonNode> outputs(BridgeFixture.Client client) {
        return client.heard().stream()
                .filter(node -> node.path("type").asText().equals("output"))
                .toList();
    }
}
