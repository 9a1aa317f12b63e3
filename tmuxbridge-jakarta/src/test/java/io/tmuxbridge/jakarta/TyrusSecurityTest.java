package io.tmuxbridge.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Role;
import io.tmuxbridge.jakarta.contract.FakeBridge;
import io.tmuxbridge.jakarta.contract.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TyrusSecurityTest extends WebSocketSecurityContract {

    @Override
    TestServer start(TmuxBridge bridge, EndpointOptions options) throws Exception {
        return new TyrusContractTest().start(bridge, options);
    }

    /** Grizzly's server by itself authenticates nobody, so nobody comes in by it, whatever is shown. */
    @Test
    void thereIsNoPrincipalOfTheServersOwn() throws Exception {
        FakeBridge bridge = new FakeBridge();
        ContainerPrincipal people = ContainerPrincipal.byRoles(Map.of(ContainerPrincipal.EVERYBODY, Role.ADMIN));
        try (TestServer server = start(bridge, EndpointOptions.defaults().withPrincipals(people));
                RawClient client =
                        new RawClient(server.port(), "/ws/terminal", List.of("Authorization: Basic cm9vdDpyb290"))) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(people.authenticate(
                            bridge.next().connection().handshake().credentials()))
                    .isEmpty();
        }
    }
}
