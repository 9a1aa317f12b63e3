package io.tmuxbridge.mirror;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.util.PtyUtil;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.pty.Pty;
import io.tmuxbridge.pty.PtyProvider;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes pseudo terminals by pty4j. Its native code is loaded with the first one, and nothing of it before.
 *
 * <p><b>Threads:</b> any.
 */
public final class Pty4jProvider implements PtyProvider {

    private static final System.Logger LOG = System.getLogger(Pty4jProvider.class.getName());
    private static final String LIBRARY = System.mapLibraryName("pty");

    private final AtomicBoolean tidied = new AtomicBoolean();

    /** Loads nothing yet. */
    public Pty4jProvider() {}

    @Override
    public Pty start(List<String> command, Map<String, String> environment, TerminalSize size) throws IOException {
        PtyProcess process = new PtyProcessBuilder(command.toArray(new String[0]))
                .setEnvironment(new HashMap<>(environment))
                .setInitialColumns(size.cols())
                .setInitialRows(size.rows())
                .start();
        if (!tidied.getAndSet(true)) {
            tidy();
        }
        return new Pty4jTerminal(process);
    }

    /**
     * pty4j unpacks its library into a new directory for temporary files and leaves it there. Once it is loaded, Linux
     * needs the file no more; elsewhere it goes when the JVM ends. What somebody has told pty4j to use stays.
     */
    private static void tidy() {
        if (System.getProperty("pty4j.tmpdir") != null
                || System.getProperty(PtyUtil.PREFERRED_NATIVE_FOLDER_KEY) != null) {
            return;
        }
        File library = PtyUtil.resolveNativeFile(LIBRARY);
        if (!System.getProperty("os.name").equals("Linux")) {
            library.deleteOnExit();
        } else if (library.delete()) {
            boolean gone = library.getParentFile().delete();
            LOG.log(System.Logger.Level.DEBUG, "unpacked library deleted, and its directory: {0}", gone);
        }
    }
}
