package io.tmuxbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.testkit.TmuxServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What an application says that cannot start as it was told. */
@ExtendWith(OutputCaptureExtension.class)
class WrongPropertiesTest {

    private static ConfigurableApplicationContext run(String... properties) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        String[] arguments = new String[properties.length + 1];
        arguments[0] = "--spring.main.banner-mode=off";
        for (int i = 0; i < properties.length; i++) {
            arguments[i + 1] = "--tmuxbridge." + properties[i];
        }
        return application.run(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tmux.binary=/nowhere/tmux | /nowhere/tmux | tmuxbridge.tmux.binary",
                "size-policy=huge | size policy \"huge\" is refused | Change the value",
                "limits.max-connections=0 | maxConnections is 0: it must be at least 1 | Change the value",
                "limits.log-bytes-per-pane=3GB | tmuxbridge.limits.log-bytes-per-pane is | Change the value",
                "quotas.terminals-per-caller=-1 | terminalsPerCaller is -1 | Change the value",
                "quotas.bytes-per-second=1B | bytes a second is 1 | Change the value",
                "output.link-schemes=javascript | such links would run what a program printed | Change the value",
                "redaction.patterns.mine=x+ | tmuxbridge.redaction.hide-from is not | Change the value",
                "origins=https://dash.example/ | \"https://dash.example/\" is no origin | Change the value",
                "tmux.servers=0 | tmuxbridge.tmux.servers is 0: it must be 1 to 90 | Change the value",
                "access.lifetime=8h | tmuxbridge.access.lifetime is PT8H: it is about people who | Change the value",
                "limits.max-connection=5 | tmuxbridge.limits.max-connection | left unbound",
                "acces.roles.STAFF=operator | tmuxbridge.acces.roles | left unbound",
                "access.jwt.isuer=me | tmuxbridge.access.jwt.isuer | left unbound",
                "access.unowned=open | open | tmuxbridge.access.unowned",
                "limits.linger=soon | soon | tmuxbridge.limits.linger"
            })
    void itNamesTheValueAndWhatToDo(String property, String said, String advice, CapturedOutput output) {
        assertThat(catchThrowable(() -> run(property))).isNotNull();
        assertThat(output).contains("APPLICATION FAILED TO START", said, advice);
        assertThat(output).doesNotContain("\tat io.tmuxbridge");
    }

    @Test
    void twoSocketsAreOneTooMany(CapturedOutput output) {
        assertThat(catchThrowable(() -> run("tmux.socket-name=one", "tmux.socket-path=/tmp/two")))
                .isNotNull();
        assertThat(output)
                .contains("tmuxbridge.tmux.socket-name is \"one\" and tmuxbridge.tmux.socket-path is \"/tmp/two\"");
    }

    @Test
    void switchedOffThereIsNoBridgeAndNoTmuxIsNeeded() {
        try (var context = run("enabled=false", "tmux.binary=/nowhere/tmux")) {
            assertThat(context.getBeanProvider(TmuxBridge.class).getIfAvailable())
                    .isNull();
        }
    }

    @Test
    void rightOnesStartAndAnEmptyOneIsNotSet() {
        TmuxServer tmux = TmuxServer.create();
        try (var context = run(
                "tmux.binary=" + TmuxServer.binary(), "tmux.socket-name=" + tmux.socketName(), "tmux.socket-path=")) {
            assertThat(context.getBean(TmuxBridge.class).sessions().list()).isEmpty();
        }
    }

    @ImportAutoConfiguration(TmuxBridgeAutoConfiguration.class)
    static class Application {}
}
