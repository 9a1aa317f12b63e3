package io.tmuxbridge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.TmuxBridgeException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuotasTest {

    @Test
    void otherConnectionsAreAllThatDiffers() {
        Map<String, Long> expected = new TreeMap<>(Quotas.DEFAULTS.byName());
        expected.put("connectionsPerCaller", 7L);
        expected.put("connectionsPerAddress", 9L);
        assertThat(Quotas.DEFAULTS.withConnections(7, 9).byName()).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void noConnectionsAtAllAreNoQuota() {
        assertThatThrownBy(() -> Quotas.DEFAULTS.withConnections(0, 1))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("connectionsPerCaller is 0");
    }
}
