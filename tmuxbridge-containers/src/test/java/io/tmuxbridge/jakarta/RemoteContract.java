package io.tmuxbridge.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.containers.relay.RelayConnection;
import io.tmuxbridge.containers.server.RelayServer;
import io.tmuxbridge.containers.server.ServerKind;
import io.tmuxbridge.jakarta.contract.FakePeer;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.transport.Connection;
import org.junit.jupiter.api.Tag;

/**
 * The contract put to a server that is a process of its own. In the package of the contract, which is nobody else's to
 * extend.
 */
@Tag("containers")
abstract class RemoteContract extends WebSocketContract {

    abstract ServerKind kind();

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        throw new UnsupportedOperationException("options do not go over the line");
    }

    @Override
    protected TestServer start(TmuxBridge bridge, String prefix, TrustedProxies proxies) throws Exception {
        return RelayServer.start(kind(), bridge, prefix, proxies.trusts("127.0.0.1") ? "127.0.0.1,10.0.0.0/8" : "");
    }

    @Override
    protected long leftBehind() {
        return ((RelayServer) server).threads("tmuxbridge-close");
    }

    /** For containers that make characters of each fragment alone. */
    static void fragmentsBetweenCharacters(RawClient client, FakePeer peer) throws Exception {
        client.frame(false, RawClient.TEXT, "aé".getBytes(UTF_8));
        client.frame(false, RawClient.CONTINUATION, "🙂".getBytes(UTF_8));
        client.frame(true, RawClient.CONTINUATION, "z".getBytes(UTF_8));
        assertThat(peer.message()).isEqualTo("aé🙂z");
        fragmentsOfNoCharacters(client, peer);
    }

    @Override
    long maxIdleTimeout(Connection connection) {
        return ((RelayConnection) connection).maxIdleTimeout();
    }
}
