package io.tmuxbridge.containers.war;

import io.tmuxbridge.containers.server.ServerKind;
import org.junit.jupiter.api.Tag;

@Tag("containers")
class TomcatWarTest extends WarContract {

    @Override
    ServerKind kind() {
        return ServerKind.TOMCAT;
    }
}
