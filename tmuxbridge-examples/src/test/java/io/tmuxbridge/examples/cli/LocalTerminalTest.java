package io.tmuxbridge.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tmuxbridge.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.Test;

class LocalTerminalTest {

    private final Attributes before = new Attributes();
    private final List<Object> set = new CopyOnWriteArrayList<>();

    private boolean closed;
    private int cols = 100;
    private int rows = 40;

    private LocalTerminal terminal(OutputStream out) {
        Terminal modes = (Terminal) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Terminal.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("setAttributes")) {
                        if (closed) {
                            throw new IllegalStateException("Terminal has been closed");
                        }
                        set.add(arguments[0]);
                    }
                    return switch (method.getName()) {
                        case "getAttributes" -> before;
                        case "getColumns", "getWidth" -> cols;
                        case "getRows", "getHeight" -> rows;
                        default -> null;
                    };
                });
        return new LocalTerminal(modes, out);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** As after Ctrl-S, or when whoever shows it has been stopped. */
    @Test
    void aTerminalThatTakesNothingIsPutBackAllTheSame() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        LocalTerminal terminal = terminal(new OutputStream() {
            @Override
            public void write(int value) {
                writing.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                taken.write(value);
            }
        });
        Thread writer = new Thread(() -> terminal.output(bytes("x")));
        writer.start();
        writing.await();
        Thread closing = new Thread(terminal::close);
        closing.start();
        try {
            await().untilAsserted(() -> assertThat(set).containsExactly(before));
        } finally {
            go.countDown();
        }
        closing.join();
        writer.join();
        terminal.output(bytes("y"));
        assertThat(taken).hasToString("x");
    }

    /** As on a serial line. As a size of 1 by 1 it would be everybody's who looks on. */
    @Test
    void aTerminalThatDoesNotKnowItsSizeHasTheUsualOne() {
        LocalTerminal terminal = terminal(OutputStream.nullOutputStream());
        assertThat(terminal.size()).isEqualTo(new TerminalSize(100, 40));
        cols = 0;
        assertThat(terminal.size()).isEqualTo(new TerminalSize(80, 40));
        rows = 0;
        assertThat(terminal.size()).isEqualTo(new TerminalSize(80, 24));
    }

    @Test
    void whatProgramsMayHaveLeftBehindIsTidiedOnce() {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        LocalTerminal terminal = terminal(taken);
        terminal.output(bytes("x"));
        terminal.close();
        assertThat(taken.toString(StandardCharsets.US_ASCII))
                .startsWith("x\033[?1000l")
                .endsWith("\r\n");
        assertThat(set).containsExactly(before);
    }

    /** JLine has a hook of its own, which puts the modes back as well; the two run at the same time. */
    @Test
    void aTerminalThatIsClosedAlreadyIsLeftAlone() {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        LocalTerminal terminal = terminal(taken);
        terminal.output(bytes("x"));
        closed = true;
        terminal.close();
        assertThat(taken.toString(StandardCharsets.US_ASCII)).endsWith("\r\n");
    }
}
