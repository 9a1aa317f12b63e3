package io.tmuxbridge.servlet.http;

import io.tmuxbridge.jakarta.contract.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class TomcatHttpSecurityTest extends HttpSecurityContract {

    @TempDir
    static Path directory;

    @Override
    TestServer start(TerminalServlet servlet, String mapping) throws Exception {
        return TomcatHttpTest.start(directory, servlet, mapping);
    }
}
