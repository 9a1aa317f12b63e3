package io.tmuxbridge.core.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.core.codec.ClientMessage.Access;
import io.tmuxbridge.core.codec.ClientMessage.Delivery;
import io.tmuxbridge.core.codec.ClientMessage.Resume;
import io.tmuxbridge.core.codec.ClientMessage.Size;
import io.tmuxbridge.core.codec.ClientMessage.Target;
import io.tmuxbridge.core.codec.ClientMessage.View;
import io.tmuxbridge.transport.Subprotocol;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientMessageDecodingTest {

    private static final Target CHANNEL_7 = new Target(OptionalLong.of(7), Optional.empty());
    private static final Target DEV = new Target(OptionalLong.empty(), Optional.of("dev"));
    private static final String CLIENT = "0123456789abcdefABCDEF";

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(
                        "{'type':'connect','sessionId':'dev','cols':80,'rows':24}",
                        new ClientMessage.Connect(
                                Optional.of("dev"),
                                new Size(80, 24, false, true),
                                Optional.empty(),
                                View.PANE,
                                Access.WRITE,
                                OptionalLong.empty(),
                                Delivery.FRESH,
                                Optional.empty(),
                                Optional.empty(),
                                0)),
                Arguments.of(
                        "{'type':'connect','cols':1000,'rows':1,'fit':'window','visible':false,'paneId':'%4','view':'mirror','access':'read',"
                                + "'history':0,'delivery':'lossless','resume':{'epoch':'e1','offset':9007199254740991},"
                                + "'clientId':'" + CLIENT + "','attempt':3,'timestamp':5,'unheard':[{}]}",
                        new ClientMessage.Connect(
                                Optional.empty(),
                                new Size(1000, 1, true, false),
                                Optional.of("%4"),
                                View.MIRROR,
                                Access.READ,
                                OptionalLong.of(0),
                                Delivery.LOSSLESS,
                                Optional.of(new Resume("e1", 9007199254740991L)),
                                Optional.of(CLIENT),
                                3)),
                Arguments.of(
                        "{'type':'connect','sessionId':'$3','cols':8e1,'rows':24.0,'delivery':'disconnect',"
                                + "'resume':{'epoch':18446744073709551615,'offset':0},'paneId':null}",
                        new ClientMessage.Connect(
                                Optional.of("$3"),
                                new Size(80, 24, false, true),
                                Optional.empty(),
                                View.PANE,
                                Access.WRITE,
                                OptionalLong.empty(),
                                Delivery.DISCONNECT,
                                Optional.of(new Resume("18446744073709551615", 0)),
                                Optional.empty(),
                                0)),
                Arguments.of(
                        "{'type':'input','data':'ls\\r'}",
                        new ClientMessage.Input(Target.NONE, 0, "ls\r".getBytes(UTF_8))),
                Arguments.of(
                        "{'type':'input','channel':7,'seq':1,'data':'é\\ud83d\\ude00'}",
                        new ClientMessage.Input(CHANNEL_7, 1, "é😀".getBytes(UTF_8))),
                Arguments.of(
                        "{'type':'input','channel':7,'seq':2,'data':'AP/+','encoding':'base64'}",
                        new ClientMessage.Input(CHANNEL_7, 2, new byte[] {0, -1, -2})),
                Arguments.of("{'type':'input','data':''}", new ClientMessage.Input(Target.NONE, 0, new byte[0])),
                Arguments.of(
                        "{'type':'resize','sessionId':'dev','cols':1,'rows':1000}",
                        new ClientMessage.Resize(DEV, new Size(1, 1000, false, true))),
                Arguments.of(
                        "{'type':'resize','channel':7,'cols':9,'rows':9,'fit':'pane','visible':true}",
                        new ClientMessage.Resize(CHANNEL_7, new Size(9, 9, false, true))),
                Arguments.of("{'type':'ack','channel':7,'offset':0}", new ClientMessage.Ack(CHANNEL_7, 0)),
                Arguments.of(
                        "{'type':'refresh','channel':4294967295,'sessionId':'dev'}",
                        new ClientMessage.Refresh(new Target(OptionalLong.of(4294967295L), Optional.of("dev")))),
                Arguments.of("{'type':'auth','token':'t'}", new ClientMessage.Auth("t")),
                Arguments.of("{'type':'ping'}", new ClientMessage.Ping(Optional.empty())),
                Arguments.of("{'type':'ping','data':null}", new ClientMessage.Ping(Optional.of("null"))),
                Arguments.of(
                        "{'type':'ping','data':{'a':[1,'x']}}",
                        new ClientMessage.Ping(Optional.of("{\"a\":[1,\"x\"]}"))),
                Arguments.of("{'type':'disconnect'}", new ClientMessage.Disconnect(Target.NONE)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void textIsReadTheSameUnderBothSubprotocols(String text, ClientMessage expected) {
        for (Subprotocol subprotocol : Subprotocol.values()) {
            ClientMessage message = Codecs.of(subprotocol, 1 << 20, () -> 0).decodeText(text.replace('\'', '"'));

            assertThat(message).isEqualTo(expected);
        }
    }

    @Test
    void aTokenNeverShowsInTheMessagesText() {
        ClientMessage message = new JsonCodec(1 << 20, () -> 0).decodeText("{\"type\":\"auth\",\"token\":\"hunter2\"}");

        assertThat(message.toString()).doesNotContain("hunter2");
    }

    @Test
    void anInputOfTheLargestMessageIsRead() {
        String data = "x".repeat((1 << 20) - 40);

        ClientMessage message =
                new JsonCodec(1 << 20, () -> 0).decodeText("{\"type\":\"input\",\"data\":\"" + data + "\"}");

        assertThat(((ClientMessage.Input) message).data()).hasSize(data.length());
    }
}
