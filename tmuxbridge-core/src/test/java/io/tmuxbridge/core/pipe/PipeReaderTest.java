package io.tmuxbridge.core.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes through a pane's pipe while nobody takes it is kept until it is known whether it is needed. */
class PipeReaderTest {

    @TempDir
    private Path place;

    private final StringBuffer passed = new StringBuffer();
    private final AtomicInteger ends = new AtomicInteger();
    private NamedPipes pipes;
    private OutputStream pane;
    private PipeReader reader;

    @BeforeEach
    void begin() throws IOException {
        pipes = new NamedPipes(place);
        NamedPipe pipe = pipes.make().orElseThrow();
        pane = new ProcessBuilder("sh", "-c", pipe.command()).start().getOutputStream();
        reader = new PipeReader(
                new PipedOutput(pipe),
                (buffer, offset, length) ->
                        passed.append(new String(buffer, offset, length, StandardCharsets.US_ASCII)),
                ends::incrementAndGet);
        reader.begin(Thread::new, 0);
        prints("before ");
        await().until(() -> passed.toString().equals("before "));
        reader.silence();
    }

    @AfterEach
    void close() throws IOException {
        pane.close();
        reader.stop();
        pipes.close();
    }

    private void prints(String text) throws IOException {
        pane.write(text.getBytes(StandardCharsets.US_ASCII));
        pane.flush();
    }

    private String tail(long from) {
        return new String(reader.tail(from), StandardCharsets.US_ASCII);
    }

    @Test
    void whatTheClientDidNotTellIsTheRestOfTheTail() throws IOException {
        prints("one two");
        await().until(() -> tail(0).equals("one two"));
        assertThat(tail(4)).isEqualTo("two");
        assertThat(tail(7)).isEmpty();
        assertThat(tail(100)).isEmpty();
        assertThat(passed).hasToString("before ");
    }

    /** What waits in the pipe keeps the pane: tmux has yet to tell the client the same. */
    @Test
    void itReadsNoFurtherThanTheClientHasTold() throws IOException {
        prints("o");
        await().until(() -> tail(0).equals("o"));
        prints("ne two");
        reader.told(5, 2);
        await().until(() -> reader.bytes() == "before ".length() + 3);
        reader.told(5, 0);
        await().until(() -> reader.bytes() == "before ".length() + 5);
        reader.readAll();
        await().until(() -> tail(5).equals("wo"));
    }

    /** The pane floods again. */
    @Test
    void itGoesOnBehindWhatTheClientHasTold() throws IOException {
        prints("to");
        await().until(() -> tail(0).equals("to"));
        reader.told(6, 4);
        prints("ld. new");
        reader.begin(Thread::new, 6);
        prints(", newer");
        await().until(() -> passed.toString().equals("before new, newer"));
    }

    /** The bug: silenced before the pipe had come to where the client was, it passed on what that had told. */
    @Test
    void whatTheClientHadToldBeforeIsNotForgottenWhenItIsSilencedAgain() throws IOException {
        reader.begin(Thread::new, 6);
        reader.silence();
        prints("told. ");
        assertThat(tail(0)).isEmpty();
        reader.begin(Thread::new, 0);
        prints("new");
        await().until(() -> passed.toString().endsWith("new"));
        assertThat(passed).hasToString("before new");
    }

    /** The bug: nobody heard of the end of a pane that ended on its way back from its pipe. */
    @Test
    void itGoesOnWhereItWasSilencedAndTellsTheEnd() throws IOException {
        prints("meanwhile ");
        await().until(() -> tail(0).equals("meanwhile "));
        reader.goOn();
        prints("after");
        pane.close();
        await().until(() -> ends.get() == 1);
        assertThat(passed).hasToString("before meanwhile after");
    }

    @Test
    void anEndThatCameMeanwhileIsToldOnce() throws IOException {
        prints("last");
        pane.close();
        reader.readAll();
        assertThat(reader.awaitEnd(10_000)).isTrue();
        assertThat(ends).hasValue(0);
        await().until(() -> {
            reader.goOn();
            return ends.get() > 0;
        });
        reader.goOn();
        assertThat(ends).hasValue(1);
        assertThat(passed).hasToString("before last");
    }
}
