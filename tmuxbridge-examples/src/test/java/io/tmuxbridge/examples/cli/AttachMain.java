package io.tmuxbridge.examples.cli;

import picocli.CommandLine;

/** Runs attach alone in a process of its own, as the launcher would. */
final class AttachMain {

    private AttachMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AttachCommand()).execute(arguments));
    }
}
