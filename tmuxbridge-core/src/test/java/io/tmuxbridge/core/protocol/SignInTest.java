package io.tmuxbridge.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Credentials;
import io.tmuxbridge.core.access.Auditor;
import io.tmuxbridge.core.access.Gate;
import io.tmuxbridge.transport.CloseCode;
import io.tmuxbridge.transport.Handshake;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInTest {

    private final Gate gate = mock(Gate.class);
    private final Handshake handshake = new Handshake(
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            "192.0.2.1",
            Credentials.bearer("share.1.secret"));
    private final SignIn signIn = new SignIn(handshake, gate, mock(Auditor.class));

    /** The bug: a guest whose link could not be looked at for a moment was told that it is not valid, and forgot it. */
    @Test
    void whoseLinkCannotBeSeenJustNowComesAgain() {
        when(gate.admit(any())).thenThrow(new TmuxBridgeException(ErrorCode.UNAVAILABLE, "tmux does not answer"));
        assertThat(signIn.admit().orElseThrow().code()).isEqualTo(CloseCode.GOING_AWAY);
        assertThat(signIn.renew("share.1.secret").orElseThrow().code()).isEqualTo(CloseCode.GOING_AWAY);
        assertThat(signIn.isAsking()).isFalse();
        assertThat(signIn.caller()).isEmpty();
    }
}
