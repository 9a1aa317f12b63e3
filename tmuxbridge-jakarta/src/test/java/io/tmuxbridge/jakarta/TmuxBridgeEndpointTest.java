package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.jakarta.contract.FakeBridge;
import org.junit.jupiter.api.Test;

class TmuxBridgeEndpointTest {

    @Test
    void aServerWithoutWebSocketIsToldWhatItLacks() {
        assertThatThrownBy(() -> TmuxBridgeEndpoint.register(null, new FakeBridge()))
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("this server has no Jakarta WebSocket")
                .hasMessageContaining("add its WebSocket module");
    }

    @Test
    void aNullIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> TmuxBridgeEndpoint.register(null, null))
                .withMessage("bridge");
        assertThatNullPointerException()
                .isThrownBy(() -> TmuxBridgeEndpoint.configs(null, EndpointOptions.defaults()))
                .withMessage("bridge");
    }
}
