package io.tmuxbridge.servlet.http;

import io.tmuxbridge.jakarta.contract.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("containers")
class TomcatHttpSecurityTest extends HttpSecurityContract {

    @TempDir
    static Path directory;

    @Override
    TestServer start(TerminalServlet servlet, String mapping) throws Exception {
        return TomcatHttpTest.start(directory, servlet, mapping);
    }
}
