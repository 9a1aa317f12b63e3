package io.tmuxbridge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallerTest {

    @Test
    void aRoleCoversItselfAndTheLesserOnes() {
        assertThat(Role.ADMIN.covers(Role.OPERATOR)).isTrue();
        assertThat(Role.OPERATOR.covers(Role.OPERATOR)).isTrue();
        assertThat(Role.OPERATOR.covers(Role.VIEWER)).isTrue();
        assertThat(Role.VIEWER.covers(Role.OPERATOR)).isFalse();
        assertThat(Role.OPERATOR.covers(Role.ADMIN)).isFalse();
    }

    @Test
    void aCallerDoesNotExpireUnlessToldTo() {
        assertThat(Caller.of("ann", Role.VIEWER).expiresAt()).isEmpty();
    }

    @Test
    void credentialsInALogShowNoSecret() {
        Credentials credentials =
                new Credentials(Optional.of("s3cret"), Map.of("sid", "c00kie"), Optional.of(() -> "ann"));

        assertThat(credentials.toString())
                .contains("bearer=present", "sid", "ann")
                .doesNotContain("s3cret", "c00kie");
    }

    @Test
    void credentialsKeepTheCookiesOfTheHandshake() {
        Map<String, String> cookies = new HashMap<>(Map.of("sid", "1"));
        Credentials credentials = new Credentials(Optional.empty(), cookies, Optional.empty());

        cookies.put("sid", "2");

        assertThat(credentials.cookies()).containsEntry("sid", "1");
    }
}
