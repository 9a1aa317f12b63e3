package io.tmuxbridge.jakarta;

import io.tmuxbridge.containers.server.ServerKind;

class RemoteJettyContractTest extends RemoteContract {

    @Override
    ServerKind kind() {
        return ServerKind.JETTY;
    }

    /** Jetty refuses what it calls ambiguous unless its UriCompliance is told otherwise. */
    @Override
    protected String charactersRefusedInPaths() {
        return "/%";
    }
}
