package io.tmuxbridge.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.terminal.ByteSink;
import io.tmuxbridge.testkit.Fuzz;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Seeded terminal output and garbage, cut at random: what comes out does not depend on the cuts, is as long as what
 * went in, and no more is held back than is allowed. How many is said by {@link Fuzz}.
 */
class StreamRedactorFuzzTest {

    private static final int MOST_HELD = 64;
    private static final Program PROGRAM = Program.of(
            Redaction.from(Role.VIEWER).withPattern("all", "x([a-z\\s]{9})").patterns());

    private static final String[] PIECES = {
        "AKIA",
        "ABCDEFGH",
        "ghp_",
        "0123456789abcdef",
        "password=",
        "token: \"",
        "xabc",
        "x",
        "\u001b[1;32m",
        "\u001b[m",
        "\u001b[3;4H",
        "\b",
        "\r\n",
        " \r",
        "\n",
        "\t",
        "\u001b[K",
        "\u001b[?1049h",
        "\u001b[?1049l",
        "\u001bc",
        "\u001b]0;token=abc",
        "\u001b]8;;http://u:secret@x",
        "\u001b\\",
        "\u0007",
        "日本",
        "é",
        "e\u0301",
        "🔑",
        " ",
        "-----BEGIN PRIVATE KEY-----\r\n",
        "\u001b[2;5r",
        "\u001bM",
        "\u001b[L",
        "\u001b[4h",
        "://a:bc@",
    };

    @Test
    void anyCutGivesTheSame() {
        Fuzz.run("redactor", random -> {
            byte[] input = input(random);
            byte[] whole = through(input, random, Integer.MAX_VALUE);
            assertThat(whole).hasSize(input.length);
            byte[] cut = through(input, random, 1 + random.nextInt(20));
            if (!Arrays.equals(cut, whole)) {
                assertThat(cut).as(new String(input, StandardCharsets.UTF_8)).isEqualTo(whole);
            }
        });
    }

    private static byte[] through(byte[] input, Random random, int most) {
        StreamRedactor redactor = new StreamRedactor(PROGRAM, new TerminalSize(12, 4), 0, MOST_HELD);
        ByteSink out = new ByteSink(64);
        for (int at = 0; at < input.length; ) {
            int count = Math.min(input.length - at, most == Integer.MAX_VALUE ? most : 1 + random.nextInt(most));
            redactor.feed(ByteBuffer.wrap(input, at, count), out);
            at += count;
            if (at - out.size() >= MOST_HELD + 4) {
                throw new AssertionError(at - out.size() + " bytes are held back");
            }
        }
        redactor.force(out);
        redactor.finish(out);
        return out.toByteArray();
    }

    private static byte[] input(Random random) {
        ByteSink input = new ByteSink();
        for (int pieces = 1 + random.nextInt(24); pieces > 0; pieces--) {
            if (random.nextInt(12) == 0) {
                byte[] garbage = new byte[1 + random.nextInt(4)];
                random.nextBytes(garbage);
                input.append(garbage, 0, garbage.length);
            } else {
                input.append(PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return input.toByteArray();
    }
}
