package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.SilentTmux;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What becomes of input when the client that carries it dies. */
class PaneInputTest {

    private final PaneInput input = new PaneInput(3, 1 << 20, (nanos, task) -> {});
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

    /** Who has taken enough of tmux's time waits, in this pane and in others; what others type passes it. */
    @Test
    void whatIsTooMuchOfACallersWaitsForItsTime() throws Exception {
        AtomicLong now = new AtomicLong();
        List<Runnable> later = new ArrayList<>();
        List<Long> waits = new ArrayList<>();
        Delay timer = (nanos, task) -> {
            waits.add(nanos);
            later.add(task);
        };
        PaneInput paced = new PaneInput(3, 1 << 20, timer);
        PaneInput another = new PaneInput(4, 1 << 20, timer);
        InputPace greedy = new InputPace(32, now::get); // a byte that is dear a second, ten of them at once
        SilentTmux tmux = new SilentTmux();
        SilentTmux second = new SilentTmux();
        paced.use(tmux.attach());
        another.use(second.attach());
        paced.offer("0123456789".getBytes(StandardCharsets.US_ASCII), greedy, taken -> fates.add("first"));
        paced.send();
        paced.offer("a".getBytes(StandardCharsets.US_ASCII), greedy, taken -> fates.add("a"));
        paced.offer("b".getBytes(StandardCharsets.US_ASCII), InputPace.FREE, taken -> fates.add("b"));
        paced.send();
        another.offer("c".getBytes(StandardCharsets.US_ASCII), greedy, taken -> fates.add("c"));
        another.send();
        assertThat(tmux.commands())
                .as("others pass")
                .hasSize(2)
                .last()
                .asString()
                .endsWith(" 62");
        assertThat(second.commands()).isEmpty();
        assertThat(waits).hasSize(2).allMatch(nanos -> nanos > 0 && nanos <= 1_000_000_000L);
        now.addAndGet(waits.get(0));
        later.get(0).run();
        assertThat(tmux.commands()).hasSize(3).last().asString().endsWith(" 61");
        later.get(1).run();
        assertThat(second.commands()).as("not yet").isEmpty();
        now.addAndGet(2_000_000_000L);
        later.get(2).run();
        assertThat(second.commands()).hasSize(1);
    }

    @Test
    void callersHaveTurnsAndAnInputIsNotBrokenByOthers() throws Exception {
        InputPace one = new InputPace(Integer.MAX_VALUE / 100, () -> 0);
        InputPace two = new InputPace(Integer.MAX_VALUE / 100, () -> 0);
        input.offer("x".repeat(700).getBytes(StandardCharsets.US_ASCII), one, taken -> {});
        input.offer("y".repeat(30).getBytes(StandardCharsets.US_ASCII), one, taken -> {});
        input.offer("z".repeat(30).getBytes(StandardCharsets.US_ASCII), two, taken -> {});
        SilentTmux tmux = new SilentTmux();
        input.use(tmux.attach());
        List<String> commands = tmux.commands();
        assertThat(commands).hasSize(3);
        assertThat(commands.get(0)).contains("x".repeat(500));
        assertThat(commands.get(1)).contains("x".repeat(200) + "y".repeat(30));
        assertThat(commands.get(2)).contains("z".repeat(30));
    }

    private void type(String text) {
        input.offer(
                text.getBytes(StandardCharsets.US_ASCII),
                InputPace.FREE,
                taken -> fates.add(text + (taken ? " taken" : " lost")));
        input.send();
    }
}
