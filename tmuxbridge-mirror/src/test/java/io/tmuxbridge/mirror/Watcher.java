package io.tmuxbridge.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A viewer of a whole session: a client, and an emulator that reads on in what the client has heard. */
final class Watcher {

    final MirrorFixture.Client client;
    private final Shown shown = new Shown();
    private int read;
    private int seq;

    Watcher(MirrorFixture fixture, String session, int cols, int rows, String more) {
        client = fixture.admin();
        client.mirror(session, cols, rows, more);
    }

    /** What it shows of what has come so far. */
    Shown shown() {
        List<JsonNode> all = client.heard(read);
        read += all.size();
        all.forEach(shown::take);
        return shown;
    }

    /** Types text as it stands. */
    void type(String text) {
        String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        client.say("{'type':'input','seq':" + ++seq + ",'encoding':'base64','data':'" + base64 + "'}");
    }

    void resize(int cols, int rows) {
        client.say("{'type':'resize','cols':" + cols + ",'rows':" + rows + "}");
    }

    void leave() {
        client.say("{'type':'disconnect'}");
    }
}
