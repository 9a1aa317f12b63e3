package io.tmuxbridge.jakarta;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.junit.jupiter.api.io.TempDir;

class TomcatPrincipalTest extends PrincipalContract {

    @TempDir
    static Path directory;

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options, Login login) throws Exception {
        return TomcatServer.serve(directory.resolve(login.name()), bridge, options, (tomcat, context) -> {
            if (login == Login.BASIC) {
                basic(tomcat, context);
            } else {
                filter(context);
            }
        });
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
