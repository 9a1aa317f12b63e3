package io.tmuxbridge.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.testkit.AskingSocket;
import io.tmuxbridge.testkit.TmuxServer;
import jakarta.enterprise.inject.spi.CDI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.weld.environment.servlet.Listener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar in an application with CDI: Weld, as servers bring it. */
class CdiDoorTest {

    private static final String SETTINGS_TOKEN = "0123456789abcdef0123456789abcdef";

    private final TmuxServer tmux = TmuxServer.create();

    @AfterEach
    void end() {
        System.clearProperty(OtherBeans.NAME);
        tmux.close();
    }

    /** The settings would let somebody in. */
    private Application start(String... more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "tmuxbridge.tmux.socket-name",
                tmux.socketName(),
                "tmuxbridge.tmux.binary",
                TmuxServer.binary(),
                "tmuxbridge.access.roles",
                "staff=admin",
                "tmuxbridge.access.token",
                SETTINGS_TOKEN));
        for (String name : more) {
            settings.put(name, "true");
        }
        return new UndertowDoorTest().start(settings, List.of(new LoggedIn(), new Listener()));
    }

    @Test
    void aBeanDecidesWhoComesInAndTheBridgeIsInjected() throws Exception {
        try (Application application = start();
                AskingSocket known = AskingSocket.open(
                        application.port(), DoorContract.SOCKET, DoorContract.bearer(BeanSignIn.TOKEN));
                AskingSocket unknown = AskingSocket.open(
                        application.port(), DoorContract.SOCKET, DoorContract.bearer(SETTINGS_TOKEN))) {
            assertThat(known.ask(AskingSocket.INFO)).contains("\"role\":\"viewer\"");
            assertThat(unknown.closeCode()).isEqualTo(4401);
            BeanSignIn bean = CDI.current().select(BeanSignIn.class).get();
            assertThat(known.ask(AskingSocket.INFO)).contains(bean.tmuxVersion());
        }
    }

    /** Roles in the settings took the application's own principal away from its bean, or all of it. */
    @ParameterizedTest
    @ValueSource(strings = {"tmuxbridge.http", "tmuxbridge.refuse-by-status"})
    void aBeanSeesThePrincipalOfTheServerWhateverRolesTheSettingsName(String setting) throws Exception {
        try (Application application = start(setting);
                AskingSocket staff = open(application, Map.of(LoggedIn.NAME, "ada", LoggedIn.STAFF, "staff"));
                AskingSocket other = open(application, Map.of(LoggedIn.NAME, "ben"))) {
            assertThat(staff.ask(AskingSocket.INFO)).contains("\"name\":\"ada\"", "\"role\":\"viewer\"");
            assertThat(other.ask(AskingSocket.INFO)).contains("\"name\":\"ben\"", "\"role\":\"viewer\"");
        }
    }

    private static AskingSocket open(Application application, Map<String, String> headers) {
        return AskingSocket.open(application.port(), DoorContract.SOCKET, headers);
    }

    /** It was one of two, and the application did not start. */
    @Test
    void anApplicationsOwnBridgeIsTheOneThatIsInjected() throws Exception {
        System.setProperty(OtherBeans.NAME, OtherBeans.BRIDGE);
        try (Application application = start()) {
            assertThat(CDI.current().select(TmuxBridge.class).get()).isSameAs(OtherBeans.OwnBridge.BRIDGE);
        }
    }

    @Test
    void aBridgeWithAQualifierIsForThoseWhoAskForIt() throws Exception {
        System.setProperty(OtherBeans.NAME, OtherBeans.NAMED_BRIDGE);
        try (Application application = start()) {
            BeanSignIn bean = CDI.current().select(BeanSignIn.class).get();
            assertThat(bean.tmuxVersion()).isNotEmpty();
        }
    }

    @Test
    void severalBeansStopTheApplicationFromStarting() {
        System.setProperty(OtherBeans.NAME, OtherBeans.SECOND);
        assertThatThrownBy(this::start).hasStackTraceContaining("there are several beans of type");
    }

    /** Whoever cannot be asked does not leave the decision to the settings. */
    @Test
    void aBeanThatCannotBeMadeStopsTheApplicationFromStarting() {
        System.setProperty(OtherBeans.NAME, OtherBeans.FAILING);
        assertThatThrownBy(this::start).hasStackTraceContaining("the directory of people does not answer");
    }
}
