package io.tmuxbridge.core.access;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Names of callers as words, without blanks, commas, colons and whatever else would end a word of a list. Two different
 * names never become the same word.
 */
final class Names {

    private Names() {}

    static String word(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
    }

    /** Reads a word; throws IllegalArgumentException when it is none. */
    static String name(String word) {
        String name = URLDecoder.decode(word, StandardCharsets.UTF_8);
        if (name.codePoints().anyMatch(Names::isHalf)) {
            throw new IllegalArgumentException("half of a surrogate pair");
        }
        return name;
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
