package io.tmuxbridge.examples.cli;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.jakarta.TmuxBridgeEndpoint;
import io.tmuxbridge.testkit.TmuxServer;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A bridge on loopback over a tmux server of its own; whoever shows the token is an administrator. */
final class RealServer implements AutoCloseable {

    static final String TOKEN = "open-sesame";
    /** Works once, as what serve prints. */
    static final String ONCE = "open-for-a-moment";

    final String socketName = "tb-cli-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    private final Set<String> once = ConcurrentHashMap.newKeySet();
    private final TmuxBridge bridge;
    private final DeploymentManager deployment;
    private final Undertow undertow;

    RealServer() throws Exception {
        once.add(ONCE);
        bridge = BridgeBuilder.create()
                .tmuxBinary(Path.of(TmuxServer.binary()))
                .tmuxSocketName(socketName)
                .authenticator(credentials ->
                        credentials.bearer().filter(this::isKnown).map(token -> Caller.of("tester", Role.ADMIN)))
                .build();
        WebSocketDeploymentInfo sockets =
                new WebSocketDeploymentInfo().addListener(container -> TmuxBridgeEndpoint.register(container, bridge));
        deployment = ServletContainer.Factory.newInstance()
                .addDeployment(Servlets.deployment()
                        .setClassLoader(getClass().getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("test")
                        .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, sockets));
        deployment.deploy();
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", deployment.start())
                .setIoThreads(2)
                .setWorkerThreads(4)
                .build();
        undertow.start();
    }

    private boolean isKnown(String token) {
        return token.equals(TOKEN) || once.remove(token);
    }

    String url() {
        return "http://127.0.0.1:"
                + ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort() + "/#token=" + TOKEN;
    }

    @Override
    public void close() throws Exception {
        bridge.close();
        deployment.stop();
        undertow.stop();
        new ProcessBuilder(TmuxServer.binary(), "-L", socketName, "kill-server")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Files.deleteIfExists(Path.of(socketPath()));
    }

    /** Where its tmux server's socket is. */
    String socketPath() throws IOException {
        return "/tmp/tmux-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid") + "/" + socketName;
    }
}
