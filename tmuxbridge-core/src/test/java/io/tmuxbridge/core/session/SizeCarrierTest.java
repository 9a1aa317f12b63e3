package io.tmuxbridge.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.tmux.ControlClient;
import io.tmuxbridge.core.tmux.Reply;
import io.tmuxbridge.core.tmux.ReplyListener;
import io.tmuxbridge.core.tmux.Tmux;
import io.tmuxbridge.core.tmux.TmuxCapability;
import io.tmuxbridge.core.tmux.TmuxCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a carrier says to tmux, and what it makes of the answer. */
class SizeCarrierTest {

    private static final TmuxCommand REMEMBER =
            new EarlierSize(new TerminalSize(100, 25), Optional.empty()).remember("@0");
    private static final TmuxCommand FORGET = EarlierSize.forget("@1");

    private final List<TmuxCommand> said = new ArrayList<>();
    private Reply answer = new Reply(true, List.of(), "", false);

    /** The bug: its client had ended, and the window was taken for one that has its size back. */
    @Test
    void whatTmuxRefusesOrDoesNotAnswerIsAFailure() {
        answer = Reply.failure("the control client closed: eof");
        assertThatThrownBy(this::give).isInstanceOf(TmuxBridgeException.class);
    }

    /**
     * The bug: what tmux had to remember came after the sizes. What it has to forget still does: when a size is not
     * given, the next bridge needs it.
     */
    @Test
    void tmuxRemembersBeforeSizesChangeAndForgetsAfterwards() {
        give();
        assertThat(said).startsWith(REMEMBER).endsWith(FORGET).hasSizeGreaterThan(2);
    }

    private void give() {
        SizeCarrier.attach(tmux(), "$0")
                .give(List.of(), Map.of("@0", new TerminalSize(90, 30)), List.of(REMEMBER), List.of(FORGET));
    }

    private Tmux tmux() {
        ControlClient client = mock(ControlClient.class);
        doAnswer(call -> {
                    said.addAll(call.getArgument(0));
                    call.<ReplyListener>getArgument(1).reply(answer);
                    return null;
                })
                .when(client)
                .query(any(), any());
        Tmux tmux = mock(Tmux.class);
        when(tmux.has(TmuxCapability.PER_WINDOW_SIZE)).thenReturn(true);
        when(tmux.attach(any(), any(), any())).thenReturn(client);
        return tmux;
    }
}
