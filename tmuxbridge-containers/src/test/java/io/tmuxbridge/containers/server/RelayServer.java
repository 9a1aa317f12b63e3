package io.tmuxbridge.containers.server;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.containers.relay.RelayHost;
import io.tmuxbridge.containers.relay.RelayPlan;
import io.tmuxbridge.jakarta.contract.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A server in a process of its own whose adapter asks a bridge of this process. */
public final class RelayServer implements TestServer {

    private final ServerProcess process;
    private final RelayHost host;
    private final Path war;

    private RelayServer(ServerProcess process, RelayHost host, Path war) {
        this.process = process;
        this.host = host;
        this.war = war;
    }

    /**
     * Starts one.
     *
     * @param kind which server
     * @param bridge whom it asks
     * @param prefix the endpoint's path prefix
     * @param proxies trusted ones, with commas; empty for none
     */
    public static RelayServer start(ServerKind kind, TmuxBridge bridge, String prefix, String proxies)
            throws IOException {
        RelayHost host = new RelayHost(bridge);
        Path directory = Files.createTempDirectory("tmuxbridge-relay");
        Path war = RelayWar.write(directory.resolve("relay.war"));
        Map<String, String> environment = Map.of(
                RelayPlan.PORT, Integer.toString(host.port()), RelayPlan.PREFIX, prefix, RelayPlan.PROXIES, proxies);
        try {
            return new RelayServer(ServerProcess.start(kind, war, "", environment, "/ready.txt"), host, war);
        } catch (IOException | RuntimeException e) {
            host.close();
            delete(war);
            throw e;
        }
    }

    /**
     * Not while the server runs: Liberty reads its classes from the file, and takes the application away when it is
     * gone.
     */
    private static void delete(Path war) throws IOException {
        Files.delete(war);
        Files.delete(Objects.requireNonNull(war.getParent()));
    }

    @Override
    public int port() {
        return process.port();
    }

    /** How many threads of a name the server has. */
    public long threads(String name) {
        return host.threads(name);
    }

    @Override
    public void close() throws IOException {
        process.close();
        host.close();
        delete(war);
    }
}
