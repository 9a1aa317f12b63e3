package io.tmuxbridge.mirror;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.util.PtyUtil;
import io.tmuxbridge.TerminalSize;
import io.tmuxbridge.pty.Pty;
import io.tmuxbridge.pty.PtyProvider;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes pseudo terminals by pty4j. Its native code is loaded with the first one, and nothing of it before.
 *
 * <p><b>Threads:</b> any.
 */
public final class Pty4jProvider implements PtyProvider {

    private static final String LIBRARY = System.mapLibraryName("pty");

    /** Loads nothing yet. */
    public Pty4jProvider() {}

    @Override
    public Pty start(List<String> command, Map<String, String> environment, TerminalSize size) throws IOException {
        PtyProcess process = new PtyProcessBuilder(command.toArray(new String[0]))
                .setEnvironment(new HashMap<>(environment))
                .setInitialColumns(size.cols())
                .setInitialRows(size.rows())
                .start();
        // it deletes the directory that it unpacks its library into when the JVM ends, but not what is in it
        PtyUtil.resolveNativeFile(LIBRARY).deleteOnExit();
        return new Pty4jTerminal(process);
    }
}
