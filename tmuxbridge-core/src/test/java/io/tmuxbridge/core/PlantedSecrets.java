package io.tmuxbridge.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Terminal output with secrets in it, cut into files: in colours that change within them, across the ends of rows,
 * wrapped by the terminal or by hand, beside characters of other lengths.
 */
final class PlantedSecrets {

    static final String END = "that was all";

    private static final int COLS = 80;
    /** So much of a secret in a row counts for a leak. */
    private static final int LEAK = 6;

    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String LETTERS = UPPER + "abcdefghijklmnopqrstuvwxyz";
    private static final String[] BEFORE = {
        "AKIA",
        "ghp_",
        "xoxb-",
        "sk-",
        "password=",
        "DB_TOKEN: \"",
        "Authorization: Bearer ",
        "https://me:",
        "eyJhbGciOiJIUzI1NiJ9.eyJ"
    };
    private static final String[] WORDS = {"the", "日本語", "größer", "log", "🙂", "of", "e\u0301t\u00e9", "a", "line"};

    final List<String> secrets = new ArrayList<>();
    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> parts = new HashSet<>();
    private boolean atLineStart = true;

    PlantedSecrets(int count, long seed) {
        random = new Random(seed);
        for (int i = 0; i < count; i++) {
            plant(i);
        }
        out.append("\r\n").append(END).append("\r\n");
    }

    private void plant(int number) {
        int column = 0;
        for (int words = random.nextInt(7); words > 0; words--) {
            String word = WORDS[random.nextInt(WORDS.length)];
            out.append(word).append(' ');
            column +=
                    (word.equals("日本語") ? 6 : word.equals("🙂") ? 2 : word.equals("e\u0301t\u00e9") ? 3 : word.length())
                            + 1;
        }
        String before = BEFORE[number % BEFORE.length];
        String secret = secret(before.equals("AKIA") ? 16 : 20 + random.nextInt(120), before.equals("AKIA"));
        String after = before.endsWith("\"") ? "\"" : before.endsWith("me:") ? "@host/" : " ";
        boolean byHand = random.nextInt(3) == 0 && atLineStart;
        String text = before + secret;
        for (int i = 0; i < text.length(); i++) {
            if (random.nextInt(15) == 0) {
                out.append("\u001b[").append(random.nextInt(8) + 30).append('m');
            }
            if (byHand && column == COLS) {
                out.append("\r\n");
            }
            column = column == COLS ? 1 : column + 1;
            out.append(text.charAt(i));
        }
        atLineStart = random.nextInt(4) != 0;
        out.append("\u001b[m").append(after).append(atLineStart ? "\r\n" : "");
    }

    private String secret(int length, boolean upper) {
        StringBuilder secret = new StringBuilder();
        String from = upper ? UPPER : LETTERS;
        random.ints(length, 0, from.length()).forEach(i -> secret.append(from.charAt(i)));
        secrets.add(secret.toString());
        for (int i = 0; i + LEAK <= length; i++) {
            parts.add(secret.substring(i, i + LEAK));
        }
        return secret.toString();
    }

    /** Cuts the output at random places, within characters too, and writes the pieces; returns how many. */
    int cut(Path directory) throws IOException {
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        int pieces = 0;
        for (int at = 0; at < bytes.length; ) {
            int next = Math.min(bytes.length, at + 1 + random.nextInt(2000));
            Files.write(directory.resolve("piece" + pieces++), Arrays.copyOfRange(bytes, at, next));
            at = next;
        }
        return pieces;
    }

    /** The first part of any secret that can be read in what a terminal was sent; empty when there is none. */
    String leak(String sent) {
        String text = printed(sent);
        for (int i = 0; i + LEAK <= text.length(); i++) {
            if (parts.contains(text.substring(i, i + LEAK))) {
                return "..." + text.substring(Math.max(0, i - 30), Math.min(text.length(), i + 30)) + "...";
            }
        }
        return "";
    }

    /** What is left when escape sequences and line ends are taken out. */
    static String printed(String sent) {
        return sent.replaceAll(
                        "\u001b\\[[0-9;:?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|\u001b[()#].|\u001b.",
                        "")
                .replaceAll("[\u0000-\u001f]", "");
    }
}
