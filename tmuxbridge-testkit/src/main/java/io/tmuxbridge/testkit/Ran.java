package io.tmuxbridge.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a tmux command came to, in a clean environment in UTF-8. It writes to files: who reads a pipe to its end waits
 * for ever for a tmux that does not answer.
 *
 * @param exitCode 0 when it went well
 * @param output what it printed
 * @param error its complaints
 */
record Ran(int exitCode, String output, String error) {

    /** Runs it; it has so many seconds, or is killed, and this fails. */
    static Ran command(List<String> line, long seconds) {
        try {
            Path output = Files.createTempFile("tmuxbridge-test", ".out");
            Path error = Files.createTempFile("tmuxbridge-test", ".err");
            try {
                int exitCode = run(line, seconds, output, error);
                return new Ran(exitCode, Files.readString(output), Files.readString(error));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(error);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static int run(List<String> line, long seconds, Path output, Path error)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectOutput(output.toFile()).redirectError(error.toFile());
        clean(builder.environment());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException(String.join(" ", line) + " did not end");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void clean(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("LC_"));
        environment.keySet().removeAll(List.of("TMUX", "TMUX_PANE"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("LANG", "C.UTF-8");
        environment.put("SHELL", "/bin/sh");
    }
}
