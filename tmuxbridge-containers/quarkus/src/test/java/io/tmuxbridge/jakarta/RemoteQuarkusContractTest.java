package io.tmuxbridge.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.containers.server.ServerKind;
import io.tmuxbridge.jakarta.contract.FakePeer;
import io.tmuxbridge.jakarta.contract.OwnWay;
import java.util.List;
import java.util.Map;

class RemoteQuarkusContractTest extends RemoteContract {

    @Override
    ServerKind kind() {
        return ServerKind.QUARKUS;
    }

    @Override
    protected Map<String, OwnWay> ownWays() {
        return Map.of(
                "fragmentsAreJoinedWhereverTheyAreCut",
                new OwnWay(
                        "fragments that are cut between characters are joined; a character that is cut in two, which no"
                                + " browser does, arrives as replacement characters",
                        this::fragments));
    }

    private void fragments() throws Exception {
        try (RawClient client = new RawClient(server.port(), one(), List.of())) {
            FakePeer peer = bridge.next();
            fragmentsBetweenCharacters(client, peer);
            byte[] cut = "é".getBytes(UTF_8);
            client.frame(false, RawClient.TEXT, new byte[] {'a', cut[0]});
            client.frame(true, RawClient.CONTINUATION, new byte[] {cut[1], 'z'});
            assertThat(peer.message()).isEqualTo("a\uFFFD\uFFFDz");
        }
    }
}
