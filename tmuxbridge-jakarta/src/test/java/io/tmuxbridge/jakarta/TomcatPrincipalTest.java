package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import jakarta.websocket.server.ServerContainer;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.io.TempDir;

class TomcatPrincipalTest extends PrincipalContract {

    @TempDir
    static Path directory;

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options, Login login) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.resolve(login.name()).toString());
        tomcat.setPort(0);
        tomcat.setHostname("127.0.0.1");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        if (login == Login.BASIC) {
            basic(tomcat, context);
        } else {
            filter(context);
        }
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer(
                (classes, servletContext) -> TmuxBridgeEndpoint.register(
                        (ServerContainer) servletContext.getAttribute(ServerContainer.class.getName()),
                        bridge,
                        options),
                null);
        Tomcat.addServlet(context, "default", new jakarta.servlet.http.HttpServlet() {});
        context.addServletMappingDecoded("/", "default");
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

    private static void basic(Tomcat tomcat, Context context) {
        for (TestPeople.Person person : TestPeople.ALL) {
            tomcat.addUser(person.name(), person.password());
            person.roles().forEach(role -> tomcat.addRole(person.name(), role));
        }
        TestPeople.ROLES.forEach(context::addSecurityRole);
        SecurityCollection everything = new SecurityCollection();
        everything.addPatternDecoded("/*");
        SecurityConstraint constraint = new SecurityConstraint();
        constraint.addCollection(everything);
        constraint.addAuthRole("*");
        context.addConstraint(constraint);
        context.setLoginConfig(new LoginConfig("BASIC", "test", null, null));
        context.getPipeline().addValve(new BasicAuthenticator());
    }

    private static void filter(Context context) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("login");
        definition.setFilter(new LoginFilter());
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("login");
        map.addURLPatternDecoded("/*");
        context.addFilterMap(map);
    }
}
