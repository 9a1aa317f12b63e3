package io.tmuxbridge.examples.cli;

/** What a message means for the connection it came by. */
sealed interface Outcome {

    /** All is well. */
    record GoOn() implements Outcome {}

    /** The connection is of no more use; another one may be. */
    record Reconnect(String why) implements Outcome {}

    /** Nothing more is to be had. */
    record Over(End end) implements Outcome {}
}
