package io.tmuxbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeLimitsTest {

    @Test
    void changesOneLimitAndKeepsTheOthers() {
        BridgeLimits changed = BridgeLimits.DEFAULTS.withLogBytesPerPane(8192).withLinger(Duration.ofSeconds(5));

        assertThat(changed.logBytesPerPane()).isEqualTo(8192);
        assertThat(changed.linger()).isEqualTo(Duration.ofSeconds(5));
        assertThat(changed)
                .usingRecursiveComparison()
                .ignoringFields("logBytesPerPane", "linger")
                .isEqualTo(BridgeLimits.DEFAULTS);
    }

    @Test
    void lingeringNotAtAllIsALimitToo() {
        assertThat(BridgeLimits.DEFAULTS.withLinger(Duration.ZERO).linger()).isZero();
    }

    @Test
    void theSizeOfAllLogsIsALimitOfItsOwn() {
        assertThat(BridgeLimits.DEFAULTS.withLogBytesInAll(5L << 30))
                .usingRecursiveComparison()
                .ignoringFields("logBytesInAll")
                .isEqualTo(BridgeLimits.DEFAULTS);
        assertThat(BridgeLimits.DEFAULTS.withLogBytesInAll(5L << 30).byName()).containsEntry("logBytesInAll", 5L << 30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maxMessageBytes",
                "maxConnections",
                "maxTerminalsPerConnection",
                "logBytesPerPane",
                "logBytesInAll",
                "outboundBytesPerConnection",
                "maxInputBytesPerPane",
                "maxTmuxCommands",
                "historyLines",
                "maxHistoryLines",
                "handshakeTime",
                "sendTimeout",
                "linger"
            })
    void refusesANegativeLimitByItsName(String name) {
        assertThatExceptionOfType(TmuxBridgeException.class)
                .isThrownBy(() -> defaultsWithNegative(name))
                .withMessageContaining(name)
                .withMessageContaining("-1")
                .satisfies(thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID));
    }

    private static BridgeLimits defaultsWithNegative(String name) throws Throwable {
        RecordComponent[] components = BridgeLimits.class.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object value = components[i].getAccessor().invoke(BridgeLimits.DEFAULTS);
            Object negative = value instanceof Duration
                    ? Duration.ofMillis(-1)
                    : value instanceof Long ? (Object) (-1L) : Integer.valueOf(-1);
            values[i] = components[i].getName().equals(name) ? negative : value;
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<BridgeLimits> canonical = BridgeLimits.class.getDeclaredConstructor(types);
        try {
            return canonical.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
