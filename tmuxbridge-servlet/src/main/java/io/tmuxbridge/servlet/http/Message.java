package io.tmuxbridge.servlet.http;

import java.nio.ByteBuffer;

/** What a client has sent: one element of a POST. */
sealed interface Message {

    /** A text message. */
    record Text(String text) implements Message {}

    /** A binary message. */
    record Bytes(ByteBuffer bytes) implements Message {}

    /** The client's close; nothing comes behind it. */
    record Close(int code, String reason) implements Message {
        String json() {
            return "{\"code\":" + code + ",\"reason\":" + Json.quote(reason) + "}";
        }
    }
}
