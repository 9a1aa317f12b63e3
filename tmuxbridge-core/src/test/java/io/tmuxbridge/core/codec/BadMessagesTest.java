package io.tmuxbridge.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tmuxbridge.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadMessagesTest {

    private final JsonCodec codec = new JsonCodec(1 << 20, () -> 0);

    private ServerMessage refused(String text) {
        BadMessageException refusal =
                catchThrowableOfType(BadMessageException.class, () -> codec.decodeText(text.replace('\'', '"')));
        assertThat(refusal).as("what %s is answered with", text).isNotNull();
        return refusal.answer();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | MALFORMED | JSON",
                "{ | MALFORMED | not the JSON",
                "{} {} | MALFORMED | not the JSON",
                "nonsense | MALFORMED | not the JSON",
                "{'type':'ack','offset':1e99999999999} | MALFORMED | out of all bounds",
                "{'type':'ping','type':'auth'} | MALFORMED | not the JSON",
                "'text' | MALFORMED | must be a JSON object",
                "17 | MALFORMED | 17",
                "{} | MALFORMED | type is missing",
                "{'type':5} | MALFORMED | type is 5",
                "{'type':'reboot'} | UNKNOWN_TYPE | 'reboot'",
                "{'type':'Connect'} | UNKNOWN_TYPE | 'Connect'",
                "{'type':'connect','rows':24} | MALFORMED | cols is missing",
                "{'type':'connect','cols':null,'rows':24} | MALFORMED | cols is missing",
                "{'type':'connect','cols':'80','rows':24} | MALFORMED | cols is '80'",
                "{'type':'connect','cols':0,'rows':24} | INVALID | cols is 0",
                "{'type':'connect','cols':1001,'rows':24} | INVALID | cols is 1001",
                "{'type':'connect','cols':80,'rows':2.5} | INVALID | rows is 2.5",
                "{'type':'connect','cols':80,'rows':1e999999} | INVALID | rows is",
                "{'type':'connect','cols':80,'rows':99999999999999999999} | INVALID | rows is",
                "{'type':'connect','cols':8,'rows':2,'sessionId':''} | INVALID | sessionId is ''",
                "{'type':'connect','cols':8,'rows':2,'sessionId':5} | MALFORMED | sessionId is 5",
                "{'type':'connect','cols':8,'rows':2,'paneId':'4'} | INVALID | paneId is '4'",
                "{'type':'connect','cols':8,'rows':2,'paneId':'%4;x'} | INVALID | paneId",
                "{'type':'connect','cols':8,'rows':2,'view':'PANE'} | INVALID | one of pane, mirror",
                "{'type':'connect','cols':8,'rows':2,'access':'admin'} | INVALID | one of read, write",
                "{'type':'connect','cols':8,'rows':2,'delivery':''} | INVALID | one of fresh, lossless",
                "{'type':'connect','cols':8,'rows':2,'history':-1} | INVALID | history is -1",
                "{'type':'connect','cols':8,'rows':2,'attempt':-1} | INVALID | attempt is -1",
                "{'type':'connect','cols':8,'rows':2,'resume':'x'} | MALFORMED | resume is 'x'",
                "{'type':'connect','cols':8,'rows':2,'resume':{'offset':1}} | MALFORMED | resume.epoch is missing",
                "{'type':'connect','cols':8,'rows':2,'resume':{'epoch':'e','offset':-1}} | INVALID | resume.offset is -1",
                "{'type':'connect','cols':8,'rows':2,'clientId':'short'} | INVALID | clientId is 'short'",
                "{'type':'connect','cols':8,'rows':2,'clientId':'0123456789abcde f'} | INVALID | visible ASCII",
                "{'type':'input'} | MALFORMED | data is missing",
                "{'type':'input','data':7} | MALFORMED | data is 7",
                "{'type':'input','data':'\\ud83d'} | MALFORMED | surrogate",
                "{'type':'input','data':'\\ude00\\ud83d'} | MALFORMED | surrogate",
                "{'type':'input','data':'x','seq':-1} | INVALID | seq is -1",
                "{'type':'input','data':'x','seq':9007199254740992} | INVALID | seq is 9007199254740992",
                "{'type':'input','data':'x','channel':0} | INVALID | channel is 0",
                "{'type':'input','data':'x','channel':4294967296} | INVALID | channel is 4294967296",
                "{'type':'input','data':'!','encoding':'base64'} | MALFORMED | base64",
                "{'type':'input','data':'x','encoding':'hex'} | INVALID | encoding is 'hex'",
                "{'type':'resize','cols':80} | MALFORMED | rows is missing",
                "{'type':'ack'} | MALFORMED | offset is missing",
                "{'type':'ack','offset':-1} | INVALID | offset is -1",
                "{'type':'ack','offset':1e16} | INVALID | offset is 1E+16",
                "{'type':'auth'} | MALFORMED | token",
                "{'type':'ping','data':'\\udc00'} | MALFORMED | surrogate"
            })
    void aBadMessageIsAnsweredWithTheFieldAndItsValue(String text, ErrorCode code, String fragment) {
        ServerMessage.Error error = (ServerMessage.Error) refused(text);

        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).contains(fragment.replace('\'', '"'));
    }

    /** The bug: an error with a session and without a channel is the refusal of a connect, and this one was none. */
    @Test
    void onlyTheRefusalOfAConnectNamesTheSessionByItself() {
        for (String type : List.of("ack", "resize", "input", "refresh", "who-knows")) {
            String message = "{'type':'" + type + "','sessionId':'dev','channel':0,'offset':-1,'cols':9999}";
            ServerMessage.Error error = (ServerMessage.Error) refused(message);
            assertThat(error.sessionId()).as(type).isEmpty();
        }
        String name = "x".repeat(300);
        ServerMessage.Error error = (ServerMessage.Error) refused("{'type':'connect','sessionId':'" + name + "'}");
        assertThat(error.sessionId()).contains(name);
    }

    @Test
    void aHugeValueIsQuotedOnlyInPart() {
        ServerMessage.Error error = (ServerMessage.Error) refused("{'type':'" + "x".repeat(100_000) + "'}");

        assertThat(error.message()).hasSizeLessThan(200);
    }

    @Test
    void noErrorRepeatsAToken() {
        ServerMessage number = refused("{'type':'auth','token':12345678}");
        ServerMessage broken = refused("{'type':'auth','token':hunter2hunter2}");

        assertThat(number.toString()).doesNotContain("12345678");
        assertThat(broken.toString()).doesNotContain("hunter2");
    }

    @Test
    void nestingIsBounded() {
        ServerMessage.Error error = (ServerMessage.Error)
                refused("{'type':'ping','data':" + "[".repeat(500_000) + "]".repeat(500_000) + "}");

        assertThat(error.code()).isEqualTo(ErrorCode.MALFORMED);
    }

    @Test
    void aStringLongerThanTheLargestMessageIsRefused() {
        JsonCodec small = new JsonCodec(1024, () -> 0);

        BadMessageException refusal = catchThrowableOfType(
                BadMessageException.class,
                () -> small.decodeText("{\"type\":\"input\",\"data\":\"" + "x".repeat(2000) + "\"}"));

        assertThat(((ServerMessage.Error) refusal.answer()).code()).isEqualTo(ErrorCode.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'jsonrpc':'2.0', | -32700 | null | MALFORMED",
                "[{'jsonrpc':'2.0','method':'session.list','id':1}] | -32600 | null | INVALID",
                "[] | -32600 | null | INVALID",
                "{'jsonrpc':'1.0','method':'m','id':1} | -32600 | 1 | INVALID",
                "{'jsonrpc':2.0,'method':'m','id':1} | -32600 | 1 | INVALID",
                "{'jsonrpc':'2.0','id':'a'} | -32600 | 'a' | MALFORMED",
                "{'jsonrpc':'2.0','method':5,'id':'a'} | -32600 | 'a' | MALFORMED",
                "{'jsonrpc':'2.0','result':{},'id':1} | -32600 | 1 | MALFORMED",
                "{'jsonrpc':'2.0','method':'m','id':{}} | -32600 | null | MALFORMED",
                "{'jsonrpc':'2.0','method':'m','id':true} | -32600 | null | MALFORMED",
                "{'jsonrpc':'2.0','method':'m','params':[1],'id':2} | -32602 | 2 | INVALID",
                "{'jsonrpc':'2.0','method':'m','params':5,'id':2} | -32600 | 2 | MALFORMED",
                "{'jsonrpc':'2.0','method':'m','params':{'a':'\\ud800'},'id':2} | -32602 | 2 | MALFORMED",
                "{'jsonrpc':'2.0','method':'m','params':5} | -32600 | null | MALFORMED"
            })
    void aBadRequestIsAnsweredWithAJsonRpcError(String text, int rpcCode, String id, ErrorCode code) {
        ServerMessage.RpcError error = (ServerMessage.RpcError) refused(text);

        assertThat(error.rpcCode()).isEqualTo(rpcCode);
        assertThat(error.idJson()).isEqualTo(id.replace('\'', '"'));
        assertThat(error.code()).isEqualTo(code);
    }

    @Test
    void theExceptionCarriesNoStackTraceThatAFloodCouldMakeDear() {
        BadMessageException refusal = catchThrowableOfType(BadMessageException.class, () -> codec.decodeText("{}"));

        assertThat(refusal.getStackTrace()).isEmpty();
        assertThat(((ServerMessage.Error) refusal.answer()).terminal()).isEqualTo(Optional.empty());
    }
}
