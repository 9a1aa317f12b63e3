package io.tmuxbridge.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.containers.server.ServerKind;
import io.tmuxbridge.jakarta.contract.FakePeer;
import io.tmuxbridge.jakarta.contract.OwnWay;
import io.tmuxbridge.jakarta.contract.TestServer;
import io.tmuxbridge.jakarta.contract.TransportClient;
import io.tmuxbridge.transport.CloseCode;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Map;

class RemoteLibertyContractTest extends RemoteContract {

    @Override
    ServerKind kind() {
        return ServerKind.LIBERTY;
    }

    @Override
    protected String charactersRefusedInPaths() {
        return "/";
    }

    @Override
    protected boolean freesTheSocketOfAStuckPeer() {
        return false;
    }

    @Override
    protected Map<String, OwnWay> ownWays() {
        return Map.of(
                "theSessionInThePathIsDecodedOnceOrRefused[15]",
                new OwnWay("a name that is nothing but an encoded slash is no name", this::aSlashAloneIsNoName),
                "fragmentsAreJoinedWhereverTheyAreCut",
                new OwnWay(
                        "fragments that are cut between characters are joined; one that is cut within a character, which"
                                + " no browser does, ends the connection",
                        this::fragments),
                "aMessageThatNeverEndsIsGivenUp",
                new OwnWay(
                        "a message that is too long is given up with 1009; a peer that sends on meanwhile may find the"
                                + " connection ended without the code",
                        this::tooLong),
                "aContainerThatEndsEndsItsConnections",
                new OwnWay(
                        "connections are dropped without a word when the server ends, and its process is gone before it"
                                + " tells the bridge",
                        this::theEnd));
    }

    private void aSlashAloneIsNoName() throws Exception {
        try (TransportClient client = open(path() + "/%2F")) {
            assertThat(client.isTaken()).isTrue();
            assertThat(handshake().sessionId()).isEmpty();
        }
    }

    private void fragments() throws Exception {
        try (RawClient client = new RawClient(server.port(), one(), List.of())) {
            FakePeer peer = bridge.next();
            fragmentsBetweenCharacters(client, peer);
            byte[] cut = "é".getBytes(UTF_8);
            client.frame(false, RawClient.TEXT, new byte[] {cut[0]});
            client.frame(true, RawClient.CONTINUATION, new byte[] {cut[1]});
            assertThat(client.readClose().closeCode()).isEqualTo(1007);
            peer.end();
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    private void tooLong() throws Exception {
        try (RawClient client = new RawClient(server.port(), one(), List.of())) {
            FakePeer peer = bridge.next();
            sendParts(client, 4);
            assertThat(client.readClose().closeCode()).isEqualTo(CloseCode.TOO_BIG.code());
            assertThat(peer.messagesWaiting()).isZero();
        }
        try (RawClient client = new RawClient(server.port(), one(), List.of())) {
            FakePeer peer = bridge.next();
            try {
                sendParts(client, 5);
                assertThat(client.readClose().closeCode()).isEqualTo(CloseCode.TOO_BIG.code());
            } catch (EOFException | SocketException e) {
                assertThat(client.drainsToTheEnd()).isTrue(); // ended without the code
            }
            peer.end();
            assertThat(peer.messagesWaiting()).isZero();
        }
    }

    private static void sendParts(RawClient client, int count) throws IOException {
        byte[] part = new byte[30_000];
        client.frame(false, RawClient.BINARY, part);
        for (int i = 1; i < count; i++) {
            client.frame(false, RawClient.CONTINUATION, part);
        }
    }

    private void theEnd() throws Exception {
        TestServer ending = start(bridge, "", TrustedProxies.none());
        try (RawClient client = new RawClient(ending.port(), one(), List.of())) {
            FakePeer peer = bridge.next();
            client.text("here");
            assertThat(peer.message()).isEqualTo("here");
            ending.close();
            assertThatThrownBy(client::readClose).isInstanceOf(IOException.class);
        }
    }
}
