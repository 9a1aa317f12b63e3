package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.transport.CloseCode;
import jakarta.websocket.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private final Handover handover = new Handover();
    private final Map<String, Object> registered = new HashMap<>();

    @BeforeEach
    void mark() {
        handover.mark(registered);
    }

    private static Outcome of(String whom) {
        return new Outcome.Refused(CloseCode.NOT_FOUND, whom);
    }

    private static Map<String, List<String>> named(String... values) {
        return Map.of(TmuxBridgeEndpoint.HANDSHAKE_PARAMETER, List.of(values));
    }

    private static Session opened(Map<String, Object> properties, Map<String, List<String>> parameters) {
        return new FakeSession(properties, parameters);
    }

    private void isRefused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).code()).isIn(CloseCode.INTERNAL, CloseCode.POLICY);
    }

    @Test
    void aConnectionWithPropertiesOfItsOwnFindsItsHandshakeThere() {
        Map<String, Object> ada = new HashMap<>(registered);
        Map<String, Object> bob = new HashMap<>(registered);
        handover.leave(ada, Map.of(), of("ada"));
        handover.leave(bob, named("client says so"), of("bob"));
        assertThat(handover.take(opened(new HashMap<>(bob), Map.of()))).isEqualTo(of("bob"));
        assertThat(handover.take(opened(ada, Map.of()))).isEqualTo(of("ada"));
        assertThat(registered).hasSize(1);
    }

    @Test
    void whereAllShareOneSetTheHostsParameterKeepsThemApart() {
        handover.leave(registered, named("1"), of("ada"));
        handover.leave(registered, named("2"), of("bob"));
        assertThat(handover.take(opened(new HashMap<>(registered), named("1")))).isEqualTo(of("ada"));
        assertThat(handover.take(opened(new HashMap<>(registered), named("2")))).isEqualTo(of("bob"));
        isRefused(handover.take(opened(new HashMap<>(registered), named("1"))));
    }

    @Test
    void whereAllShareOneSetAndNobodySaysWhichItIsAllAreRefused() {
        handover.leave(registered, Map.of(), of("ada"));
        handover.leave(registered, named("one", "and another"), of("bob"));
        isRefused(handover.take(opened(new HashMap<>(registered), Map.of())));
        isRefused(handover.take(opened(new HashMap<>(registered), named("one", "and another"))));
        isRefused(handover.take(opened(new HashMap<>(registered), named("one"))));
    }

    @Test
    void twoByOneNameAreBothRefused() {
        handover.leave(registered, named("1"), of("ada"));
        handover.leave(registered, named("1"), of("eve"));
        isRefused(handover.take(opened(new HashMap<>(registered), named("1"))));
        isRefused(handover.take(opened(new HashMap<>(registered), named("1"))));
    }

    @Test
    void handshakesThatNeverOpenDoNotPileUp() {
        for (int i = 0; i < 5_000; i++) {
            handover.leave(registered, named("n" + i), of("whom" + i));
        }
        isRefused(handover.take(opened(new HashMap<>(registered), named("n0"))));
        isRefused(handover.take(opened(new HashMap<>(registered), named("n3975"))));
        assertThat(handover.take(opened(new HashMap<>(registered), named("n3976"))))
                .isEqualTo(of("whom3976"));
        assertThat(handover.take(opened(new HashMap<>(registered), named("n4999"))))
                .isEqualTo(of("whom4999"));
    }
}
