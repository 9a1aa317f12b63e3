package io.tmuxbridge.servlet.http;

/** The little JSON (RFC 8259) that this transport writes. */
final class Json {

    private Json() {}

    /** A text as a JSON string, in ASCII but for what lies beyond it. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
