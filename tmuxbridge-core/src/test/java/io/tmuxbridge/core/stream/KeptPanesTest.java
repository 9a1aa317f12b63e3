package io.tmuxbridge.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.ControlListener;
import io.tmuxbridge.core.tmux.ControlOptions;
import io.tmuxbridge.core.tmux.Notification;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.ReplyListener;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxLoad;
import io.tmuxbridge.core.tmux.TmuxSettings;
import io.tmuxbridge.metrics.BridgeMetrics;
import io.tmuxbridge.testkit.TmuxServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Panes are given back by their numbers, which every tmux server counts from 0. */
class KeptPanesTest {

    private final TmuxServer server = TmuxServer.create();
    private final Tmux tmux = Tmux.probe(
            new TmuxSettings(Path.of(TmuxServer.binary()), Optional.of(server.socketName()), Optional.empty()),
            Thread::new,
            new TmuxLoad(100, BridgeMetrics.NONE));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aPaneWhoseClientIsGoneIsGivenBack() {
        PaneAddress address = start();
        ControlClient client = attach();
        end(client.pid());
        await().until(() -> !client.isOpen());
        release(address, client);
        assertThat(server.tmux("list-panes", "-t", "s", "-F", "#{pane_pipe}#{@tmuxbridge-kept}"))
                .isEqualTo("0");
    }

    /** The bug: it stayed as it was, and was let go of. */
    @Test
    void aPaneWhoseClientGoesBeforeItIsToldAnythingIsGivenBack() {
        PaneAddress address = start();
        ControlClient client = mock(ControlClient.class);
        when(client.isOpen()).thenReturn(true);
        doAnswer(call -> {
                    call.<ReplyListener>getArgument(1).reply(Reply.failure("the control client closed: eof"));
                    return null;
                })
                .when(client)
                .send(any(), any());
        AtomicInteger released = new AtomicInteger();
        new KeptPanes(tmux).release(address, client, Runnable::run, released::incrementAndGet);
        assertThat(server.tmux("list-panes", "-t", "s", "-F", "#{pane_pipe}#{@tmuxbridge-kept}"))
                .isEqualTo("0");
        assertThat(released).hasValue(1);
    }

    /** The bug: the server was started anew meanwhile, and the pane that had the number then lost what it had. */
    @Test
    void aPaneOfAnotherServerIsLeftAlone() {
        PaneAddress before = start();
        ControlClient client = attach();
        end(server.pid());
        await().until(() -> !client.isOpen());
        assertThat(start().server()).isNotEqualTo(before.server());
        release(before, client);
        assertThat(server.tmux("list-panes", "-t", "s", "-F", "#{pane_pipe}#{@tmuxbridge-kept}"))
                .isEqualTo("11");
    }

    /** The bug: who went as its client was lost left the pane piped, to nobody. */
    @Test
    void thePipeOfAPaneThatIsNotKeptIsEndedWithoutItsClient() {
        PaneAddress address = start();
        server.tmux("set-option", "-p", "-t", "s", "remain-on-exit", "on");
        ControlClient client = attach();
        end(client.pid());
        await().until(() -> !client.isOpen());
        AtomicInteger ended = new AtomicInteger();
        new KeptPanes(tmux).endPipe(address, client, Runnable::run, ended::incrementAndGet);
        assertThat(server.tmux("list-panes", "-t", "s", "-F", "#{pane_pipe} #{remain-on-exit}"))
                .isEqualTo("0 on");
        assertThat(ended).hasValue(1);
    }

    private PaneAddress start() {
        server.newSession("s", 80, 24, "cat");
        server.tmux("pipe-pane", "-t", "s", "exec cat >/dev/null");
        server.tmux("set-option", "-p", "-t", "s", "@tmuxbridge-kept", "1");
        return new PaneAddress(server.pid(), "$0", "@0", 0, true);
    }

    private ControlClient attach() {
        return tmux.attach("$0", new Deaf(), new ControlOptions(0, true, false));
    }

    private void release(PaneAddress address, ControlClient by) {
        new KeptPanes(tmux).release(address, by, Runnable::run, () -> {});
    }

    private static void end(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static final class Deaf implements ControlListener {
        @Override
        public void output(int pane, byte[] buffer, int offset, int length, long ageMillis) {}

        @Override
        public void notification(Notification notification) {}

        @Override
        public void closed(String reason) {}
    }
}
