package io.tmuxbridge.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRpcDecodingTest {

    private final JsonCodec codec = new JsonCodec(1 << 20, () -> 0);

    private ClientMessage.RpcRequest decode(String text) {
        return (ClientMessage.RpcRequest) codec.decodeText(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-5", "'abc'", "null", "1.5", "1E+400", "123456789012345678901234567890"})
    void anIdIsKeptAsItIs(String id) {
        String json = id.replace('\'', '"');

        assertThat(decode("{'jsonrpc':'2.0','method':'server.info','id':" + id + "}")
                        .idJson())
                .contains(json);
    }

    @Test
    void aNotificationHasNoId() {
        assertThat(decode("{'jsonrpc':'2.0','method':'server.info'}").idJson()).isEmpty();
    }

    @Test
    void absentAndNullParamsAreEmpty() {
        assertThat(decode("{'jsonrpc':'2.0','method':'m','id':1}").params()).isEmpty();
        assertThat(decode("{'jsonrpc':'2.0','method':'m','params':null,'id':1}").params())
                .isEmpty();
    }

    @Test
    void paramsArePlainValuesInTheirOrder() {
        Map<String, ?> params = decode(
                        "{'jsonrpc':'2.0','method':'session.create','id':1,'params':{'name':'dev','cols':80,"
                                + "'ratio':1.5,'wide':2e0,'huge':1e400,'deep':{'list':['a',true,null,[]]},'none':null}}")
                .params();

        assertThat(params.keySet()).containsExactly("name", "cols", "ratio", "wide", "huge", "deep", "none");
        assertThat(params.get("name")).isEqualTo("dev");
        assertThat(params.get("cols")).isEqualTo(80L);
        assertThat(params.get("ratio")).isEqualTo(1.5);
        assertThat(params.get("wide")).isEqualTo(2L);
        assertThat(params.get("huge")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(params.get("deep")).isEqualTo(Map.of("list", Arrays.asList("a", true, null, List.of())));
        assertThat(params.get("none")).isNull();
    }

    @Test
    void aMessageWithATypeAndAJsonrpcMemberIsARequest() {
        assertThat(decode("{'type':'ping','jsonrpc':'2.0','method':'m','id':1,'params':{'a':1}}")
                        .params())
                .isEqualTo(Map.of("a", 1L));
    }
}
