package io.tmuxbridge.servlet.http;

import io.tmuxbridge.jakarta.contract.TestServer;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
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
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.setHostname("127.0.0.1");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        Wrapper wrapper = Tomcat.addServlet(context, "http", servlet);
        wrapper.setAsyncSupported(true);
        context.addServletMappingDecoded(mapping, "http");
        tomcat.start();
        int port = tomcat.getConnector().getLocalPort();
        return new TestServer() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() throws Exception {
                tomcat.stop();
                tomcat.destroy();
            }
        };
    }
}
