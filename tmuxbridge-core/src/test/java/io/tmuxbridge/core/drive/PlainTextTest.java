package io.tmuxbridge.core.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text of a stream, without what is not text, cut anywhere. */
class PlainTextTest {

    private static final String STREAM = "a\u001b[1;31mb\u001b]0;title\u001b\\c\u001b]8;;http://x\u0007d\u001b(B\r\n"
            + "10%\r20%\u0008\t\u00e9\u4e2d\ud83d\ude00\u001b[?1049halt\u001b[?1049le";

    @Test
    void sequencesAreTakenOutWhereverTheStreamIsCut() {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        String expected = "abcd\n10%\r20%\t\u00e9\u4e2d\ud83d\ude00alte";
        for (int cut = 0; cut <= bytes.length; cut++) {
            StringBuilder text = new StringBuilder();
            PlainText plain = new PlainText(true, (character, end) -> text.appendCodePoint(character));
            plain.feed(ByteBuffer.wrap(bytes, 0, cut), 0);
            plain.feed(ByteBuffer.wrap(bytes, cut, bytes.length - cut), cut);
            assertThat(text.toString()).as("cut at " + cut).isEqualTo(expected);
        }
    }

    @Test
    void textOfTheAlternateScreenIsLeftOutWhereItIsNotWanted() {
        StringBuilder text = new StringBuilder();
        new PlainText(false, (character, end) -> text.appendCodePoint(character))
                .feed(ByteBuffer.wrap(STREAM.getBytes(StandardCharsets.UTF_8)), 0);
        assertThat(text.toString()).doesNotContain("alt").endsWith("e");
    }

    @Test
    void eachCharacterKnowsWhereItEnds() {
        List<Long> ends = new ArrayList<>();
        new PlainText(true, (character, end) -> ends.add(end))
                .feed(ByteBuffer.wrap("a\u001b[m\u00e9b\r\n".getBytes(StandardCharsets.UTF_8)), 100);
        assertThat(ends).containsExactly(101L, 106L, 107L, 109L);
    }
}
