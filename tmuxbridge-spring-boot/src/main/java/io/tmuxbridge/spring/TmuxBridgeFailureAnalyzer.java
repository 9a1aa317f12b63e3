package io.tmuxbridge.spring;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why an application did not start because of the bridge, in words instead of a stack trace. */
final class TmuxBridgeFailureAnalyzer extends AbstractFailureAnalyzer<TmuxBridgeException> {

    TmuxBridgeFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TmuxBridgeException cause) {
        return new FailureAnalysis("tmuxbridge: " + cause.getMessage(), action(cause.code()), cause);
    }

    private static String action(ErrorCode code) {
        return switch (code) {
            case UNAVAILABLE ->
                "Put right what is missing; tmuxbridge.tmux.binary names another tmux, and tmuxbridge.enabled=false starts"
                        + " the application without terminals.";
            case CONFLICT -> "Give the endpoints a place of their own with tmuxbridge.path-prefix.";
            default -> "Change the value among the properties tmuxbridge.* or in the bean that it comes from.";
        };
    }
}
