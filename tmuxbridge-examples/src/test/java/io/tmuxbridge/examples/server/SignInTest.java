package io.tmuxbridge.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.access.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInTest {

    private final String local = SignIn.newToken();
    private final MovedClock clock = new MovedClock();
    private final SignIn signIn = new SignIn("tmuxbridge-8000", local, this::elsewhere, clock);

    /** Knows one token, whose caller's credentials end in a minute, and any number of others that do not end. */
    private Optional<Caller> elsewhere(Credentials credentials) {
        return credentials
                .bearer()
                .filter("from-elsewhere"::equals)
                .map(token -> new Caller("ada", Role.VIEWER, Optional.of(Instant.EPOCH.plusSeconds(60))))
                .or(() -> credentials
                        .bearer()
                        .filter(token -> token.startsWith("of-"))
                        .map(token -> Caller.of(token, Role.VIEWER)));
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void aTicketWorksOnceAndForHalfAMinute() {
        Caller ada = Caller.of("ada", Role.OPERATOR);
        String ticket = signIn.newTicket(ada);
        assertThat(signIn.authenticate(Credentials.bearer(ticket))).contains(ada);
        assertThat(signIn.authenticate(Credentials.bearer(ticket))).isEmpty();
        String late = signIn.newTicket(ada);
        clock.now = clock.now.plus(SignIn.TICKET_LIFE);
        assertThat(signIn.authenticate(Credentials.bearer(late))).isEmpty();
    }

    @Test
    void aSessionForATokenFromElsewhereIsItsCallerAndEndsWithIt() {
        String session = signIn.signIn("from-elsewhere").orElseThrow();
        assertThat(signIn.authenticate(cookie(session)).orElseThrow().name()).isEqualTo("ada");
        assertThat(signIn.authenticate(cookie(session)).orElseThrow().role()).isEqualTo(Role.VIEWER);
        clock.now = clock.now.plusSeconds(60);
        assertThat(signIn.authenticate(cookie(session))).isEmpty();
        assertThat(signIn.isSignedIn(Map.of(signIn.cookieName(), session))).isFalse();
    }

    @Test
    void aSignInTokenGivesOneSession() {
        String token = signIn.newSignInToken();
        String session = signIn.signIn(token).orElseThrow();
        assertThat(signIn.signIn(token)).isEmpty();
        assertThat(signIn.isUsed(token)).isTrue();
        assertThat(signIn.isUsed(signIn.newSignInToken())).isFalse();
        assertThat(signIn.authenticate(cookie(session)).orElseThrow().role()).isEqualTo(Role.ADMIN);
        assertThat(session).isNotEqualTo(token);
    }

    @Test
    void aSignInTokenShownByAProgramIsUsedUpToo() {
        String token = signIn.newSignInToken();
        assertThat(signIn.authenticate(Credentials.bearer(token))).isPresent();
        assertThat(signIn.authenticate(Credentials.bearer(token))).isEmpty();
        assertThat(signIn.signIn(token)).isEmpty();
    }

    @Test
    void ofManyWhoUseATokenAtOnceOneWins() {
        String token = signIn.newSignInToken();
        long winners = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> signIn.signIn(token))
                .filter(Optional::isPresent)
                .count();
        assertThat(winners).isEqualTo(1);
    }

    @Test
    void theLocalTokenWorksAgainAndAgain() {
        for (int i = 0; i < 3; i++) {
            assertThat(signIn.authenticate(Credentials.bearer(local))).isPresent();
            assertThat(signIn.signIn(local)).isPresent();
        }
        assertThat(signIn.isLocal(local)).isTrue();
        assertThat(signIn.isLocal(signIn.newSignInToken())).isFalse();
    }

    @Test
    void aSessionIsNoTokenAndATokenNoSession() {
        String session = signIn.signIn(signIn.newSignInToken()).orElseThrow();
        assertThat(signIn.authenticate(Credentials.bearer(session))).isEmpty();
        assertThat(signIn.signIn(session)).isEmpty();
        assertThat(signIn.authenticate(cookie(local))).isEmpty();
        assertThat(signIn.authenticate(cookie(signIn.newSignInToken()))).isEmpty();
    }

    @Test
    void aWrongTokenIsNotMendedByACookie() {
        String session = signIn.signIn(local).orElseThrow();
        Credentials both =
                new Credentials(Optional.of("wrong"), Map.of(signIn.cookieName(), session), Optional.empty());
        assertThat(signIn.authenticate(both)).isEmpty();
    }

    @Test
    void nothingProvesNobody() {
        assertThat(signIn.authenticate(Credentials.NONE)).isEmpty();
        assertThat(signIn.authenticate(Credentials.bearer(""))).isEmpty();
        assertThat(signIn.authenticate(cookie(""))).isEmpty();
    }

    @Test
    void aSessionEndsWithSigningOut() {
        String session = signIn.signIn(local).orElseThrow();
        signIn.signOut(Map.of(signIn.cookieName(), session));
        assertThat(signIn.authenticate(cookie(session))).isEmpty();
    }

    @Test
    void unusedLinksAreBoundedAndTheOldestEndsFirst() {
        String oldest = signIn.newSignInToken();
        String newest = "";
        for (int i = 0; i < 16; i++) {
            newest = signIn.newSignInToken();
        }
        assertThat(signIn.signIn(oldest)).isEmpty();
        assertThat(signIn.signIn(newest)).isPresent();
    }

    @Test
    void whoSignsInOftenSignsNobodyElseOut() {
        String owner = signIn.signIn(local).orElseThrow();
        String first = signIn.signIn("of-eve").orElseThrow();
        String last = "";
        for (int i = 0; i < 1000; i++) {
            last = signIn.signIn("of-eve").orElseThrow();
        }
        assertThat(signIn.authenticate(cookie(owner))).isPresent();
        assertThat(signIn.authenticate(cookie(first))).isEmpty();
        assertThat(signIn.authenticate(cookie(last))).isPresent();
    }

    @Test
    void whoTakesManyTicketsTakesNobodyElsesAway() {
        String ticket = signIn.newTicket(Caller.of("ada", Role.OPERATOR));
        String last = "";
        for (int i = 0; i < 2000; i++) {
            last = signIn.newTicket(Caller.of("eve", Role.VIEWER));
        }
        assertThat(signIn.authenticate(Credentials.bearer(ticket))).isPresent();
        assertThat(signIn.authenticate(Credentials.bearer(last))).isPresent();
    }

    @Test
    void sessionsThatAreOverMakeRoomBeforeAnybodyElses() {
        String oldest = signIn.signIn(local).orElseThrow();
        signIn.signIn("from-elsewhere");
        for (int i = 0; i < 254; i++) {
            signIn.signIn("of-" + i);
        }
        clock.now = clock.now.plusSeconds(60);
        signIn.signIn("of-one-more");
        assertThat(signIn.authenticate(cookie(oldest))).isPresent();
        signIn.signIn("of-yet-one-more");
        assertThat(signIn.authenticate(cookie(oldest))).isEmpty();
    }

    @Test
    void tokensHave256BitsAndNeverRepeat() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String token = SignIn.newToken();
            assertThat(token).matches("[A-Za-z0-9_-]{43}");
            assertThat(seen.add(token)).isTrue();
        }
    }

    private Credentials cookie(String value) {
        return new Credentials(Optional.empty(), Map.of(signIn.cookieName(), value), Optional.empty());
    }
}
