package io.tmuxbridge.jakarta;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;

/** An application's own sign-in as it is often written: a filter that refuses, or wraps the request. */
final class LoginFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String shown = String.valueOf(request.getHeader("Authorization"));
        for (TestPeople.Person person : TestPeople.ALL) {
            String pair = person.name() + ":" + person.password();
            if (shown.equals("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))) {
                chain.doFilter(new Known(request, person), response);
                return;
            }
        }
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }

    private static final class Known extends HttpServletRequestWrapper {

        private final TestPeople.Person person;

        Known(HttpServletRequest request, TestPeople.Person person) {
            super(request);
            this.person = person;
        }

        @Override
        public Principal getUserPrincipal() {
            return person::name;
        }

        @Override
        public boolean isUserInRole(String role) {
            return person.roles().contains(role);
        }
    }
}
