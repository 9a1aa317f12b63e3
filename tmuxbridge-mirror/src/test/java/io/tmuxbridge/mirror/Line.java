package io.tmuxbridge.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a viewer speaks to the bridge by, seen from its client. */
interface Line {

    /** Sends a message; {@code '} stands for double quotes. */
    void say(String json);

    /** Types bytes as they stand. */
    void type(int seq, byte[] data);

    /**
     * What came behind the first so many messages. Output in a binary frame stands here as it would in JSON, with its
     * bytes for {@code data}.
     */
    List<JsonNode> heard(int from);

    /** Waits for a message of a type. */
    JsonNode hear(String type);
}
