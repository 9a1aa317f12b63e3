package io.tmuxbridge.examples.cli;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What the small commands share: refusals are one line on standard error and exit status 1.
 *
 * <p><b>Threads:</b> one thread.
 */
abstract class CliCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    /** Does it; returns the exit status. */
    abstract int run();

    @Override
    public final Integer call() {
        try {
            return run();
        } catch (TmuxBridgeException e) {
            String token = e.code() == ErrorCode.UNAUTHENTICATED ? ": give a token with --token" : "";
            return fail(e.getMessage() + token);
        }
    }

    int fail(String message) {
        PrintWriter err = spec().commandLine().getErr();
        message.lines().map(Words::clean).forEach(err::println);
        err.flush();
        return 1;
    }

    PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        return spec;
    }
}
