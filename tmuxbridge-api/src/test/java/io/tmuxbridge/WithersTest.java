package io.tmuxbridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.access.Quotas;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What says "start from the defaults and change what you need" can change each of its components, and that one alone.
 */
class WithersTest {

    @TestFactory
    Stream<DynamicTest> eachChangesItsComponentAndKeepsTheOthers() {
        return Stream.of(BridgeLimits.DEFAULTS, Quotas.DEFAULTS, OutputPolicy.DEFAULT)
                .flatMap(defaults -> Arrays.stream(defaults.getClass().getRecordComponents())
                        .map(component -> DynamicTest.dynamicTest(
                                defaults.getClass().getSimpleName() + "." + component.getName(),
                                () -> changesItAlone(defaults, component))));
    }

    private static void changesItAlone(Record defaults, RecordComponent component) throws Exception {
        String name = component.getName();
        Object other = other(component.getAccessor().invoke(defaults));
        Object changed = defaults.getClass()
                .getMethod("with" + Character.toUpperCase(name.charAt(0)) + name.substring(1), component.getType())
                .invoke(defaults, other);

        assertThat(component.getAccessor().invoke(changed)).isEqualTo(other);
        assertThat(changed).usingRecursiveComparison().ignoringFields(name).isEqualTo(defaults);
    }

    private static Object other(Object value) {
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof Long number) {
            return number + 1;
        }
        if (value instanceof Boolean truth) {
            return !truth;
        }
        if (value instanceof Duration time) {
            return time.plusMillis(1);
        }
        return value instanceof Quotas.Rate rate ? new Quotas.Rate(rate.messages() + 1, rate.bytes()) : Set.of("ftp");
    }
}
