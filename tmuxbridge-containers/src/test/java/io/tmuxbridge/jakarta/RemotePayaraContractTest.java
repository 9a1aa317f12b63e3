package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.containers.server.ServerKind;
import io.tmuxbridge.jakarta.contract.FakePeer;
import io.tmuxbridge.jakarta.contract.OwnWay;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.jakarta.contract.TransportClient;
import io.tmuxbridge.transport.Frame;
import java.util.List;
import java.util.Map;

class RemotePayaraContractTest extends RemoteContract {

    private static final String UNDECODABLE =
            "a path that cannot be decoded is answered with an empty 200 in place of 400 or 404; nothing is opened, and the"
                    + " connection is ended";
    private static final String ONE_FRAME =
            "one frame is taken whole though the peer does not read; the next one waits until it does, as everywhere";

    @Override
    ServerKind kind() {
        return ServerKind.PAYARA;
    }

    @Override
    protected Map<String, OwnWay> ownWays() {
        return Map.of(
                "aContainerThatEndsEndsItsConnections",
                new OwnWay(
                        "clients hear 1001 from the bridge when the server ends, and the process is gone before it tells the"
                                + " bridge that they are closed",
                        this::theEnd),
                "aSlowReaderStallsNobodyElse",
                new OwnWay(ONE_FRAME, () -> stallsNobodyElse(RemotePayaraContractTest::oneFrameIsTaken)),
                "closingWhileThePeerDoesNotReadFreesEverything",
                new OwnWay(ONE_FRAME, () -> closingFreesEverything(RemotePayaraContractTest::oneFrameIsTaken)),
                "aPeerThatVanishesIsToldOnce",
                new OwnWay(
                        "a peer that vanishes while its connection is being opened may not be noticed before something is sent"
                                + " to it, which fails and ends it. One that has been heard is noticed at once",
                        this::vanishing),
                "aPathThatCannotBeDecodedIsRefused[1]",
                new OwnWay(UNDECODABLE, () -> isNotOpened("%zz")),
                "aPathThatCannotBeDecodedIsRefused[2]",
                new OwnWay(UNDECODABLE, () -> isNotOpened("%4")));
    }

    private static void oneFrameIsTaken(FakePeer peer) throws Exception {
        assertThat(send(peer, hugeFrame())).isNull();
    }

    private void vanishing() throws Exception {
        TransportClient heard = open(one());
        FakePeer peer = bridge.next();
        heard.text("here");
        peer.message();
        heard.abort();
        peer.end();
        assertThat(send(peer, new Frame.Text("to nobody"))).isNotNull();
        assertThat(peer.furtherEnds()).isZero();

        TransportClient unheard = open(one());
        FakePeer early = bridge.next();
        unheard.abort();
        awaitAFailedSend(early);
        early.connection().close(1001, "as the bridge does when a send fails");
        early.end();
        assertThat(early.furtherEnds()).isZero();
    }

    /** The first may still go out to a peer that has just gone, as in every container. */
    private static void awaitAFailedSend(FakePeer peer) {
        await().untilAsserted(() ->
                assertThat(send(peer, new Frame.Text("to nobody"))).isNotNull());
    }

    private void theEnd() throws Exception {
        TestServer ending = start(bridge, "", TrustedProxies.none());
        try (RawClient client = new RawClient(ending.port(), one(), List.of())) {
            FakePeer peer = bridge.next();
            client.text("here");
            assertThat(peer.message()).isEqualTo("here");
            ending.close();
            assertThat(client.readClose().closeCode()).isEqualTo(1001);
            assertThat(client.drainsToTheEnd()).isTrue();
        }
    }

    private void isNotOpened(String segment) throws Exception {
        try (TransportClient client = open(path() + "/" + segment)) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.answer()).contains("Content-Length: 0");
            assertThat(client.drainsToTheEnd()).isTrue();
            assertThat(bridge.waiting()).isZero();
        }
    }
}
