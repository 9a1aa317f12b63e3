package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.SilentTmux;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What becomes of input when the client that carries it dies. */
class PaneInputTest {

    private final PaneInput input = new PaneInput(3, 1 << 20);
    private final List<String> fates = new CopyOnWriteArrayList<>();

    @Test
    void whatWasUnderWayIsLostAndWhatWaitedGoesToTheNextClient() throws Exception {
        SilentTmux first = new SilentTmux();
        input.use(first.attach());
        for (char key = 'a'; key <= 'l'; key++) {
            type(String.valueOf(key));
        }
        assertThat(first.commands()).as("as many as may be under way").hasSize(8);
        first.answer(2);
        await().until(() -> fates.size() == 2);
        List<String> sent = first.commands();
        assertThat(sent).as("answered ones make room; the rest was joined").hasSize(9);
        first.die();
        assertThat(fates)
                .containsExactly(
                        "a taken", "b taken", "c lost", "d lost", "e lost", "f lost", "g lost", "h lost", "i lost",
                        "j lost", "k lost", "l lost");
        type("m");
        input.suspend();
        SilentTmux second = new SilentTmux();
        input.use(second.attach());
        assertThat(second.commands()).hasSize(1).first().asString().endsWith(" 6d");
        second.answer(1);
        await().until(() -> fates.contains("m taken"));
    }

    @Test
    void whatWaitsWhileTheClientDiesIsNotLost() throws Exception {
        SilentTmux first = new SilentTmux();
        input.use(first.attach());
        for (int i = 0; i < 8; i++) {
            type("x".repeat(500));
        }
        type("waits");
        first.die();
        assertThat(fates).hasSize(8).allMatch(fate -> fate.endsWith("lost"));
        input.suspend();
        SilentTmux second = new SilentTmux();
        input.use(second.attach());
        second.answer(1);
        await().until(() -> fates.contains("waits taken"));
    }

    @Test
    void theRestOfAnInputThatWasPartlyUnderWayIsNotSent() throws Exception {
        SilentTmux first = new SilentTmux();
        input.use(first.attach());
        type("y".repeat(5000));
        type("after");
        assertThat(first.commands()).isNotEmpty();
        first.die();
        assertThat(fates).hasSize(1).first().asString().endsWith("lost");
        input.suspend();
        SilentTmux second = new SilentTmux();
        ControlClient next = second.attach();
        input.use(next);
        assertThat(second.commands()).hasSize(1).first().asString().endsWith(" 61 66 74 65 72");
        second.answer(1);
        await().until(() -> fates.contains("after taken"));
        assertThat(fates).hasSize(2);
    }

    @Test
    void theEndOfThePaneTellsEachInputItsFateOnce() throws Exception {
        SilentTmux tmux = new SilentTmux();
        input.use(tmux.attach());
        type("z".repeat(5000));
        input.fail();
        tmux.die();
        assertThat(fates).hasSize(1).first().asString().endsWith("lost");
    }

    private void type(String text) {
        input.offer(text.getBytes(StandardCharsets.US_ASCII), taken -> fates.add(text + (taken ? " taken" : " lost")));
        input.send();
    }
}
