package io.tmuxbridge.examples;

import io.tmuxbridge.SessionInfo;
import io.tmuxbridge.SessionSpec;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.pane.Await;
import io.tmuxbridge.pane.Awaited;
import io.tmuxbridge.pane.Pane;
import io.tmuxbridge.pane.PanePosition;
import java.time.Duration;
import java.util.regex.Pattern;

/** A program that asks questions, answered by another program, while people may look on. */
public final class DriveAProgram {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private DriveAProgram() {}

    /**
     * Starts a program that asks for a number and answers with its double, and asks it.
     *
     * @param bridge where
     * @param caller in whose name, at least an operator
     * @param number the number
     * @return what it answered
     */
    public static int ask(TmuxBridge bridge, Caller caller, int number) {
        String program = "while printf 'number? ' && read -r n; do echo \"twice: $((n * 2)).\"; done";
        SessionInfo session = bridge.sessions()
                .create(SessionSpec.builder()
                        .command("sh", "-c", program)
                        .owner(caller.name())
                        .build());
        try (Pane pane = bridge.pane(caller, session.id())) {
            // It may have asked before anybody looked: an answer makes it ask again.
            PanePosition start = pane.send("0\r").join();
            Awaited asked =
                    pane.awaitOutput(Await.text("number? "), start, PATIENCE).join();
            pane.send(number + "\r").join();
            Awaited answer = pane.awaitOutput(
                            Await.pattern(Pattern.compile("twice: (\\d+)\\.")), asked.position(), PATIENCE)
                    .join();
            return Integer.parseInt(answer.groups().get(0));
        } finally {
            bridge.sessions().kill(session.id());
        }
    }
}
