package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs tmux once and collects what it prints, within a time and a size. Its environment is ours without a tmux around
 * us and without our own settings, a token among them: the first call that needs a server makes it, and the server's
 * panes inherit it.
 *
 * <p><b>Threads:</b> blocks the caller; two short-lived threads read the pipes.
 */
final class TmuxProcess {

    private static final int MAX_OUTPUT = 16 * 1024 * 1024;
    private static final int MAX_ERROR = 64 * 1024;

    private static final Set<String> NOT_INHERITED = Set.of("TMUX", "TMUX_PANE");
    private static final String SETTINGS = "TMUXBRIDGE_";
    /**
     * Set by the launcher's script when it chose the other one for its JVM: nobody chose that for what runs in panes.
     */
    private static final String OWN_ARENAS = SETTINGS + "OWN_ARENAS";

    private static final String ARENAS = "MALLOC_ARENA_MAX";

    /**
     * What the other one was before the launcher's script chose one of UTF-8 for its JVM; empty when it was not set.
     */
    private static final String FORMER_LOCALE = SETTINGS + "LC_ALL";

    private static final String LOCALE = "LC_ALL";

    private TmuxProcess() {}

    static ProcessBuilder builder(List<String> commandLine) {
        ProcessBuilder builder = new ProcessBuilder(commandLine);
        clean(builder.environment());
        return builder;
    }

    /** Takes out what no pane is to have. */
    static void clean(Map<String, String> environment) {
        if (environment.containsKey(OWN_ARENAS)) {
            environment.remove(ARENAS);
        }
        if (environment.containsKey(FORMER_LOCALE)) {
            environment.put(LOCALE, environment.get(FORMER_LOCALE));
            environment.remove(LOCALE, "");
        }
        environment.keySet().removeIf(name -> NOT_INHERITED.contains(name) || name.startsWith(SETTINGS));
    }

    static Tmux.Result run(List<String> commandLine, long seconds, ThreadFactory threads) throws IOException {
        check(commandLine, wordsCharset());
        Process process = builder(commandLine).start();
        try {
            process.getOutputStream().close();
            CompletableFuture<byte[]> output = readAll(process.getInputStream(), MAX_OUTPUT, process, threads);
            CompletableFuture<byte[]> error = readAll(process.getErrorStream(), MAX_ERROR, process, threads);
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw unavailable("'" + String.join(" ", commandLine) + "' did not end within " + seconds + " s");
            }
            return new Tmux.Result(
                    process.exitValue(),
                    text(output, seconds).lines().toList(),
                    text(error, seconds).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted while tmux ran");
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the JVM writes the words of a command line in: up to Java 17 the default, then that of the locale. */
    private static Charset wordsCharset() {
        return Runtime.version().feature() < 18
                ? Charset.defaultCharset()
                : Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /**
     * A word that would reach tmux as another one is refused: where the locale knows no such characters, the JVM writes
     * question marks, which mean something to a shell.
     */
    static void check(List<String> commandLine, Charset charset) {
        for (String word : commandLine) {
            if (!charset.newEncoder().canEncode(word)) {
                throw new TmuxBridgeException(
                        ErrorCode.INVALID,
                        "'" + word.substring(0, Math.min(word.length(), 60))
                                + "' cannot be told to tmux: this JVM writes the words of commands in " + charset
                                + "; start it with LC_ALL=C.UTF-8");
            }
        }
    }

    private static CompletableFuture<byte[]> readAll(InputStream in, int max, Process process, ThreadFactory threads) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        threads.newThread(() -> {
                    try (in) {
                        byte[] bytes = in.readNBytes(max);
                        if (in.read() >= 0) {
                            process.destroyForcibly();
                            throw new IOException("tmux printed more than " + max + " bytes");
                        }
                        result.complete(bytes);
                    } catch (IOException | RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
        return result;
    }

    private static String text(CompletableFuture<byte[]> bytes, long seconds) {
        try {
            return new String(bytes.orTimeout(seconds, TimeUnit.SECONDS).join(), StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            throw new TmuxBridgeException(
                    ErrorCode.UNAVAILABLE, "reading what tmux printed failed: " + e.getMessage(), e);
        }
    }

    private static TmuxBridgeException unavailable(String message) {
        return new TmuxBridgeException(ErrorCode.UNAVAILABLE, message);
    }
}
