package io.tmuxbridge.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.jakarta.contract.FakeBridge;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application leaves behind: a thread of its own would keep its class loader. */
class UndeployTest {

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tmuxbridge-http"))
                .collect(Collectors.toSet());
    }

    /** Containers destroy no servlet that they have not initialised, which they do with its first request. */
    @Test
    void aServletThatNobodyAskedForLeavesNoThread(@TempDir Path directory) throws LifecycleException {
        Set<Thread> before = threads();
        TomcatServer server = TomcatServer.start(directory, context -> {
            Tomcat.addServlet(context, "terminals", new TerminalServlet(new FakeBridge(), HttpOptions.defaults()));
            context.addServletMappingDecoded("/http/terminal/*", "terminals");
        });
        server.close();

        Set<Thread> left = threads();
        left.removeAll(before);
        assertThat(left).isEmpty();
    }
}
