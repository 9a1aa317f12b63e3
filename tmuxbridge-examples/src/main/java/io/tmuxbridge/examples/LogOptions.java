package io.tmuxbridge.examples;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.function.Function;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How much {@code serve} logs. */
final class LogOptions {

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "warn",
            description = "error, warn, info, debug or trace (${DEFAULT-VALUE})")
    private String level = "warn";

    /**
     * For what tmuxbridge logs. Libraries stay at their level: at {@code trace} they would log headers, with secrets.
     */
    void set(Function<String, ParameterException> misuse) {
        Level wanted = Level.toLevel(level, null);
        if (wanted == null) {
            throw misuse.apply("--log-level is " + level + ": it must be error, warn, info, debug or trace");
        }
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("io.tmuxbridge").setLevel(wanted);
        }
    }
}
