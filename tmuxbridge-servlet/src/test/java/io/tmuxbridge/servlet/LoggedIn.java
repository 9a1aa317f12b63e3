package io.tmuxbridge.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.EnumSet;

/** An application whose filter believes whoever names a person, in the role "staff" or in none: for tests. */
final class LoggedIn implements ServletContextListener {

    static final String NAME = "X-Person";
    static final String STAFF = "X-Staff";

    /** Whom the application knows, as a type of its own. */
    record Person(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        FilterRegistration.Dynamic filter = event.getServletContext().addFilter("login", new Login());
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    private static final class Login extends HttpFilter {

        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request.getHeader(NAME) == null ? request : new Known(request), response);
        }
    }

    private static final class Known extends HttpServletRequestWrapper {

        private final HttpServletRequest request;

        Known(HttpServletRequest request) {
            super(request);
            this.request = request;
        }

        @Override
        public Principal getUserPrincipal() {
            return new Person(request.getHeader(NAME));
        }

        @Override
        public boolean isUserInRole(String role) {
            return role.equals(request.getHeader(STAFF));
        }
    }
}
