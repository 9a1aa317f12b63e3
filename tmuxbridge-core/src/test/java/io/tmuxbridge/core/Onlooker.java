package io.tmuxbridge.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.tmuxbridge.core.replica.Replica;
import io.tmuxbridge.transport.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** A viewer of one pane who believes what it is told: of its screen, its size, its session's windows, and its end. */
final class Onlooker {

    final BridgeFixture.Client client;
    final String name;
    private final String session;
    private final List<String> told = new ArrayList<>();
    private int framesRead;
    private Optional<JsonNode> connected = Optional.empty();
    private Optional<String> end = Optional.empty();
    private Optional<JsonNode> layout = Optional.empty();
    private Replica shown = new Replica(80, 24);
    private String size = "";
    private String wish;

    Onlooker(BridgeFixture fixture, String name, String session, String pane, int cols, int rows, String delivery) {
        this.name = name;
        this.session = session;
        wish = cols + "x" + rows;
        client = fixture.client();
        client.say("{'type':'connect','sessionId':'" + session + "','paneId':'" + pane + "','cols':" + cols + ",'rows':"
                + rows + ",'delivery':'" + delivery + "'}");
    }

    void reads() {
        List<Frame> frames = client.connection.frames();
        while (framesRead < frames.size()) {
            if (frames.get(framesRead++) instanceof Frame.Text text) {
                hears(text.text());
            }
        }
    }

    private void hears(String text) {
        JsonNode node = BridgeFixture.Client.node(text);
        String type = node.path("type").asText();
        if (!type.equals("output") && !type.equals("check")) {
            told.add(type + " " + node.path("name").asText()
                    + node.path("reason").asText() + node.path("code").asText());
        }
        switch (type) {
            case "connected" -> {
                connected = Optional.of(node);
                sized(node);
            }
            case "resize" -> sized(node);
            case "output" -> shows(node);
            case "disconnect" -> end = Optional.of(node.path("reason").asText());
            case "error" ->
                end = connected.isEmpty() ? Optional.of(node.path("code").asText()) : end;
            case "event" -> {
                if (node.path("name").asText().equals("layout")) {
                    layout = Optional.of(node);
                }
            }
            default -> {
                // of no interest here
            }
        }
    }

    private void sized(JsonNode node) {
        size = node.path("cols").asInt() + "x" + node.path("rows").asInt();
    }

    private void shows(JsonNode output) {
        if (output.path("snapshot").asBoolean()) {
            sized(output);
            shown = new Replica(output.path("cols").asInt(), output.path("rows").asInt());
        }
        shown.write(ByteBuffer.wrap(output.path("data").asText().getBytes(StandardCharsets.UTF_8)));
    }

    void resizes(int cols, int rows) {
        wish = isThere() ? cols + "x" + rows : wish;
        tells("resize", ",'cols':" + cols + ",'rows':" + rows);
    }

    void types(String text) {
        tells("input", ",'data':'" + text + "'");
    }

    void leaves() {
        tells("disconnect", "");
    }

    private void tells(String type, String more) {
        if (isThere()) {
            client.say("{'type':'" + type + "','channel':"
                    + connected.orElseThrow().path("channel").asInt() + more + "}");
        }
    }

    /** Whether it was told that it views something, and not that this has ended. */
    boolean isThere() {
        return connected.isPresent() && end.isEmpty();
    }

    boolean isAnswered() {
        return connected.isPresent() || end.isPresent();
    }

    Optional<String> end() {
        return end;
    }

    boolean wasConnected() {
        return connected.isPresent();
    }

    String pane() {
        return connected.orElseThrow().path("paneId").asText();
    }

    /** By its id. */
    String session() {
        return session;
    }

    String size() {
        return size;
    }

    String wish() {
        return wish;
    }

    List<String> rows() {
        return shown.text();
    }

    /** What it was told last of the panes of its session, in the words of {@link #PANES}. */
    Set<String> panes() {
        return layout.map(told -> panes(told.path("windowList"))).orElse(Set.of());
    }

    /** A pane in its window in the words of tmux, ids but for the server's number, as {@link #panes} has it. */
    static final String PANES = "#{window_id} #{window_index} #{window_active} #{window_width}x#{window_height}"
            + " #{pane_id} #{pane_index} #{pane_active} #{pane_left},#{pane_top} #{pane_width}x#{pane_height}"
            + " #{window_name}";

    static Set<String> panes(JsonNode windows) {
        Set<String> all = new TreeSet<>();
        for (JsonNode window : windows) {
            StreamSupport.stream(window.path("panes").spliterator(), false)
                    .map(pane -> pane(window, pane))
                    .forEach(all::add);
        }
        return all;
    }

    private static String pane(JsonNode window, JsonNode pane) {
        return window.path("windowId").asText() + " " + window.path("index").asInt() + " " + flag(window) + " "
                + size(window) + " " + pane.path("paneId").asText() + " "
                + pane.path("index").asInt() + " " + flag(pane) + " "
                + pane.path("left").asInt() + ","
                + pane.path("top").asInt() + " " + size(pane) + " "
                + window.path("name").asText();
    }

    private static String flag(JsonNode node) {
        return node.path("active").asBoolean() ? "1" : "0";
    }

    private static String size(JsonNode node) {
        return node.path("cols").asInt() + "x" + node.path("rows").asInt();
    }

    @Override
    public String toString() {
        return name + (connected.isPresent() ? " of " + pane() : "") + " " + size + " wishes " + wish + " end " + end
                + " told " + told.subList(Math.max(0, told.size() - 12), told.size());
    }
}
