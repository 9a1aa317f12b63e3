package io.tmuxbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.testkit.Signals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A pane whose program counts as fast as it is read, from the first key on until it is interrupted, and then says so,
 * on a line of its own: the interrupt leaves half a line, behind which the word might wrap.
 */
final class FloodingPane {

    /** Each flood wants a core or two: those of two classes are not to be measured against each other. */
    static final String MACHINE = "the machine";

    static final Duration LONG = Duration.ofSeconds(60);
    static final String COUNTS =
            "trap : INT; stty -echo; awk 'BEGIN { for (i = 1; ; i++) printf \"%078d\\n\", i }'; echo; echo the-end";

    private final BridgeFixture fixture;
    private Optional<ProcessHandle> pipe = Optional.empty();

    FloodingPane(BridgeFixture fixture) {
        this.fixture = fixture;
    }

    /** Makes it, with a viewer, and has it count. */
    NumberedViewer floods(String delivery) {
        fixture.server.newSession("s", 80, 24, "sh", "-c", "read x; " + COUNTS + "; exec cat");
        NumberedViewer viewer = new NumberedViewer(fixture, "s", delivery);
        fixture.server.tmux("send-keys", "-t", "s", "Enter");
        return viewer;
    }

    /** Kills the control client that carries it. */
    void losesItsClient() {
        String pid = fixture.server
                .tmux("list-clients", "-t", "s", "-F", "#{client_pid}")
                .lines()
                .findFirst()
                .orElseThrow();
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    }

    /**
     * Has the shell command of its pipe wait, until more waits for it than it and the kernel hold; the pane cannot come
     * back then.
     */
    void pipeWaits() {
        await().atMost(LONG).until(() -> {
            pipeStops();
            long shown = lastNumber();
            await().atMost(LONG).until(() -> lastNumber() > shown + 8_000);
            boolean waits = isPiped() && pipe.equals(commandOfPipe());
            if (!waits) {
                pipeGoesOn();
            }
            return waits;
        });
    }

    /** The shell command of its pipe does nothing, as on a machine that has much else to do. */
    void pipeStops() {
        await().atMost(LONG).until(() -> {
            pipe = commandOfPipe();
            return pipe.isPresent();
        });
        pipe.ifPresent(command -> Signals.send("STOP", command.pid()));
    }

    /** The end of {@link #pipeWaits} and {@link #pipeStops}. */
    void pipeGoesOn() {
        pipe.ifPresent(command -> Signals.send("CONT", command.pid()));
    }

    /**
     * Another viewer joins while the pipe waits until something was counted, or the place is lost, and then while it
     * goes on: nobody loses a byte.
     */
    void joinedWhileThePipeWaitsFor(String counted) {
        NumberedViewer first = floods("lossless");
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.floods") >= 1);
        pipeWaits();
        CompletableFuture<NumberedViewer> joining =
                CompletableFuture.supplyAsync(() -> new NumberedViewer(fixture, "s", "lossless"));
        await().atMost(LONG).until(() -> fixture.metrics.count(counted) >= 1 || lostPlaces() > 0);
        pipeGoesOn();
        NumberedViewer next = joining.join();
        await().atMost(LONG).until(() -> next.lines() > 5_000);
        stopsAndEndsWithTmux(first);
        assertThat(first.last()).isEqualTo(lastNumber());
        endsWithTmux(next);
        assertThat(lostPlaces()).isZero();
        assertThat(first.snapshots()).isEqualTo(1);
    }

    /** How often the place in the stream was lost. */
    long lostPlaces() {
        return fixture.metrics.count("stream.floods.lost-place");
    }

    boolean isPiped() {
        return fixture.server
                .tmux("display-message", "-p", "-t", "s", "#{pane_pipe}")
                .equals("1");
    }

    private Optional<ProcessHandle> commandOfPipe() {
        List<ProcessHandle> found = ProcessHandle.of(fixture.server.pid())
                .orElseThrow()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/cat"))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The last number that tmux shows. */
    long lastNumber() {
        return fixture.server
                .tmux("capture-pane", "-p", "-t", "s")
                .lines()
                .filter(line -> line.matches("[0-9]{78}"))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }

    void stopsAndEndsWithTmux(NumberedViewer viewer) {
        fixture.server.tmux("send-keys", "-t", "s", "C-c");
        endsWithTmux(viewer);
    }

    void endsWithTmux(NumberedViewer viewer) {
        await().atMost(LONG).until(() -> viewer.shown().contains("the-end"));
        await().atMost(LONG).until(() -> fixture.metrics.count("stream.verify.equal") > 0);
        assertThat(fixture.metrics.count("stream.verify.differences")).isZero();
    }
}
