package io.tmuxbridge.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.core.codec.ClientMessage.Target;
import io.tmuxbridge.core.codec.ServerMessage.Terminal;
import io.tmuxbridge.transport.Frame;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryCodecTest {

    private static final Terminal TERMINAL = new Terminal(4294967295L, "dev", "%4");

    private final BinaryCodec codec = new BinaryCodec(1 << 20, () -> 5);

    private static ByteBuffer hex(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void outputIsAHeaderAndItsBytes() {
        ByteBuffer data = ByteBuffer.wrap("xx\033[mé".getBytes(UTF_8)).position(2);

        Frame frame = codec.encode(new ServerMessage.Output(
                TERMINAL,
                0x0102030405060708L,
                0x0102030405060710L,
                false,
                OptionalInt.empty(),
                OptionalInt.empty(),
                data));

        assertThat(((Frame.Binary) frame).bytes()).isEqualTo(hex("01 ffffffff 0102030405060708 1b5b6d c3a9"));
        assertThat(data.position()).isEqualTo(2);
    }

    @Test
    void aSnapshotSaysWhereItWasTaken() {
        Frame frame = codec.encode(new ServerMessage.Output(
                new Terminal(1, "dev", "%4"),
                9,
                9,
                true,
                OptionalInt.of(80),
                OptionalInt.of(24),
                ByteBuffer.wrap(new byte[] {'x'}).asReadOnlyBuffer()));

        assertThat(((Frame.Binary) frame).bytes()).isEqualTo(hex("02 00000001 0000000000000009 78"));
    }

    @Test
    void everythingElseIsText() {
        Frame frame = codec.encode(new ServerMessage.InputAck(TERMINAL, 3));

        assertThat(frame)
                .isEqualTo(new Frame.Text(
                        "{\"type\":\"input-ack\",\"timestamp\":5,\"sessionId\":\"dev\",\"paneId\":\"%4\","
                                + "\"channel\":4294967295,\"seq\":3}"));
    }

    @Test
    void inputIsReadWithoutMovingTheCallersBuffer() {
        ByteBuffer bytes = hex("03 00000007 0000000000000002 00ff1b");

        ClientMessage message = codec.decodeBinary(bytes);

        assertThat(message)
                .isEqualTo(new ClientMessage.Input(
                        new Target(OptionalLong.of(7), Optional.empty()), 2, new byte[] {0, -1, 27}));
        assertThat(bytes.remaining()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({
        "'', MALFORMED, 0 bytes",
        "03 00000007 00000000000002, MALFORMED, 12 bytes",
        "01 00000007 0000000000000002 61, MALFORMED, kind 1",
        "ff 00000007 0000000000000002 61, MALFORMED, kind 255",
        "03 00000000 0000000000000002 61, INVALID, channel is 0",
        "03 00000007 ffffffffffffffff 61, INVALID, seq is 18446744073709551615",
        "03 00000007 0020000000000000 61, INVALID, seq is 9007199254740992"
    })
    void aBadFrameIsAnsweredWithWhatIsWrong(String bytes, ErrorCode code, String fragment) {
        BadMessageException refusal =
                catchThrowableOfType(BadMessageException.class, () -> codec.decodeBinary(hex(bytes)));

        ServerMessage.Error error = (ServerMessage.Error) refusal.answer();
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).contains(fragment);
    }

    @Test
    void theJsonSubprotocolTakesNoBinaryMessage() {
        JsonCodec json = new JsonCodec(1 << 20, () -> 0);

        BadMessageException refusal = catchThrowableOfType(
                BadMessageException.class, () -> json.decodeBinary(hex("03 00000007 0000000000000002 61")));

        assertThat(((ServerMessage.Error) refusal.answer()).code()).isEqualTo(ErrorCode.MALFORMED);
    }
}
