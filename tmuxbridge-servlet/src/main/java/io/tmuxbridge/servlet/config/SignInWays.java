package io.tmuxbridge.servlet.config;

import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.jakarta.ContainerPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All the ways to sign in that are set: a token that is shown, then the server's own principal, which may come of that
 * token itself, then the session of a page. That counts for nothing where a token is shown, right or wrong.
 *
 * <p><b>Threads:</b> any; blocks where keys have to be fetched.
 */
public final class SignInWays implements Authenticator {

    private final List<Authenticator> bearers;
    private final Optional<ContainerPrincipal> people;
    private final PageSessions pages;

    SignInWays(List<? extends Authenticator> bearers, Optional<ContainerPrincipal> people, PageSessions pages) {
        this.bearers = List.copyOf(bearers);
        this.people = people;
        this.pages = pages;
    }

    @Override
    public Optional<Caller> authenticate(Credentials credentials) {
        return credentials
                .bearer()
                .flatMap(this::byToken)
                .or(() -> people.flatMap(known -> known.authenticate(credentials)))
                .or(() -> byPage(credentials));
    }

    /**
     * Whether the sender of a request could come in, by the server's own principal or by the session of a page.
     *
     * @param request a request that is being answered
     * @param cookies its cookies
     * @return true when it could
     */
    public boolean knows(HttpServletRequest request, Map<String, String> cookies) {
        Optional<Principal> principal =
                people.flatMap(known -> known.judge(request.getUserPrincipal(), request::isUserInRole));
        return authenticate(new Credentials(Optional.empty(), cookies, principal))
                .isPresent();
    }

    /**
     * Exchanges a token for a page's session.
     *
     * @param token what somebody typed or a link brought
     * @return the value for the cookie {@link PageSessions#COOKIE}, empty when the token is wrong
     */
    public Optional<String> signIn(String token) {
        return byToken(token).map(pages::begin);
    }

    /**
     * Ends a page's session, if there is one.
     *
     * @param credentials what the browser shows
     */
    public void signOut(Credentials credentials) {
        pages.end(credentials.cookies());
    }

    /** Who shows a token wants to come in by it, and not as whoever signed in at that browser. */
    private Optional<Caller> byPage(Credentials credentials) {
        return credentials.bearer().isPresent() ? Optional.empty() : pages.find(credentials.cookies());
    }

    boolean exist() {
        return people.isPresent() || !bearers.isEmpty();
    }

    private Optional<Caller> byToken(String token) {
        Credentials shown = Credentials.bearer(token);
        return bearers.stream()
                .flatMap(each -> each.authenticate(shown).stream())
                .findFirst();
    }
}
