package io.tmuxbridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Whoever forgets the WebSocket client was told of a class that is missing, jakarta/websocket/DeploymentException. */
class NoWebSocketTest {

    /** The class path of this test, as it is without any Jakarta WebSocket. */
    private static final class Without extends URLClassLoader {

        Without() {
            super(urls(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] urls() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Without::url)
                    .toArray(URL[]::new);
        }

        private static URL url(String element) {
            try {
                return Path.of(element).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("jakarta.websocket.")) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }
    }

    @Test
    void whatIsMissingIsNamedWhenTheClientIsBuilt() throws IOException, ReflectiveOperationException {
        try (Without without = new Without()) {
            Object builder = without.loadClass(TmuxClient.class.getName())
                    .getMethod("builder", URI.class)
                    .invoke(null, URI.create("http://localhost:8000/"));
            assertThat(builder.getClass()).isNotEqualTo(TmuxClientBuilder.class);

            assertThatThrownBy(() -> builder.getClass().getMethod("build").invoke(builder))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasToString(
                            "io.tmuxbridge.TmuxBridgeException: there is no WebSocket client on the class path: add"
                                    + " org.glassfish.tyrus.bundles:tyrus-standalone-client");
        }
    }
}
