package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.BridgeLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** History read in pages and searched, on a real tmux. */
class HistoryTest {

    private final BridgeFixture fixture = new BridgeFixture();
    private final BridgeFixture.Client client = fixture.client();
    private int requests;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void fiftyThousandLinesArePagedWithoutGapsWhileOutputGoesOn() {
        start(60_000, "seq -f 'line %g' 50000; while sleep 1; do echo tick; done");
        await().until(() -> number(capture("'start':0"), "historySize") > 49_970);
        List<String> lines = new ArrayList<>();
        int history = number(capture("'start':0,'end':0"), "historySize");
        while (lines.size() < 50_000) {
            int from = lines.size() - history;
            JsonNode page = capture("'start':" + from + ",'end':" + (from + 3999));
            int scrolled = number(page, "historySize") - history;
            history += scrolled;
            if (scrolled == 0) {
                lines.addAll(texts(page));
            } // else the page is of lines further down: asked for again, by numbers that are right now
        }
        assertThat(lines.subList(0, 50_000))
                .isEqualTo(IntStream.rangeClosed(1, 50_000)
                        .mapToObj(i -> "line " + i)
                        .toList());
    }

    @Test
    void fiftyThousandLinesAreSearchedNewestFirst() {
        start(60_000, "printf '%070d\\n' 0; seq -f 'line %g' 50000; cat");
        await().until(() -> number(capture("'start':0"), "historySize") > 49_970);
        JsonNode matches = search("'pattern':'line 2500'");
        assertThat(matches).hasSize(11);
        assertThat(matches.get(10).path("text").asText()).isEqualTo("line 2500");
        assertThat(search("'pattern':'^line [0-9]*99999?$','regex':true,'limit':3"))
                .hasSize(3);
        assertThat(error("pane.search", "'sessionId':'s0','pattern':'^(0|00)+\\\\1x','regex':true"))
                .isEqualTo("limit");
    }

    @Test
    void aRangeBeyondTheEndsIsCutAndTold() {
        start(1000, "seq 1 34; exec cat");
        await().until(() -> number(capture("'start':0"), "historySize") == 11);
        JsonNode all = capture("'start':-5000,'end':-1");
        assertThat(number(all, "start")).isEqualTo(-11);
        assertThat(number(all, "end")).isEqualTo(-1);
        assertThat(texts(all)).startsWith("1").endsWith("11").hasSize(11);
        assertThat(texts(capture("'start':-100,'end':-50"))).isEmpty();
        assertThat(number(capture("'start':-100,'end':-50"), "start")).isEqualTo(-11);
        assertThat(texts(capture("'start':100000,'end':100001"))).isEmpty();
        assertThat(number(capture("'start':20,'end':2000"), "end")).isEqualTo(23);
        assertThat(error("pane.capture", "'sessionId':'s0','start':5,'end':4")).isEqualTo("invalid");
        assertThat(error("pane.capture", "'sessionId':'s0','start':-2147483648,'end':2147483647"))
                .isEqualTo("invalid");
        assertThat(error("pane.capture", "'sessionId':'s0','format':'html'")).isEqualTo("invalid");
    }

    @Test
    void eachLineWithAttributesStandsAlone() {
        start(1000, "printf '\\033[1;31mred\\nstill\\033[0m plain\\n\\033(0lqk\\033(B\\n'; exec cat");
        await().until(() -> texts(capture("'start':0,'end':2")).get(1).contains("plain"));
        assertThat(texts(capture("'start':0,'end':2,'format':'ansi'")).stream()
                        .map(line -> line.replaceAll(" +((\u001b\\[m)?)$", "$1"))
                        .toList())
                .containsExactly("\u001b[1;31mred\u001b[m", "\u001b[1;31mstill\u001b[m plain", "\u250c\u2500\u2510");
    }

    @Test
    void aWrappedLineIsToldAndSearchedAsOne() {
        start(1000, "printf '%078dhello \\344\\270\\255 world\\nnext\\n' 0; exec cat");
        await().until(() -> texts(capture("'start':0,'end':2")).contains("next"));
        assertThat(capture("'start':0,'end':2").path("wrapped").toString()).isEqualTo("[0]");
        JsonNode across = search("'pattern':'hello'").get(0);
        assertThat(number(across, "line")).isZero();
        assertThat(number(across, "column")).isEqualTo(78);
        JsonNode behind = search("'pattern':'world'").get(0);
        assertThat(number(behind, "line")).isEqualTo(1);
        assertThat(number(behind, "column")).isEqualTo(6);
        assertThat(number(behind, "cell")).isEqualTo(7);
        assertThat(behind.path("text").asText()).isEqualTo("llo \u4e2d world");
        assertThat(search("'pattern':'next'").get(0).path("line").asInt()).isEqualTo(2);
    }

    /** As a tab or as blanks: tmux 3.6 and later print the tab. */
    @Test
    void whatStandsBehindATabIsFoundWhereItIs() {
        start(1000, "printf '%074s\\tX\\n' a; printf '\\033[3ga\\033[20G\\033H\\rb\\tkey\\n'; exec cat");
        await().until(() -> texts(capture("'start':0,'end':2")).get(1).contains("key"));
        assertThat(number(search("'pattern':'X'").get(0), "cell")).isEqualTo(79);
        assertThat(number(search("'pattern':'key'").get(0), "cell")).isEqualTo(19);
        assertThat(texts(capture("'start':0,'end':0,'format':'ansi'")).get(0)).hasSize(80);
    }

    /** The bug: each match came with all of the line behind it, gigabytes of text for one request. */
    @Test
    void manyMatchesInOneLongLineAreToldByTheRowsTheyLieIn() {
        start(5000, "head -c 80000 /dev/zero | tr '\\0' y; exec cat");
        await().until(() -> number(capture("'start':0"), "historySize") > 900);
        JsonNode matches = search("'pattern':'y','limit':10000");
        assertThat(matches)
                .hasSize(10_000)
                .allMatch(match -> match.path("text").asText().length() == 80);
        assertThat(search("'pattern':'y{200}','regex':true,'limit':1")
                        .get(0)
                        .path("text")
                        .asText())
                .hasSize(240);
    }

    /** The bug: whoever asked for a page that is larger than what may wait was closed with 4413, at every attempt. */
    @Test
    void anAnswerLargerThanWhatMayWaitIsSent() {
        BridgeLimits small = BridgeLimits.DEFAULTS.withOutboundBytesPerConnection(4096);
        try (BridgeFixture other = new BridgeFixture(small)) {
            other.server.newSession("s0", 80, 1000, "sh", "-c", "seq -f '%060g' 1000; exec cat");
            BridgeFixture.Client asking = other.client();
            await().until(() -> asking.ask("pane.search", "{'sessionId':'s0','pattern':'999'}")
                    .toString()
                    .contains("999"));
            for (int i = 0; i < 3; i++) {
                assertThat(asking.ask("pane.capture", "{'sessionId':'s0'}")
                                .path("result")
                                .path("lines"))
                        .hasSize(1000);
            }
        }
    }

    private void start(int limit, String script) {
        fixture.server.newSession("first", 80, 24, "cat");
        fixture.server.tmux("set-option", "-g", "history-limit", "" + limit);
        fixture.server.newSession("s0", 80, 24, "sh", "-c", script);
    }

    private JsonNode capture(String params) {
        return answer("pane.capture", "'sessionId':'s0'," + params).path("result");
    }

    private JsonNode search(String params) {
        return answer("pane.search", "'sessionId':'s0'," + params)
                .path("result")
                .path("matches");
    }

    private String error(String method, String params) {
        return answer(method, params).path("error").path("data").path("code").asText();
    }

    private JsonNode answer(String method, String params) {
        int id = ++requests;
        client.say("{'jsonrpc':'2.0','id':" + id + ",'method':'" + method + "','params':{" + params + "}}");
        return client.hear(node -> node.path("id").asInt() == id);
    }

    private static int number(JsonNode node, String field) {
        assertThat(node.has(field)).as("%s in %s", field, node).isTrue();
        return node.path(field).asInt();
    }

    private static List<String> texts(JsonNode page) {
        List<String> lines = new ArrayList<>();
        page.path("lines").forEach(line -> lines.add(line.asText()));
        return lines;
    }
}
