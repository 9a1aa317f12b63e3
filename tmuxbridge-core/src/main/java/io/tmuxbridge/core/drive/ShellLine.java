package io.tmuxbridge.core.drive;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A command as it is typed into a shell that does not mark its commands: one line that prints a word, hands the command
 * to {@code eval}, and prints the word again with the exit status.
 *
 * <p>The word is random, so that no output can be taken for it, and the line holds it in two pieces, so that its echo
 * cannot either. {@code eval} gets the command as one quoted word: quotes that are open or brackets that are missing in
 * it are its own error and do not swallow what comes behind. Line feeds and tabs, which an editing shell would act on,
 * are written as {@code printf} escapes. The command is the caller's and is shell text by definition; nothing else goes
 * into the line.
 *
 * @param line what to type, without the Enter
 * @param begin text behind which the output begins
 * @param end text before which it ends; the exit status follows, and a line feed
 */
record ShellLine(String line, String begin, String end) {

    private static final int MOST = 3000;
    private static final int HALF = 8;

    /** Puts a command into such a line. */
    static ShellLine of(String command, SecureRandom random) {
        String a = half(random);
        String b = half(random);
        String body = command.indexOf('\n') < 0 && command.indexOf('\t') < 0
                ? quote(command)
                : "\"$(printf %b " + quote(escape(command)) + ")\"";
        // The blank before it keeps it out of the history of shells that are set so.
        String line = " printf '%s%s<\\n' " + a + " " + b + "; eval " + body + "; printf '>%s%s:%s\\n' " + a + " " + b
                + " \"$?\"";
        checkLength(line);
        return new ShellLine(line, a + b + "<\n", ">" + a + b + ":");
    }

    /** Refuses what a shell's line editor would act on, and what may not fit a terminal's line. */
    static void check(String command) {
        if (command.isBlank()) {
            throw new TmuxBridgeException(ErrorCode.INVALID, "the command is empty");
        }
        command.chars()
                .filter(each -> each != '\n' && each != '\t' && Character.isISOControl(each))
                .findFirst()
                .ifPresent(each -> {
                    throw new TmuxBridgeException(
                            ErrorCode.INVALID,
                            "the command has the control character " + each + "; only line feed and tab may be in it");
                });
        checkLength(command);
    }

    private static void checkLength(String line) {
        int bytes = line.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST) {
            throw new TmuxBridgeException(
                    ErrorCode.INVALID,
                    "the command takes " + bytes + " bytes as it is typed, and may take " + MOST
                            + ": put it into a file and run that");
        }
    }

    private static String half(SecureRandom random) {
        byte[] bytes = new byte[HALF];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\0012").replace("\t", "\\0011");
    }
}
