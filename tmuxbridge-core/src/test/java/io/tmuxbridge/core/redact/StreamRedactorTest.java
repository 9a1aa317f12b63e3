package io.tmuxbridge.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.access.Redaction;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.terminal.ByteSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in terminal output: found whatever stands between their characters, masked without moving anything. */
class StreamRedactorTest {

    private static final Program KEYS =
            Program.of(Map.of("key", "key=([a-z0-9é日]{4,})", "block", "<<((?:[a-z]+\\s+)*[a-z]+)"));
    private static final Program BRACES = Program.of(Map.of("braces", "\\{([^}]+)\\}"));

    private static Stream<Arguments> shown() {
        return Stream.of(
                Arguments.of("nothing here", "nothing here"),
                Arguments.of("key=abcd!", "key=****!"),
                Arguments.of("key=abc!", "key=abc!"),
                Arguments.of("key=ab\u001b[1;31mcd\u001b[m e", "key=**\u001b[1;31m**\u001b[m e"),
                Arguments.of("k\u001b[1mey=\u001b[2Kab\u0007cd", "k\u001b[1mey=\u001b[2K**\u0007**"),
                Arguments.of("12345678901234key=abcdefg", "12345678901234key=*******"),
                Arguments.of("12345678901234key=ab\r\ncdefg", "12345678901234key=**\r\n*****"),
                Arguments.of("12345678901234key=ab\u001b[2;1Hcdefg", "12345678901234key=**\u001b[2;1H*****"),
                Arguments.of("12345678901234key=ab \rcdefg", "12345678901234key=** \r*****"),
                Arguments.of("12345678901234key=ab \r\u001b[44mcdefg", "12345678901234key=** \r\u001b[44m*****"),
                Arguments.of("1234567890123456key= \r \rcdefg", "1234567890123456key= \r \r*****"),
                Arguments.of("12345678901234key=ab cdefg", "12345678901234key=ab cdefg"),
                Arguments.of("12345678901234key=ab \r\ncdefg", "12345678901234key=ab \r\ncdefg"),
                Arguments.of("12345678901234key=ab \r\u001b[Ccdefg", "12345678901234key=ab \r\u001b[Ccdefg"),
                Arguments.of("123key=ab\r\ncdefg", "123key=ab\r\ncdefg"),
                Arguments.of("key=aé日b", "key=*\u00b7\uff0a*"),
                Arguments.of("key=ab\u0301cd", "key=**\u0301**"),
                Arguments.of("<<one\r\ntwo\r\n!x", "<<***\r\n***\r\n!x"),
                Arguments.of(
                        "\u001b]8;;http://x/key=abcd\u001b\\link\u001b]8;;\u001b\\",
                        "\u001b]8;;http://x/key=****\u001b\\link\u001b]8;;\u001b\\"),
                Arguments.of("key=ab\u001b]8;;http://x\u001b\\cd", "key=**\u001b]8;;http://x\u001b\\**"),
                Arguments.of("key=\b\b\b\bkey=abcd", "key=\b\b\b\bkey=****"),
                Arguments.of("key=\u001b[3;1Helsewhere\u001b[1;5Habcdef", "key=\u001b[3;1Helsewhere\u001b[1;5H******"),
                Arguments.of("\nkey=ab\u001b[1;9Hx", "\nkey=**\u001b[1;9Hx"));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void secretsAreMaskedHoweverTheyCome(String printed, String masked) {
        assertThat(through(printed, 1000)).isEqualTo(masked);
        assertThat(through(printed, 1)).as("byte by byte").isEqualTo(masked);
    }

    @Test
    void whatMayBecomeASecretIsHeldBackAndMaskedWhenThatTakesTooLong() {
        StreamRedactor redactor = new StreamRedactor(KEYS, new TerminalSize(20, 5), 0, 100);
        ByteSink out = new ByteSink();
        redactor.feed(bytes("a key=ab"), out);
        assertThat(text(out)).isEqualTo("a key=");

        redactor.force(out);
        assertThat(text(out)).isEqualTo("a key=**");

        redactor.feed(bytes("c and"), out);
        assertThat(text(out)).isEqualTo("a key=**c and");
        assertThat(redactor.forced()).isOne();
    }

    @Test
    void aStreamThatBeginsWithinASecretIsMasked() {
        StreamRedactor redactor = new StreamRedactor(KEYS, new TerminalSize(20, 5), 50, 100);
        redactor.prime(bytes("\u001bc\u001b[H\r\nkey=ab\u001b[5;1H$\u001b[2;7H"));
        ByteSink out = new ByteSink();
        redactor.feed(bytes("cd e"), out);
        assertThat(text(out)).isEqualTo("** e");
    }

    @Test
    void ofASnapshotTheBeginningOfASecretIsMaskedWhereTheCursorIs() {
        assertThat(snapshot("key=ab\r\nkey=cd\r\nkey=ef\u001b[2;7H", false))
                .isEqualTo("key=ab\r\nkey=**\r\nkey=ef\u001b[2;7H");
        assertThat(snapshot("key=ab\r\nkey=cd\u001b[1;1H", false)).isEqualTo("key=ab\r\nkey=cd\u001b[1;1H");
    }

    /** The bug: the prompt of a pager ended the key, although the next row of the key takes its place. */
    @ParameterizedTest
    @ValueSource(strings = {"\r\u001b[K", "\r        \r", "\r\u001b[K/find\r\u001b[K", "\b\b\b\b\b\b\b\b"})
    void aKeyIsMaskedThatGoesOnWhereAPagerHasAsked(String erased) {
        String key = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0123456789abcdef\r\n";
        Program all = Program.of(Redaction.from(Role.VIEWER).patterns());
        StreamRedactor redactor = new StreamRedactor(all, new TerminalSize(80, 5), 0, 1000);
        ByteSink out = new ByteSink();
        redactor.feed(bytes("-----BEGIN PRIVATE KEY-----\r\n" + key.repeat(3) + "--More--"), out);
        for (int page = 0; page < 3; page++) {
            redactor.feed(bytes(erased + key.repeat(4) + "--More--"), out);
        }
        redactor.feed(bytes(erased + "QUJD=\r\n-----END PRIVATE KEY-----\r\nthe end"), out);
        assertThat(text(out)).doesNotContain("QUJ").contains("--More--").endsWith("KEY-----\r\nthe end");
    }

    /** The bug: the blank by which a snapshot wraps into a row of another background ended what it stood in. */
    @Test
    void ofASnapshotASecretIsMaskedThatGoesOnInARowOfAnotherBackground() {
        String above = "12345678901234\u001b[44mkey=ab\u001b[m \r\u001b[44m";
        assertThat(snapshot(above + "cdefg\u001b[m", false)).isEqualTo(above.replace("ab", "**") + "*****\u001b[m");
    }

    /** The bug: a group whose last character is none of its own, such as a line end, was not masked at all. */
    @ParameterizedTest
    @CsvSource({
        "'{one\r\ntwo\r\n}x', '{***\r\n***\r\n}x'",
        "'{one\u001b[10G}x', '{***\u001b[10G}x'",
        "'\u001b]0;{passé}x\u0007', '\u001b]0;{****é}x\u0007'",
    })
    void aGroupMayEndWithWhatCannotBeMasked(String printed, String masked) {
        assertThat(through(BRACES, printed, 1000)).isEqualTo(masked);
        assertThat(through(BRACES, printed, 1)).as("byte by byte").isEqualTo(masked);
        assertThat(snapshot(BRACES, printed, false)).isEqualTo(masked);
    }

    @Test
    void ofASnapshotThatIsCutTheFirstTextIsMaskedAsTheRestOfASecret() {
        assertThat(snapshot("abcd ef\r\nab", true)).isEqualTo("*******\r\n**");
        assertThat(snapshot("abcd!ef\r\nab", true)).isEqualTo("****!ef\r\nab");
    }

    /** The bug: a viewer chose by its history where the screen begins, and with that what is recognised. */
    @ParameterizedTest
    @CsvSource({
        "Bearer abcdefgh ijk, Bearer ******** ijk",
        "earer abcdefgh ijk, ***** ******** ijk",
        "r abcdefgh ijk, * ******** ijk",
        "' abcdefgh ijk', ' ******** ijk'",
        "gh ijk, ** ijk",
    })
    void ofASnapshotThatIsCutWithinWhatAnnouncesASecretItIsMasked(String drawn, String masked) {
        Program bearer = Program.of(Map.of("bearer", "Bearer +([a-z]{8,})"));
        assertThat(snapshot(bearer, drawn, true)).isEqualTo(masked);
    }

    @Test
    void ofASnapshotThatBeginsBelowTheFirstLineOfAKeyTheKeyIsMasked() {
        Program all = Program.of(Redaction.from(Role.VIEWER).patterns());
        String key = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0123456789abcdef";
        String body = key + "\r\n" + key + "\r\nQUJD=\r\n-----END RSA PRIVATE KEY-----\r\n$ ";
        String headers = "Proc-Type: 4,ENCRYPTED\r\nDEK-Info: AES-128-CBC,0123\r\n\r\n";
        assertThat(snapshot(all, "PRIVATE KEY-----\r\n" + headers + body, true)).doesNotContain("QUJ");
        assertThat(snapshot(all, headers + body, true)).doesNotContain("QUJ");
        assertThat(snapshot(all, "DEK-Info: AES-128-CBC,0123\r\n\r\n" + body, true))
                .doesNotContain("QUJ");
        assertThat(snapshot(all, "\r\n" + body, true)).doesNotContain("QUJ");
        assertThat(snapshot(all, body, true)).doesNotContain("QUJ").endsWith("KEY-----\r\n$ ");
    }

    /** What that costs where there is no secret. */
    @Test
    void ofOrdinaryTextThatIsCutLittleIsMasked() {
        Program all = Program.of(Redaction.from(Role.VIEWER).patterns());
        assertThat(snapshot(all, "a line of\r\ntext and\r\nmore of\r\nit: x", true))
                .isEqualTo("*********\r\n**** and\r\nmore of\r\nit: x");
    }

    private static String snapshot(String drawn, boolean cut) {
        return snapshot(KEYS, drawn, cut);
    }

    private static String snapshot(Program program, String drawn, boolean cut) {
        StreamRedactor redactor = new StreamRedactor(program, new TerminalSize(20, 5), 0, 0);
        if (cut) {
            redactor.beginInside();
        }
        ByteSink out = new ByteSink();
        redactor.feed(bytes(drawn), out);
        redactor.finish(out);
        return text(out);
    }

    private static String through(String printed, int pieces) {
        return through(KEYS, printed, pieces);
    }

    private static String through(Program program, String printed, int pieces) {
        StreamRedactor redactor = new StreamRedactor(program, new TerminalSize(20, 5), 0, 1000);
        ByteSink out = new ByteSink();
        ByteBuffer all = bytes(printed);
        while (all.hasRemaining()) {
            int count = Math.min(pieces, all.remaining());
            redactor.feed(all.slice(all.position(), count), out);
            all.position(all.position() + count);
        }
        redactor.feed(bytes("\r\n"), out);
        redactor.force(out);
        return text(out).substring(0, text(out).length() - 2);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteSink sink) {
        return new String(sink.toByteArray(), StandardCharsets.UTF_8);
    }
}
