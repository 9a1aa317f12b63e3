package io.tmuxbridge.servlet.http;

import io.tmuxbridge.jakarta.contract.TestServer;
import java.nio.file.Path;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("containers")
class TomcatHttpTest extends HttpContract {

    @TempDir
    static Path baseDirectory;

    /** Tomcat refuses an encoded slash unless its connector is told otherwise. */
    @Override
    protected String charactersRefusedInPaths() {
        return "/";
    }

    @Override
    TestServer start(TerminalServlet servlet, String mapping) throws Exception {
        return start(baseDirectory, servlet, mapping);
    }

    static TestServer start(Path directory, TerminalServlet servlet, String mapping) throws Exception {
        return TomcatServer.start(directory, context -> {
            Tomcat.addServlet(context, "http", servlet).setAsyncSupported(true);
            context.addServletMappingDecoded(mapping, "http");
        });
    }
}
