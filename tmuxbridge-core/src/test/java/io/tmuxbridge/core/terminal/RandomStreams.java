package io.tmuxbridge.core.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Streams made at random from what terminals get to read, dense with edges. The same seed gives the same stream. */
public final class RandomStreams {
    private static final String[] NUMBERS = {"", "0", "1", "2", "3", "5", "7", "12", "20", "99"};
    private static final String[] WIDE = {
        "漢",
        "字",
        "😀",
        "é",
        "e\u0301",
        "\u0301",
        "👩\u200d💻",
        "❤\ufe0f",
        "🇩🇪",
        "한",
        "\u200b",
        "🫠",
        "䷀",
        "\u1160",
        "👍🏽",
        "ﾊ",
        "\u0600",
        "─"
    };
    private static final String[] FIXED = {
        "\r",
        "\n",
        "\r\n",
        "\b",
        "\t",
        "\033[r",
        "\033[?6h",
        "\033[?6l",
        "\033[?7h",
        "\033[?7l",
        "\033[4h",
        "\033[4l",
        "\0337",
        "\0338",
        "\033[s",
        "\033[u",
        "\033D",
        "\033E",
        "\033M",
        "\033H",
        "\033#8",
        "\033c",
        "\033[?1049h",
        "\033[?1049l",
        "\033[?47h",
        "\033[?1047l",
        "\033(0",
        "\033(B",
        "\033)0",
        "\016",
        "\017",
        "\033[?3h",
        "\033[?25l",
        "\033[?1;7;25h",
        "\033[?1002h",
        "\033[?1003l",
        "\033[?1006h",
        "\033[?1005h",
        "\033[?1004h",
        "\033[?2004h",
        "\033=",
        "\033>",
        "\033ktitle\033\\",
        "\033Ptmux;\033\033[31mx\033\\",
        "\033]2;ti\007",
        "\033_apc\033\\",
        "\033]52;c;aGk=\007",
        "\033]10;?\007",
        "\033[c",
        "\033[6n",
        "\033[?1$p",
        "\033[!p",
        "\033[3I",
        "\033(A",
        "\033n",
        "\033[?1048h",
        "\033[2 @",
        "\033[2\nC",
        "\033[3\u0018C",
        "\033[3\033[2C",
        "\000",
        "\177",
        "\007",
        "\033[<5A",
        "\033[2:3A",
        "\u009b31m",
        "\033]4;1;#010203\007"
    };
    private static final String[] RENDITIONS = {
        "",
        "0",
        "1",
        "4",
        "4:3",
        "7",
        "22",
        "24",
        "31",
        "44",
        "45",
        "49",
        "38;5;200",
        "48;5;17",
        "38;2;1;2;3",
        "48:2::9:8:7",
        "103",
        "38;5;999",
        "6"
    };

    private final Random random;
    private final boolean ascii;

    public RandomStreams(long seed, boolean ascii) {
        this.random = new Random(seed);
        this.ascii = ascii;
    }

    public byte[] stream(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            piece(text);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The same with bytes lost, doubled and thrown in. */
    byte[] garbage(int pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte b : stream(pieces)) {
            if (random.nextInt(30) == 0) {
                bytes.write(random.nextInt(256));
            }
            if (random.nextInt(40) != 0) {
                bytes.write(b);
            }
        }
        return bytes.toByteArray();
    }

    private void piece(StringBuilder text) {
        switch (random.nextInt(8)) {
            case 0, 1 -> words(text);
            case 2 -> text.append(one(FIXED));
            case 3 -> text.append("\033[").append(one(NUMBERS)).append("ABCDEFGdZ`".charAt(random.nextInt(10)));
            case 4 ->
                text.append("\033[")
                        .append(one(NUMBERS))
                        .append(';')
                        .append(one(NUMBERS))
                        .append("Hfr".charAt(random.nextInt(3)));
            case 5 -> text.append("\033[").append(one(NUMBERS)).append("JKX@PLMSTbg".charAt(random.nextInt(11)));
            case 6 -> text.append("\033[").append(one(RENDITIONS)).append('m');
            default -> text.append(one(FIXED));
        }
    }

    private void words(StringBuilder text) {
        int length = 1 + random.nextInt(random.nextBoolean() ? 4 : 40);
        for (int i = 0; i < length; i++) {
            if (!ascii && random.nextInt(4) == 0) {
                text.append(one(WIDE));
            } else {
                text.append((char) (0x20 + random.nextInt(0x5f)));
            }
        }
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
