package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.TmuxBridgeException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Input bytes as lines for tmux. */
class SendKeysTest {

    private static List<String> lines(byte[] input) {
        String text = new String(SendKeys.to("%5").encode(input, 0, input.length), StandardCharsets.US_ASCII);
        assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
        return text.lines().toList();
    }

    private static List<String> lines(String input) {
        return lines(input.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aKeyIsPlainHex() {
        assertThat(lines("a\r")).containsExactly("send-keys -t '%5' -H 61 0d");
        assertThat(lines("\u001b[A")).containsExactly("send-keys -t '%5' -H 1b 5b 41");
        assertThat(lines("é\u007f")).containsExactly("send-keys -t '%5' -H c3 a9 7f");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void aLongPrintableRunIsLiteral() {
        String run = "echo 'it is' \"long\"; enough #(x)";
        assertThat(lines("\r" + run + "\r"))
                .containsExactly(
                        "send-keys -t '%5' -H 0d",
                        "send-keys -t '%5' -l -- 'echo '\\''it is'\\'' \"long\"; enough #(x)'",
                        "send-keys -t '%5' -H 0d");
    }

    @Test
    void aShortRunIsLiteralWhereThatIsCheaper() {
        assertThat(lines("ls -la")).containsExactly("send-keys -t '%5' -l -- 'ls -la'");
        assertThat(lines("ls -l")).containsExactly("send-keys -t '%5' -H 6c 73 20 2d 6c");
        assertThat(lines("\u001b[<35;100;20M"))
                .containsExactly("send-keys -t '%5' -H 1b", "send-keys -t '%5' -l -- '[<35;100;20M'");
        assertThat(lines("------;")).containsExactly("send-keys -t '%5' -l -- '------;'");
    }

    @Test
    void aPartOfAnArrayIsEncoded() {
        byte[] input = "xxaby".getBytes(StandardCharsets.US_ASCII);
        assertThat(new String(SendKeys.to("%5").encode(input, 2, 2), StandardCharsets.US_ASCII))
                .isEqualTo("send-keys -t '%5' -H 61 62\n");
    }

    @Test
    void whateverTheBytesTheCommandsAreShortAndGiveThemBack() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            byte[] input = new byte[random.nextInt(3000)];
            random.nextBytes(input);
            int run = random.nextInt(input.length + 1);
            for (int i = 0; i < run; i++) {
                input[i] = (byte) (0x20 + random.nextInt(0x5f));
            }
            ByteArrayOutputStream back = new ByteArrayOutputStream();
            for (String line : lines(input)) {
                byte[] typed = decode(line);
                assertThat(typed).hasSizeLessThan(512).isNotEmpty();
                back.writeBytes(typed);
            }
            assertThat(back.toByteArray()).isEqualTo(input);
        }
    }

    private static byte[] decode(String line) {
        String hex = "send-keys -t '%5' -H ";
        String literal = "send-keys -t '%5' -l -- '";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (line.startsWith(hex)) {
            for (String pair : line.substring(hex.length()).split(" ")) {
                assertThat(pair).hasSize(2);
                bytes.write(Integer.parseInt(pair, 16));
            }
        } else {
            assertThat(line).startsWith(literal).endsWith("'");
            String text = line.substring(literal.length(), line.length() - 1);
            bytes.writeBytes(text.replace("'\\''", "'").getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    @Test
    void whatGoesInHexIsDearerThanText() {
        assertThat(SendKeys.weight("x".repeat(500).getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(500);
        assertThat(SendKeys.weight(new byte[100])).isEqualTo(3200);
        assertThat(SendKeys.weight(new byte[0])).isZero();
    }

    @Test
    void theTargetMustBeAPane() {
        assertThatThrownBy(() -> SendKeys.to("%5' ; kill-server ; '").encode(new byte[1], 0, 1))
                .isInstanceOf(TmuxBridgeException.class);
    }
}
