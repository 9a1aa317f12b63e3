package io.tmuxbridge.core.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.SendKeys;
import io.tmuxbridge.core.tmux.SilentTmux;
import io.tmuxbridge.metrics.BridgeMetrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What becomes of input when the client that carries it dies. */
class PaneInputTest {

    private final List<Runnable> later = new CopyOnWriteArrayList<>();
    private final AtomicLong time = new AtomicLong();
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();
    private final InputTurns turns = new InputTurns((nanos, task) -> ends.add(task), time::get, BridgeMetrics.NONE);
    private final PaneInput input = pane(3);
    private final List<String> fates = new CopyOnWriteArrayList<>();

    @Test
    void whatWasUnderWayIsLostAndWhatWaitedGoesToTheNextClient() throws Exception {
        SilentTmux first = new SilentTmux();
        input.use(first.attach());
        type("a");
        assertThat(first.commands()).as("nothing was under way").hasSize(1);
        type("b");
        type("c");
        assertThat(first.commands()).as("something is, and they are little").hasSize(1);
        first.answer(1);
        await().until(() -> fates.size() == 1);
        assertThat(first.commands()).as("joined").hasSize(2).last().asString().endsWith(" 62 63");
        type("d");
        first.die();
        assertThat(fates).containsExactly("a taken", "b lost", "c lost");
        input.suspend();
        type("m");
        input.suspend();
        SilentTmux second = new SilentTmux();
        input.use(second.attach());
        assertThat(second.commands()).hasSize(1).first().asString().endsWith(" 64 6d");
        second.answer(1);
        await().until(() -> fates.contains("m taken"));
        assertThat(fates).containsExactly("a taken", "b lost", "c lost", "d taken", "m taken");
    }

    @Test
    void whatFillsCommandsIsUnderWayAtOnceUpToABound() throws Exception {
        SilentTmux tmux = new SilentTmux();
        input.use(tmux.attach());
        for (int i = 0; i < 10; i++) {
            type("x".repeat(500));
        }
        assertThat(tmux.commands()).as("as many as may be under way").hasSize(8);
        tmux.answer(1);
        await().until(() -> tmux.commands().size() == 9);
    }

    /** While nobody reads the client, for instance: the next key may be the one that ends a flood. */
    @Test
    void withoutAnAnswerWhatWaitsGoesAfterAMoment() throws Exception {
        SilentTmux tmux = new SilentTmux();
        input.use(tmux.attach());
        type("a");
        type("b");
        type("c");
        assertThat(later).as("one timer for both").hasSize(1);
        later.get(0).run();
        assertThat(tmux.commands()).hasSize(2).last().asString().endsWith(" 62 63");
        type("d");
        assertThat(tmux.commands()).as("and d after another moment").hasSize(2);
        later.get(1).run();
        assertThat(tmux.commands()).hasSize(3).last().asString().endsWith(" 64");
    }

    /**
     * More panes than have a command in one turn: the last waits for the next turn, and what it types meanwhile is
     * joined.
     */
    @Test
    void whoTypesFasterThanPeopleWaitsForATurn() throws Exception {
        List<SilentTmux> clients = new ArrayList<>();
        List<PaneInput> panes = new ArrayList<>();
        for (int i = 0; i <= InputTurns.COMMANDS; i++) {
            clients.add(new SilentTmux());
            panes.add(pane(i));
            panes.get(i).use(clients.get(i).attach());
            type(panes.get(i), "1");
            clients.get(i).answer(1);
        }
        await().until(() -> fates.size() == panes.size());
        panes.forEach(pane -> type(pane, "2"));
        SilentTmux last = clients.get(InputTurns.COMMANDS);
        assertThat(clients).filteredOn(tmux -> tmux.commands().size() == 2).hasSize(InputTurns.COMMANDS);
        assertThat(last.commands()).hasSize(1);
        type(panes.get(InputTurns.COMMANDS), "3");
        type(panes.get(InputTurns.COMMANDS), "4");
        assertThat(ends).as("one turn ends").hasSize(1);
        time.addAndGet(InputTurns.TURN_NANOS);
        ends.get(0).run();
        assertThat(last.commands()).hasSize(2).last().asString().endsWith(" 32 33 34");
        last.answer(1);
        await().until(() -> fates.containsAll(List.of("2 taken", "3 taken", "4 taken")));
    }

    /** However many others type like programs, who types like a person never waits for them. */
    @Test
    void whoHasRestedGoesAtOnce() throws Exception {
        SilentTmux tmux = new SilentTmux();
        input.use(tmux.attach());
        type("a");
        tmux.answer(1);
        await().until(() -> fates.contains("a taken"));
        time.addAndGet(InputJoining.REST_NANOS);
        for (int i = 0; i <= InputTurns.COMMANDS; i++) {
            turns.take(() -> {});
        }
        type("b");
        assertThat(tmux.commands()).hasSize(2);
        tmux.answer(1);
        await().until(() -> fates.contains("b taken"));
        type("c");
        assertThat(tmux.commands()).as("and not this time").hasSize(2);
    }

    /** An input that is dear goes in pieces, which do not wait for an answer each. */
    @Test
    void theRestOfAnInputFollowsItsBeginning() throws Exception {
        SilentTmux tmux = new SilentTmux();
        input.use(tmux.attach());
        type("\u0001".repeat(100));
        assertThat(tmux.commands()).hasSize(2);
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

    /** The bug: what came while the pane ended waited for ever, and was neither acknowledged nor told to be lost. */
    @Test
    void whatComesWhenThePaneHasEndedIsLostAtOnce() {
        input.fail();
        type("late");
        assertThat(fates).containsExactly("late lost");
    }

    /** Who has taken enough of tmux's time waits, in this pane and in others; what others type passes it. */
    @Test
    void whatIsTooMuchOfACallersWaitsForItsTime() throws Exception {
        AtomicLong now = new AtomicLong();
        AtomicInteger rests = new AtomicInteger();
        List<Long> waits = new CopyOnWriteArrayList<>();
        Delay timer = (nanos, task) -> {
            if (nanos != InputJoining.PATIENCE_NANOS) {
                waits.add(nanos);
                later.add(task);
            }
        };
        PaneInput paced = new PaneInput(3, SendKeys.to("%3"), 1 << 20, timer, turns, rests::incrementAndGet);
        PaneInput another = new PaneInput(4, SendKeys.to("%4"), 1 << 20, timer, turns, rests::incrementAndGet);
        InputPace greedy = new InputPace("greedy", 32, now::get); // a byte that is dear a second, ten of them at once
        SilentTmux tmux = new SilentTmux();
        SilentTmux second = new SilentTmux();
        paced.use(tmux.attach());
        another.use(second.attach());
        paced.offer(new byte[10], greedy, taken -> fates.add("first"));
        paced.send();
        tmux.answer(1);
        await().until(() -> fates.contains("first"));
        paced.offer("a".getBytes(StandardCharsets.US_ASCII), greedy, taken -> fates.add("a"));
        paced.offer("b".getBytes(StandardCharsets.US_ASCII), InputPace.FREE, taken -> fates.add("b"));
        paced.send();
        tmux.answer(1);
        await().until(() -> fates.contains("b"));
        another.offer("c".getBytes(StandardCharsets.US_ASCII), greedy, taken -> fates.add("c"));
        another.send();
        assertThat(tmux.commands())
                .as("others pass")
                .hasSize(2)
                .last()
                .asString()
                .endsWith(" 62");
        assertThat(second.commands()).isEmpty();
        assertThat(rests).hasValue(2);
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
        InputPace one = pace("one");
        InputPace two = pace("two");
        input.offer("x".repeat(700).getBytes(StandardCharsets.US_ASCII), one, taken -> {});
        input.offer("y".repeat(30).getBytes(StandardCharsets.US_ASCII), one, taken -> {});
        input.offer("z".repeat(30).getBytes(StandardCharsets.US_ASCII), two, taken -> {});
        SilentTmux tmux = new SilentTmux();
        input.use(tmux.attach());
        assertThat(tmux.commands()).as("what others typed fills no command").hasSize(2);
        tmux.answer(2);
        await().until(() -> tmux.commands().size() == 3);
        List<String> commands = tmux.commands();
        assertThat(commands.get(0)).contains("x".repeat(500));
        assertThat(commands.get(1)).contains("x".repeat(200) + "y".repeat(30));
        assertThat(commands.get(2)).contains("z".repeat(30));
    }

    /** The bug: who had been silent for a while, or had another role, overtook what it had typed before. */
    @Test
    void whatACallerTypesStaysInOrderWhateverItsPace() throws Exception {
        InputPace first = pace("ada");
        List<InputPace> paces = List.of(first, first, pace("ada"), InputPace.free("ada"));
        for (int i = 0; i < 4; i++) {
            String text = "abcd".substring(i, i + 1).repeat(WaitingInput.LINE_BYTES);
            input.offer(text.getBytes(StandardCharsets.US_ASCII), paces.get(i), taken -> {});
        }
        SilentTmux tmux = new SilentTmux();
        input.use(tmux.attach());
        assertThat(tmux.commands())
                .extracting(command -> command.charAt(command.length() - 2))
                .containsExactly('a', 'b', 'c', 'd');
    }

    private static InputPace pace(String caller) {
        return new InputPace(caller, Integer.MAX_VALUE / 100, () -> 0);
    }

    private PaneInput pane(int number) {
        return new PaneInput(
                number, SendKeys.to("%" + number), 1 << 20, (nanos, task) -> later.add(task), turns, () -> {});
    }

    private void type(String text) {
        type(input, text);
    }

    private void type(PaneInput pane, String text) {
        pane.offer(
                text.getBytes(StandardCharsets.US_ASCII),
                InputPace.FREE,
                taken -> fates.add(text + (taken ? " taken" : " lost")));
        pane.send();
    }
}
