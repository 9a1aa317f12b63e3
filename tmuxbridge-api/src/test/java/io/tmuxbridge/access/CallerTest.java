package io.tmuxbridge.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0007b", "a\u009bb", "half\ud800"})
    void aNameThatNobodyMayHaveIsRefusedAndShownHarmlessly(String name) {
        refused(() -> Caller.of(name, Role.VIEWER), name.replaceAll("\\p{Cc}", "?"));
    }

    @Test
    void aNameIsNotLong() {
        assertThat(Caller.of("a".repeat(256), Role.VIEWER).name()).hasSize(256);
        refused(() -> Caller.of("a".repeat(257), Role.VIEWER), "1 to 256 characters");
    }

    @Test
    void onlyWhoCameInByALinkIsNamedAfterIt() {
        Optional<String> link = Optional.of("share:0123456789ab");
        assertThat(new Caller(link.get(), Role.VIEWER, Optional.of(Instant.EPOCH), link).name())
                .isEqualTo(link.get());
        refused(() -> Caller.of(link.get(), Role.ADMIN), "share:");
        refused(() -> new Caller(link.get(), Role.ADMIN, Optional.empty(), Optional.of("other")), "share:");
    }

    @Test
    void aNullIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> Caller.of(null, Role.VIEWER))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> Caller.of("ann", null))
                .withMessage("role");
        assertThatNullPointerException()
                .isThrownBy(() -> Credentials.bearer(null))
                .withMessage("token");
        assertThatNullPointerException()
                .isThrownBy(() -> new Credentials(Optional.empty(), null, Optional.empty()))
                .withMessage("cookies");
    }

    private static void refused(ThrowingCallable making, String words) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        TmuxBridgeException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID))
                .hasMessageContaining(words);
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
