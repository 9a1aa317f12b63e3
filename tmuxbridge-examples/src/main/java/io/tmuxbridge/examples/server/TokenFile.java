package io.tmuxbridge.examples.server;

import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.access.Authenticator;
import io.tmuxbridge.access.Caller;
import io.tmuxbridge.access.Role;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A token for programs, which works any number of times: it lies in a file that only this user can read, and is made
 * when there is no such file. To replace it, remove the file and start the server anew.
 *
 * <p><b>Threads:</b> stateless; what it makes may be asked by any.
 */
public final class TokenFile {

    /** The name of who has the token. */
    static final String CALLER = "program";

    private static final String OPTION = "--token-file";
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{32,4096}");
    private static final Set<PosixFilePermission> OWN =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private TokenFile() {}

    /**
     * Reads the token, or makes it.
     *
     * @param file where it lies
     * @param role what who has it may do
     * @return knows who has it
     * @throws TmuxBridgeException {@link ErrorCode#INVALID} when the file cannot be read or made, holds no token, or is
     *     open to others or theirs
     */
    public static Authenticator open(Path file, Role role) {
        Secret secret = Secret.of(read(file));
        Caller caller = Caller.of(CALLER, role);
        return credentials -> credentials.bearer().filter(secret::matches).map(token -> caller);
    }

    private static String read(Path file) {
        make(file);
        try {
            if (!FileOwner.isOwn(file)) {
                throw refused(file, "belongs to another user, who knows the token: choose a file of your own");
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWN.containsAll(permissions)) {
                throw refused(
                        file,
                        "is open to other users (" + PosixFilePermissions.toString(permissions) + "): chmod 600 "
                                + file);
            }
            return Optional.of(Files.readString(file).strip())
                    .filter(text -> TOKEN.matcher(text).matches())
                    .orElseThrow(() -> refused(
                            file,
                            "holds no token, which is one word of 32 characters or more: remove the file, and one is"
                                    + " made"));
        } catch (IOException e) {
            throw FileRefusal.of(OPTION, file, "read", e);
        }
    }

    private static void make(Path file) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWN));
            Files.writeString(file, SignIn.newToken() + "\n", StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            // It is there already, which is how it is after the first use.
        } catch (IOException e) {
            throw FileRefusal.of(OPTION, file, "made", e);
        }
    }

    private static TmuxBridgeException refused(Path file, String why) {
        return new TmuxBridgeException(ErrorCode.INVALID, OPTION + " " + file + " " + why);
    }
}
