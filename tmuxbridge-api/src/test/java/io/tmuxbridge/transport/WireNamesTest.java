package io.tmuxbridge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names and numbers that clients outside this project are written against. */
class WireNamesTest {

    @Test
    void picksTheFirstOfferedSubprotocolThatItKnows() {
        assertThat(Subprotocol.pick(List.of("tmuxbridge.v1.binary", "tmuxbridge.v1.json")))
                .contains(Subprotocol.BINARY);
        assertThat(Subprotocol.pick(List.of("bearer.abc", "other", "tmuxbridge.v1.json", "tmuxbridge.v1.binary")))
                .contains(Subprotocol.JSON);
    }

    @Test
    void picksNothingFromStrangers() {
        assertThat(Subprotocol.pick(List.of())).isEmpty();
        assertThat(Subprotocol.pick(List.of("TMUXBRIDGE.V1.JSON", "tmuxbridge.v2.json", "bearer.tmuxbridge.v1.json")))
                .isEmpty();
    }

    @Test
    void closesWithTheCodesOfTheContract() {
        assertThat(Arrays.stream(CloseCode.values()).map(CloseCode::code))
                .contains(1000, 1001, 1008, 1009, 4401, 4403, 4404, 4409, 4413, 4429)
                .doesNotHaveDuplicates()
                .allMatch(code -> code >= 1000 && code <= 1011 || code >= 4000 && code <= 4999);
    }

    @Test
    void aFrameKnowsHowMuchItHolds() {
        assertThat(new Frame.Text("").size()).isZero();
        assertThat(new Frame.Binary(java.nio.ByteBuffer.allocate(10).position(4)).size())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "\0\u007f",
                "\u0080\u07ff",
                "\u0800\uffff",
                "\ud7ff\ue000",
                "🙂\udbff\udfff",
                "zurück 日本 🙂"
            })
    void aTextFrameHoldsAsManyBytesAsItsUtf8(String text) {
        assertThat(new Frame.Text(text).size()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void aLoneSurrogateIsCountedAsTwoBytes() {
        assertThat(new Frame.Text("a\ud83d").size()).isEqualTo(3);
    }
}
