package io.tmuxbridge.servlet.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TmuxBridge;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tomcat, Jetty and Undertow alone have no class of CDI. */
class WithoutCdiTest {

    private final Class<?> beans = new ServerWithoutCdi().loadClass(CdiBeans.class.getName());

    WithoutCdiTest() throws ClassNotFoundException {}

    @Test
    void noBeanDecidesWhoComesIn() throws Exception {
        assertThat(beans.getMethod("authenticator").invoke(null)).isEqualTo(Optional.empty());
    }

    @Test
    void theBridgeIsForNobodyToInject() throws Exception {
        TmuxBridge bridge = (TmuxBridge) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TmuxBridge.class}, (proxy, method, arguments) -> null);
        beans.getMethod("bridge", TmuxBridge.class).invoke(null, bridge);
        assertThat(beans.getClassLoader()).isInstanceOf(ServerWithoutCdi.class);
    }

    /** Loads this package itself, and nothing of CDI. */
    private static final class ServerWithoutCdi extends ClassLoader {

        ServerWithoutCdi() {
            super(CdiBeans.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jakarta.enterprise.")) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith(CdiBeans.class.getPackageName()) ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
