package io.tmuxbridge.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A viewer of a whole session: a client, and an emulator that reads on in what the client has heard. */
final class Watcher {

    final Line client;
    private final Shown shown = new Shown();
    private int read;
    private int seq;

    /** Waits until it is one. */
    Watcher(Line client, String session, int cols, int rows) {
        this.client = client;
        client.say("{'type':'connect','view':'mirror','sessionId':'" + session + "','cols':" + cols + ",'rows':" + rows
                + "}");
        client.hear("connected");
    }

    /** What it shows of what has come so far. */
    Shown shown() {
        List<JsonNode> all = client.heard(read);
        read += all.size();
        all.forEach(shown::take);
        return shown;
    }

    /** How many snapshots it has got. */
    int snapshots() {
        return (int) client.heard(0).stream()
                .filter(each -> each.path("snapshot").asBoolean())
                .count();
    }

    /** What the bridge has refused it. */
    List<JsonNode> errors() {
        return client.heard(0).stream()
                .filter(each -> each.path("type").asText().equals("error"))
                .toList();
    }

    /** Types text as it stands. */
    void type(String text) {
        client.type(++seq, text.getBytes(StandardCharsets.UTF_8));
    }

    void resize(int cols, int rows) {
        client.say("{'type':'resize','cols':" + cols + ",'rows':" + rows + "}");
    }

    void leave() {
        client.say("{'type':'disconnect'}");
    }
}
