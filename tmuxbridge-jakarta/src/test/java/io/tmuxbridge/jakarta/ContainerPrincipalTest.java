package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.NotAdmitted;
import io.tmuxbridge.access.Role;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContainerPrincipalTest {

    private final ContainerPrincipal people =
            ContainerPrincipal.byRoles(Map.of("staff", Role.OPERATOR, "watchers", Role.VIEWER, "ops", Role.ADMIN));

    private static Optional<Principal> judged(ContainerPrincipal asked, String name, Set<String> roles) {
        return asked.judge(name == null ? null : () -> name, roles::contains);
    }

    private static Optional<Caller> caller(ContainerPrincipal asked, Optional<Principal> principal) {
        return asked.authenticate(new Credentials(Optional.empty(), Map.of(), principal));
    }

    @Test
    void ofSeveralRolesTheOneThatMayDoMostCounts() {
        assertThat(caller(people, judged(people, "ada", Set.of("watchers", "staff", "others"))))
                .contains(Caller.of("ada", Role.OPERATOR));
        assertThat(caller(people, judged(people, "ada", Set.of("ops", "watchers"))))
                .contains(Caller.of("ada", Role.ADMIN));
    }

    @Test
    void nobodyComesInWithoutARoleThatIsNamedOrWithoutAPrincipal() {
        assertThat(judged(people, "ada", Set.of("others"))).isEmpty();
        assertThat(judged(people, null, Set.of("ops"))).isEmpty();
        ContainerPrincipal all = ContainerPrincipal.byRoles(Map.of(ContainerPrincipal.EVERYBODY, Role.VIEWER));
        assertThat(judged(all, null, Set.of())).isEmpty();
        assertThat(caller(all, judged(all, "ada", Set.of()))).contains(Caller.of("ada", Role.VIEWER));
    }

    @Test
    void whoIsSignedInAndDoesNotComeInIsSeenAsThat() {
        Principal ada = () -> "ada";
        Optional<Principal> seen = people.seen(ada, Set.of("others")::contains);
        assertThat(seen)
                .contains(new NotAdmitted("ada", "has none of the roles ops, staff, watchers", Optional.of(ada)));
        assertThat(caller(people, seen)).isEmpty();
        assertThat(people.seen(null, role -> true)).isEmpty();
        assertThat(caller(people, people.seen(() -> "ada", Set.of("ops")::contains)))
                .contains(Caller.of("ada", Role.ADMIN));
    }

    @Test
    void theContainersOwnPrincipalIsStillThereForAuthenticatorsWithRulesOfTheirOwn() {
        Principal ada = () -> "ada";
        for (Optional<Principal> shown : List.of(
                people.seen(ada, Set.of("ops")::contains),
                people.seen(ada, Set.of("others")::contains),
                Optional.of(ada))) {
            Credentials credentials = new Credentials(Optional.of("token"), Map.of("name", "value"), shown);
            assertThat(ContainerPrincipal.asTheContainerSays(credentials))
                    .isEqualTo(new Credentials(Optional.of("token"), Map.of("name", "value"), Optional.of(ada)));
        }
        assertThat(ContainerPrincipal.asTheContainerSays(Credentials.NONE)).isEqualTo(Credentials.NONE);
    }

    @Test
    void aPrincipalThatWasNotAskedForItsRolesHereIsNobody() {
        ContainerPrincipal others = ContainerPrincipal.byRoles(Map.of(ContainerPrincipal.EVERYBODY, Role.ADMIN));
        assertThat(caller(people, Optional.of(() -> "ada"))).isEmpty();
        assertThat(caller(people, judged(others, "ada", Set.of()))).isEmpty();
        assertThat(people.authenticate(Credentials.bearer("ada"))).isEmpty();
    }

    @Test
    void aHandshakeCountsForItsLifetime() {
        ContainerPrincipal brief = people.withLifetime(Duration.ofHours(1));
        Instant end = caller(brief, judged(brief, "ada", Set.of("ops")))
                .orElseThrow()
                .expiresAt()
                .orElseThrow();
        assertThat(end).isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3600));
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThatThrownBy(() -> people.withLifetime(wrong)).isInstanceOf(TmuxBridgeException.class);
        }
    }

    @Test
    void withoutAnyRoleNobodyCouldComeIn() {
        assertThatThrownBy(() -> ContainerPrincipal.byRoles(Map.of()))
                .isInstanceOf(TmuxBridgeException.class)
                .hasMessageContaining("no role");
    }
}
