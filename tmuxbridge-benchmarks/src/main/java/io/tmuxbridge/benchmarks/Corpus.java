package io.tmuxbridge.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What programs print, some 64 KiB of each kind, the same in every run. */
public enum Corpus {
    /** Lines of a compiler or of a log. */
    PLAIN {
        @Override
        void line(StringBuilder to, Random random, int number) {
            to.append("step ").append(number);
            words(to, random, "compile", "link", "copied", "/usr/lib/module", "ok", "0x7f3a")
                    .append("\r\n");
        }
    },
    /** The same with a colour for each word, as ls and grep print. */
    COLOURS {
        @Override
        void line(StringBuilder to, Random random, int number) {
            for (int i = 0; i < 8; i++) {
                to.append("\u001b[").append(random.nextInt(2)).append(';').append(31 + random.nextInt(7));
                to.append("mname").append(random.nextInt(1000)).append("\u001b[0m ");
            }
            to.append("\u001b[38;5;").append(random.nextInt(256)).append("mend\u001b[m\r\n");
        }
    },
    /** Wide characters of three bytes, and some joined ones. */
    CJK {
        @Override
        void line(StringBuilder to, Random random, int number) {
            for (int i = 0; i < 30; i++) {
                to.appendCodePoint(0x4e00 + random.nextInt(0x4000));
            }
            to.append("e\u0301\uac00\u3042").append("\r\n");
        }
    },
    /** An editor that moves about and draws parts of rows. */
    EDITOR {
        @Override
        void line(StringBuilder to, Random random, int number) {
            to.append("\u001b[?25l\u001b[").append(1 + random.nextInt(24)).append(';');
            to.append(1 + random.nextInt(70))
                    .append("H\u001b[38;2;200;120;")
                    .append(random.nextInt(256))
                    .append('m');
            words(to, random, "int", "return", "while", "{", "}", "value").append("\u001b[K\u001b[m");
            to.append("\u001b[24;1H\u001b[7m-- INSERT --\u001b[27m\u001b[").append(1 + random.nextInt(23));
            to.append(";1H\u001b[?25h");
        }
    };

    private static final int LEAST = 64 * 1024;

    abstract void line(StringBuilder to, Random random, int number);

    /**
     * The bytes, as the program writes them.
     *
     * @return a new array of a little more than 64 KiB
     */
    public byte[] bytes() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int number = 0; text.length() < LEAST; number++) {
            line(text, random, number);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The bytes as tmux tells them to a control client, in lines of {@code %output}.
     *
     * @return a new array
     */
    public byte[] told() {
        byte[] bytes = bytes();
        StringBuilder lines = new StringBuilder();
        for (int at = 0; at < bytes.length; at += 1024) {
            lines.append("%output %1 ");
            for (int i = at; i < Math.min(bytes.length, at + 1024); i++) {
                escaped(lines, bytes[i] & 0xff);
            }
            lines.append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** control.c of tmux: what is below a blank, and the backslash. */
    private static void escaped(StringBuilder to, int b) {
        if (b < 0x20 || b == '\\') {
            to.append('\\').append((char) ('0' + (b >> 6)));
            to.append((char) ('0' + (b >> 3 & 7))).append((char) ('0' + (b & 7)));
        } else {
            to.append((char) b);
        }
    }

    private static StringBuilder words(StringBuilder to, Random random, String... words) {
        for (int i = 0; i < 7; i++) {
            to.append(' ').append(words[random.nextInt(words.length)]);
        }
        return to;
    }
}
