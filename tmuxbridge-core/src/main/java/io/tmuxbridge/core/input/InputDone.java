package io.tmuxbridge.core.input;

/** Told what became of an input. */
@FunctionalInterface
public interface InputDone {

    /**
     * The input is done with.
     *
     * @param taken whether tmux has taken all of it; when not, some of it may have arrived
     */
    void done(boolean taken);
}
