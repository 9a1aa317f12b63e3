package io.tmuxbridge.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** POSTs of messages in a container that cannot begin to read them. */
class MessagesDoorTest {

    private final HttpOptions options = HttpOptions.defaults();
    private final HttpConnection connection = new HttpConnection(
            ConnectionKey.create(new SecureRandom(), Optional.empty()), null, false, options, ended -> {});
    private final HttpServletResponse response = proxy(HttpServletResponse.class, (method, arguments) -> null);

    /** After two of these every POST of the connection was answered with 429. */
    @Test
    void oneThatCannotBeAsynchronousTakesNoPlace() {
        for (int i = 0; i < 3; i++) {
            post(() -> {
                throw new IllegalStateException("no filter may forbid this");
            });
        }

        assertThat(placesLeft()).isEqualTo(2);
    }

    /** A container that has the listener already says the failure to it as well. */
    @Test
    void oneWhoseBodyCannotBeReadGivesItsPlaceBackOnce() throws IOException {
        AtomicReference<AsyncListener> listener = new AtomicReference<>();
        post(() -> context(listener));
        listener.get().onError(new AsyncEvent(context(listener)));

        assertThat(placesLeft()).isEqualTo(2);
    }

    private void post(Supplier<AsyncContext> startAsync) {
        HttpServletRequest request = proxy(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getContentType" -> "application/json";
            case "getHeader" -> "1";
            case "getHeaderNames" -> Collections.emptyEnumeration();
            case "getContentLengthLong" -> 2L;
            case "startAsync" -> startAsync.get();
            default -> null;
        });
        Visitor visitor = Visitor.byHttp(request, options);
        assertThatIllegalStateException()
                .isThrownBy(() -> new MessagesDoor(options).take(request, response, visitor, Optional.of(connection)));
    }

    private int placesLeft() {
        int places = 0;
        while (connection.mayRead()) {
            places++;
        }
        return places;
    }

    private AsyncContext context(AtomicReference<AsyncListener> listener) {
        HttpServletRequest request = proxy(HttpServletRequest.class, (method, arguments) -> new Unreadable());
        return proxy(AsyncContext.class, (method, arguments) -> {
            if (method.equals("addListener")) {
                listener.set((AsyncListener) arguments[0]);
            }
            return switch (method) {
                case "getRequest" -> request;
                case "getResponse" -> response;
                default -> null;
            };
        });
    }

    private interface Calls {
        Object call(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.call(method.getName(), arguments)));
    }

    private static final class Unreadable extends ServletInputStream {

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the container reads it already");
        }

        @Override
        public int read() {
            return -1;
        }
    }
}
