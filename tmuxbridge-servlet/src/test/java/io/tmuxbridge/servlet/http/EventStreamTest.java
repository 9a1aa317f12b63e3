package io.tmuxbridge.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event stream of a container that fails as none should. */
class EventStreamTest {

    private final List<String> ends = new ArrayList<>();
    private final List<String> completed = new ArrayList<>();
    private final EventStream stream = new EventStream((code, reason) -> ends.add(code + " " + reason));

    /** It stood still for ever, and its terminals with it. */
    @Test
    void anErrorOfTheContainerIsTheEnd() throws Exception {
        stream.attach(new StreamResponse(context(() -> completed.add("completed")), why -> {}));
        stream.onWritePossible();

        assertThat(ends).containsExactly("1006 the bridge failed");
        assertThat(completed).hasSize(1);
    }

    @Test
    void theEndIsToldThoughTheContainerFailsAtThat() throws Exception {
        stream.attach(new StreamResponse(
                context(() -> {
                    throw new NoClassDefFoundError("of the container, too");
                }),
                why -> {}));
        stream.onWritePossible();

        assertThat(ends).hasSize(1);
    }

    private static AsyncContext context(Runnable onComplete) {
        ServletResponse response = proxy(ServletResponse.class, method -> new Failing());
        return proxy(AsyncContext.class, method -> {
            if (method.equals("complete")) {
                onComplete.run();
            }
            return method.equals("getResponse") ? response : null;
        });
    }

    private interface Calls {
        Object call(String method);
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.call(method.getName())));
    }

    private static final class Failing extends ServletOutputStream {

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int next) {
            throw new NoClassDefFoundError("of the container");
        }
    }
}
