package com.example.terminals;

import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import io.tmuxbridge.jwt.JwtAuthenticator;
import io.tmuxbridge.jwt.KeySource;
import io.tmuxbridge.jwt.VerificationKey;
import jakarta.websocket.server.ServerContainer;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * A server with a bridge, which runs until its input ends: tmux, its socket's name, a directory. Prints how it was loaded, the
 * version, and its port.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Authenticator tokens = JwtAuthenticator.builder(
                        KeySource.of(VerificationKey.secret(new byte[32])), "https://login.example.org", "terminals")
                .build();
        TmuxBridge bridge = BridgeBuilder.create()
                .tmuxBinary(Path.of(arguments[0]))
                .tmuxSocketName(arguments[1])
                .authenticator(credentials -> credentials
                        .bearer()
                        .filter("of-ada"::equals)
                        .map(token -> Caller.of("ada", Role.OPERATOR))
                        .or(() -> tokens.authenticate(credentials)))
                .build();
        bridge.sessions()
                .create(SessionSpec.builder().name("build").owner("ada").command("sh").build());

        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[2]);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", arguments[2]);
        Tomcat.addServlet(context, "default", new DefaultServlet());
        context.addServletMappingDecoded("/", "default");
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer(
                (classes, servletContext) -> TmuxBridgeEndpoint.register(
                        (ServerContainer) servletContext.getAttribute(ServerContainer.class.getName()), bridge),
                null);
        tomcat.start();
        System.out.println(TmuxBridge.class.getModule().isNamed() ? "modules" : "class path");
        System.out.println(bridge.info().version());
        System.out.println(tomcat.getConnector().getLocalPort());

        System.in.read();
        bridge.close();
        tomcat.stop();
        tomcat.destroy();
    }
}
