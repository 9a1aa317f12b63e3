package io.tmuxbridge.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.testkit.TmuxServer;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Map;
import org.jboss.weld.environment.servlet.Listener;
import org.junit.jupiter.api.Test;

/** The jar in an application with CDI: Weld, as servers bring it. */
class CdiDoorTest {

    private static final String SETTINGS_TOKEN = "0123456789abcdef0123456789abcdef";

    @Test
    void aBeanDecidesWhoComesInAndTheBridgeIsInjected() throws Exception {
        try (TmuxServer tmux = TmuxServer.create();
                Application application = new UndertowDoorTest()
                        .start(
                                Map.of(
                                        "tmuxbridge.tmux-socket", tmux.socketName(),
                                        "tmuxbridge.tmux-binary", TmuxServer.binary(),
                                        "tmuxbridge.token", SETTINGS_TOKEN),
                                List.of(new Listener()));
                WsClient known =
                        new WsClient(application.port(), DoorContract.SOCKET, DoorContract.bearer(BeanSignIn.TOKEN));
                WsClient unknown =
                        new WsClient(application.port(), DoorContract.SOCKET, DoorContract.bearer(SETTINGS_TOKEN))) {
            assertThat(known.ask(WsClient.INFO)).contains("\"role\":\"viewer\"");
            assertThat(unknown.closeCode()).isEqualTo(4401);
            BeanSignIn bean = CDI.current().select(BeanSignIn.class).get();
            assertThat(known.ask(WsClient.INFO)).contains(bean.tmuxVersion());
        }
    }
}
