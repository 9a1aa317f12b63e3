package io.tmuxbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.BridgeLimits;
import io.tmuxbridge.access.OutputPolicy;
import io.tmuxbridge.access.Quotas;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Properties against what they set. */
class PropertiesTest {

    private static TmuxBridgeProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("tmuxbridge", TmuxBridgeProperties.class);
    }

    @Test
    void theDefaultsAreTheBridgesOwn() {
        TmuxBridgeProperties properties = bind(Map.of());
        assertThat(properties.limits().toLimits()).isEqualTo(BridgeLimits.DEFAULTS);
        assertThat(properties.quotas().toQuotas()).isEqualTo(Quotas.DEFAULTS);
        assertThat(properties.output().titles()).isEqualTo(OutputPolicy.DEFAULT.titles());
        assertThat(properties.output().clipboardBytes().toBytes()).isEqualTo(OutputPolicy.DEFAULT.clipboardBytes());
        assertThat(properties.output().linkSchemes()).isEqualTo(OutputPolicy.DEFAULT.linkSchemes());
    }

    @Test
    void everyLimitAndEveryQuotaIsAPropertyOfTheSameName() {
        assertThat(names(LimitProperties.class))
                .containsExactlyInAnyOrderElementsOf(withoutUnits(BridgeLimits.DEFAULTS.byName()));
        assertThat(names(QuotaProperties.class))
                .containsExactlyInAnyOrderElementsOf(withoutUnits(Quotas.DEFAULTS.byName()));
    }

    @Test
    void eachPropertySetsItsOwnLimit() {
        for (String name : names(LimitProperties.class)) {
            Map<String, Long> before = BridgeLimits.DEFAULTS.byName();
            Map<String, Long> after = bind(Map.of("tmuxbridge.limits." + name, another(before, name)))
                    .limits()
                    .toLimits()
                    .byName();
            assertThat(changed(before, after)).containsExactly(name);
        }
        for (String name : names(QuotaProperties.class)) {
            Map<String, Long> before = Quotas.DEFAULTS.byName();
            Map<String, Long> after = bind(Map.of("tmuxbridge.quotas." + name, another(before, name)))
                    .quotas()
                    .toQuotas()
                    .byName();
            assertThat(changed(before, after)).containsExactly(name);
        }
    }

    /** A value beyond the default, without a unit: bytes, a number, or milliseconds. */
    private static String another(Map<String, Long> values, String name) {
        Long value = values.getOrDefault(name, values.get(name + "Ms"));
        return Long.toString(value + 1);
    }

    private static List<String> changed(Map<String, Long> before, Map<String, Long> after) {
        List<String> changed = new ArrayList<>();
        before.forEach((name, value) -> {
            if (!value.equals(after.get(name))) {
                changed.add(name);
            }
        });
        return withoutUnits(changed);
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static List<String> withoutUnits(Map<String, Long> values) {
        return withoutUnits(values.keySet());
    }

    private static List<String> withoutUnits(Iterable<String> names) {
        List<String> plain = new ArrayList<>();
        names.forEach(name -> plain.add(name.endsWith("Ms") ? name.substring(0, name.length() - 2) : name));
        return plain;
    }
}
