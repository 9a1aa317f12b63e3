package io.tmuxbridge.containers.war;

import io.tmuxbridge.containers.server.ServerKind;
import org.junit.jupiter.api.Tag;

@Tag("containers")
class LibertyWarTest extends WarContract {

    @Override
    ServerKind kind() {
        return ServerKind.LIBERTY;
    }

    /** Liberty closes its channels before it tells the application that it ends. */
    @Override
    int codeOfTheEnd() {
        return 1006;
    }
}
