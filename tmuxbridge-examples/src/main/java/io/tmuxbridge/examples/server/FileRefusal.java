package io.tmuxbridge.examples.server;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Why a file that an option names is of no use, in words: of the commonest reasons the JDK tells the file's name and no
 * more.
 *
 * <p><b>Threads:</b> any.
 */
public final class FileRefusal {

    private FileRefusal() {}

    /**
     * Refuses a file.
     *
     * @param option the option that names it
     * @param file the file
     * @param what what it cannot be: read, written, made
     * @param why what the system says
     * @return the refusal, {@link ErrorCode#INVALID}
     */
    public static TmuxBridgeException of(String option, Path file, String what, IOException why) {
        return new TmuxBridgeException(
                ErrorCode.INVALID, option + " " + file + " cannot be " + what + ": " + words(why), why);
    }

    private static String words(IOException why) {
        if (why instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (why instanceof AccessDeniedException) {
            return "this user may not";
        }
        return why instanceof FileSystemException told && told.getReason() != null
                ? told.getReason()
                : String.valueOf(why.getMessage());
    }
}
