package io.tmuxbridge.core.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.testkit.Signals;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a control client is asked is what a process of its own would have been told. */
class CarriedReadsTest {

    private final RealTmux real = new RealTmux();
    private final String session = real.server.newSession("a b", 80, 24, "cat");
    private final CarriedReads reads = new CarriedReads(Optional::empty);

    @AfterEach
    void end() {
        real.close();
    }

    static Stream<List<TmuxCommand>> questions() {
        return Stream.of(
                List.of(TmuxCommand.of("list-sessions", "-F", "#{session_id} #{@none} #{session_name}")),
                List.of(TmuxCommand.of("display-message", "-p", "")),
                List.of(TmuxCommand.of("display-message", "-p", "%end 1 2 0; é 日本 \\ 'x'")),
                List.of(TmuxCommand.of("has-session", "-t", "$0")),
                List.of(TmuxCommand.of("has-session", "-t", "$99")),
                List.of(TmuxCommand.of("display-message", "-p", "-t", "%99", "x")),
                List.of(
                        TmuxCommand.of("list-windows", "-t", "$0", "-F", "w #{window_id}"),
                        TmuxCommand.of("display-message", "-p", "s"),
                        TmuxCommand.of("list-panes", "-s", "-t", "$0", "-F", "p #{pane_id}")),
                List.of(
                        TmuxCommand.of("display-message", "-p", "before"),
                        TmuxCommand.of("list-windows", "-t", "$99"),
                        TmuxCommand.of("display-message", "-p", "behind")));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void theAnswerIsThatOfAProcess(List<TmuxCommand> commands) {
        Tmux.Result byProcess = real.tmux.run(commands.toArray(TmuxCommand[]::new));
        try (ControlClient client = real.attach(session, new RecordingListener())) {
            reads.add(client, Optional.empty());
            Optional<Tmux.Result> carried = reads.ask(commands.toArray(TmuxCommand[]::new));
            assertThat(carried).contains(byProcess);
        }
    }

    @Test
    void whatChangesSomethingIsNotCarried() {
        try (ControlClient client = real.attach(session, new RecordingListener())) {
            reads.add(client, Optional.empty());
            assertThat(reads.ask(TmuxCommand.of("rename-session", "-t", "$0", "--", "b")))
                    .isEmpty();
            assertThat(reads.ask(
                            TmuxCommand.of("list-sessions"),
                            TmuxCommand.of("set-option", "-t", "$0", "--", "@tmuxbridge-owner", "x")))
                    .isEmpty();
            assertThat(reads.ask(TmuxCommand.of("display-message", "-p", "#{session_name}#{@tmuxbridge-owner}")))
                    .hasValueSatisfying(told -> assertThat(told.lines()).containsExactly("a b"));
        }
    }

    @Test
    void withoutAClientThatAnswersAProcessIsAsked() throws IOException, InterruptedException {
        TmuxCommand question = TmuxCommand.of("list-sessions", "-F", "#{session_name}");
        assertThat(reads.ask(question)).as("no client").isEmpty();
        try (ControlClient client = real.attach(session, new RecordingListener())) {
            Signals.send("STOP", client.pid());
            assertThat(real.tmux.run(question).lines()).as("client stopped").containsExactly("a b");
            Signals.send("CONT", client.pid());
        }
        assertThat(real.tmux.run(question).lines()).as("client gone").containsExactly("a b");
    }
}
