package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.OriginPolicy;
import io.tmuxbridge.jakarta.contract.FakeBridge;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeConfiguratorTest {

    /** A bridge with a policy of the application's own. */
    private static HandshakeConfigurator of(OriginPolicy policy) {
        TmuxBridge bridge = (TmuxBridge) Proxy.newProxyInstance(
                FakeBridge.class.getClassLoader(),
                new Class<?>[] {TmuxBridge.class},
                (proxy, method, arguments) -> method.getName().equals("origins") ? policy : null);
        return HandshakeConfigurator.reading(bridge, EndpointOptions.defaults(), false);
    }

    /** It was asked with a host and a scheme that nobody had sent, and its no was final, and in no log. */
    @Test
    void aPolicyOfTheApplicationsOwnIsNotAskedBeforeHostAndSchemeAreKnown() {
        HandshakeConfigurator configurator =
                of((origin, host, secure) -> host.equals(Optional.of("inner.example.org:8080")));
        assertThat(configurator.checkOrigin("https://tools.example.org")).isTrue();
        assertThat(configurator.checkOrigin("tauri://localhost")).isTrue();
        assertThat(configurator.checkOrigin(null)).isTrue();
        assertThat(configurator.checkOrigin("")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "example.org", "://", "https://a b", "https://a, https://b", "1://a"})
    void whatIsNoOriginIsRefusedByWhateverPolicy(String origin) {
        assertThat(of((any, host, secure) -> true).checkOrigin(origin)).isFalse();
    }
}
