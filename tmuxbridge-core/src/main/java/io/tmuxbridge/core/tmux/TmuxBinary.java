package io.tmuxbridge.core.tmux;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Finds the tmux binary and asks its version; says what to install when that fails. <b>Threads:</b> stateless. */
final class TmuxBinary {

    private static final String INSTALL = "; install it (apt-get install tmux, dnf install tmux, brew install tmux)";
    private static final long SECONDS = 10;

    private TmuxBinary() {}

    /** The binary's path, looked up in the PATH when it is a bare name. */
    static Path find(Path binary, String searchPath) {
        if (binary.getParent() != null) {
            if (isProgram(binary)) {
                return binary;
            }
            throw unavailable("there is no program " + binary + INSTALL + " or give its path");
        }
        for (String directory : searchPath.split(File.pathSeparator)) {
            Path candidate = Path.of(directory.isEmpty() ? "." : directory).resolve(binary);
            if (isProgram(candidate)) {
                return candidate;
            }
        }
        throw unavailable("tmux is missing: no '" + binary + "' in the PATH " + searchPath + INSTALL);
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    static TmuxVersion version(Path binary, ThreadFactory threads) {
        Tmux.Result result;
        try {
            result = TmuxProcess.run(List.of(binary.toString(), "-V"), SECONDS, threads);
        } catch (IOException e) {
            throw new TmuxBridgeException(
                    ErrorCode.UNAVAILABLE, binary + " cannot be run (" + e.getMessage() + ")" + INSTALL, e);
        }
        String text = String.join("\n", result.lines());
        if (!result.ok()) {
            throw unavailable("'" + binary + " -V' failed: " + result.error() + INSTALL);
        }
        try {
            TmuxVersion version = TmuxVersion.parse(text);
            if (version.compareTo(TmuxVersion.OLDEST) < 0) {
                throw unavailable("tmux " + version + " at " + binary + " is too old: " + TmuxVersion.OLDEST
                        + " or newer is needed" + INSTALL);
            }
            return version;
        } catch (IllegalArgumentException e) {
            throw unavailable("'" + binary + " -V' says '" + text + "', which is no version of tmux" + INSTALL);
        }
    }

    private static TmuxBridgeException unavailable(String message) {
        return new TmuxBridgeException(ErrorCode.UNAVAILABLE, message);
    }
}
