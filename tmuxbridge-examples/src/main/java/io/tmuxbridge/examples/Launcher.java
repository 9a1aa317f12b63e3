package io.tmuxbridge.examples;

import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.Version;
import io.tmuxbridge.examples.cli.AttachCommand;
import io.tmuxbridge.examples.cli.KillCommand;
import io.tmuxbridge.examples.cli.ListCommand;
import io.tmuxbridge.examples.cli.NewCommand;
import io.tmuxbridge.examples.server.PageServer;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The program {@code tmuxbridge}: tmux sessions in a browser, and from the command line.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 used wrongly. Whatever goes wrong is one line on standard error; standard output
 * is for results only.
 */
@Command(
        name = "tmuxbridge",
        description = "tmux sessions in a browser",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Launcher.OwnVersion.class)
public final class Launcher implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    @Spec
    private @Nullable CommandSpec spec;

    private Launcher() {}

    /**
     * Runs the program; ends the process.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        boolean serves = args.length > 0 && args[0].equals(ServeCommand.NAME);
        System.exit((serves ? serving() : commandLine()).execute(args));
    }

    /**
     * The command line of a server, which is to start soon: the options of the other commands are not read, and the web
     * server is loaded while its own are.
     */
    private static CommandLine serving() {
        Thread ahead = new Thread(PageServer::load, "tmuxbridge-load");
        ahead.setDaemon(true);
        ahead.start();
        return configure(new CommandLine(new Launcher()).addSubcommand(new ServeCommand()));
    }

    /** The whole command line, with every command. */
    static CommandLine commandLine() {
        return configure(new CommandLine(new Launcher())
                .addSubcommand(new ServeCommand())
                .addSubcommand(new UrlCommand())
                .addSubcommand(new ListCommand())
                .addSubcommand(new NewCommand())
                .addSubcommand(new AttachCommand())
                .addSubcommand(new KillCommand()));
    }

    /** Gives a command line the program's manners. A word that begins with {@code @} is that word and names no file. */
    static CommandLine configure(CommandLine commands) {
        return commands.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, args) -> misused(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(command, e));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec().commandLine(),
                "say what to do: one of " + spec().subcommands().keySet());
    }

    private static int misused(ParameterException e) {
        CommandLine command = e.getCommandLine();
        complain(
                command,
                e.getMessage() + " (" + command.getCommandSpec().qualifiedName() + " --help lists the options)");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(CommandLine command, Exception e) {
        LOG.debug("the command failed", e);
        complain(command, e instanceof TmuxBridgeException ? String.valueOf(e.getMessage()) : "unexpected: " + e);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void complain(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println("tmuxbridge: " + message.lines().findFirst().orElse("failed"));
        err.flush();
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli sets it");
    }

    /** The version of the bridge that it starts. */
    static final class OwnVersion implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tmuxbridge " + Version.current()};
        }
    }
}
