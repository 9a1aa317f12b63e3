package io.tmuxbridge.examples;

import io.tmuxbridge.SizePolicy;
import io.tmuxbridge.TmuxBridge;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.core.BridgeBuilder;
import io.tmuxbridge.examples.cli.SocketOption;
import io.tmuxbridge.examples.cli.SpreadOption;
import io.tmuxbridge.examples.server.Door;
import io.tmuxbridge.examples.server.PemIdentity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code tmuxbridge serve}: checks the options, starts a server, and waits for the end of the process.
 *
 * <p>Prints one line to standard output, {@code tmuxbridge ready <URL>}, once it accepts connections, and with one
 * {@code --origin} one to standard error, {@code tmuxbridge origin <URL>}: the same link for people elsewhere.
 */
@Command(
        name = ServeCommand.NAME,
        description = "Serves the sessions of a tmux server to browsers.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {

    /** The word on the command line. */
    static final String NAME = "serve";

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    /** How people sign in. */
    enum Auth {
        TOKEN,
        NONE,
        JWT
    }

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to listen at (${DEFAULT-VALUE})")
    private String host = "";

    @Option(names = "--port", defaultValue = "8000", description = "port to listen at, 0 for any (${DEFAULT-VALUE})")
    private int port;

    @Mixin
    private SocketOption tmuxSocket = new SocketOption();

    @Mixin
    private SpreadOption spread = new SpreadOption();

    @Option(
            names = "--tmux",
            paramLabel = "PATH",
            defaultValue = "${env:TMUX_BINARY:-tmux}",
            description = "tmux binary ($TMUX_BINARY, else tmux)")
    private Path tmux = Path.of("tmux");

    @Mixin
    private PrefixOption serverPrefix = new PrefixOption();

    @Option(
            names = "--auth",
            defaultValue = "TOKEN",
            paramLabel = "token|jwt|none",
            description = "how to sign in: token (a link that works once), jwt, or none (loopback only)")
    private Auth auth = Auth.TOKEN;

    @Mixin
    private JwtOptions jwt = new JwtOptions();

    @Mixin
    private TokenOptions programs = new TokenOptions();

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            description = "also lets pages of this origin in, for example https://term.example.org behind a proxy")
    private List<String> origins = List.of();

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "also answers to this host name (on loopback only localhost and loopback addresses count)")
    private List<String> allowedHosts = List.of();

    @Mixin
    private ProxyOptions proxy = new ProxyOptions();

    @Option(
            names = "--size-policy",
            paramLabel = "POLICY",
            defaultValue = "latest-active",
            description = "size of a window with several viewers: latest-active, smallest, largest, owner or"
                    + " fixed:COLSxROWS (${DEFAULT-VALUE})")
    private String sizePolicy = "latest-active";

    @Option(names = "--tls-cert", paramLabel = "PEM", description = "certificate chain, for https")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "PEM", description = "its private key, PKCS#8 without password")
    private @Nullable Path key;

    @Option(names = "--audit", paramLabel = "FILE", description = "appends to it who did what, as JSON lines")
    private Optional<Path> audit = Optional.empty();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private RedactOptions redact = new RedactOptions();

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(
            names = "--no-rehearsal",
            negatable = true,
            description = "do not warm up: the first minutes of echo are slower, the start costs less")
    private boolean rehearse = true;

    private final Serving serving = new Serving();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        log.set(this::misuse);
        checked("--size-policy: ", () -> SizePolicy.parse(sizePolicy));
        if (redact.isMisuse()) {
            throw misuse("--redact-pattern hides nothing without --redact ROLE");
        }
        checked("", () -> programs.checked(auth != Auth.NONE));
        ServerPlan plan = plan();
        if (auth == Auth.NONE && !plan.isLoopback()) {
            throw misuse("--auth none lets everybody in and needs a loopback address: " + host
                    + " is none. Use --auth token, or --host 127.0.0.1");
        }
        if (auth == Auth.NONE && proxy.isGiven()) {
            throw misuse("--auth none lets everybody in that the proxy lets in: use --auth token or jwt");
        }
        if (!plan.isLoopback() && plan.tls().isEmpty()) {
            LOG.warn(
                    "{} is not a loopback address and there is no --tls-cert: what is typed can be read on the way",
                    host);
        }
        RunningServer server =
                serving.start(() -> RunningServer.start(plan, RuntimeFile.of(System.getenv()), this::bridge));
        PrintWriter out = spec().commandLine().getOut();
        out.println("tmuxbridge ready " + server.pageUrl());
        out.flush();
        server.elsewhereUrl().ifPresent(url -> spec().commandLine().getErr().println("tmuxbridge origin " + url));
        if (rehearse) {
            serving.rehearse(tmux);
        }
        server.awaitEnd();
        return CommandLine.ExitCode.OK;
    }

    private ServerPlan plan() {
        if (port < 0 || port > 65535) {
            throw misuse("--port is " + port + ": it must be 0 to 65535");
        }
        if ((certificate == null) != (key == null)) {
            throw misuse("--tls-cert and --tls-key need each other: only one of them is given");
        }
        Optional<ServerPlan.Tls> tls = certificate == null || key == null
                ? Optional.empty()
                : Optional.of(new ServerPlan.Tls(PemIdentity.read(certificate, key), certificate));
        Set<String> hosts = new HashSet<>(allowedHosts);
        origins.forEach(origin -> hosts.add(OriginOption.host(origin)
                .orElseThrow(() -> misuse("--origin is " + origin
                        + ": it must be a scheme and a host like https://term.example.org, without a path"))));
        checked("--origin: ", () -> OriginOption.policy(origins));
        return new ServerPlan(
                host,
                port,
                entrance(),
                hosts,
                tls,
                checked("--trusted-proxy: ", proxy::proxies),
                OriginOption.page(origins));
    }

    private ServerPlan.Entrance entrance() {
        ServerPlan.Entrance people = switch (auth) {
            case NONE -> ServerPlan.Entrance.OPEN;
            case TOKEN -> ServerPlan.Entrance.TOKENS;
            case JWT -> ServerPlan.Entrance.jwt(checked("", jwt::authenticator));
        };
        return people.withLasting(checked("", programs::authenticator)).withAudit(serving::record);
    }

    private TmuxBridge bridge(Door door) {
        BridgeBuilder builder = BridgeBuilder.create()
                .tmuxBinary(tmux)
                .tmuxServerPrefix(serverPrefix.words())
                .authenticator(door.authenticator())
                .quotas(door.quotas())
                .sizePolicy(SizePolicy.parse(sizePolicy))
                .redaction(redact.redaction())
                .metrics(serving.guests())
                .origins(OriginOption.policy(origins));
        output.set(builder);
        spread.set(builder);
        audit.ifPresent(file -> builder.audit(serving.audit(file)));
        return tmuxSocket.build(builder);
    }

    private <T> T checked(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (TmuxBridgeException e) {
            throw misuse(option + e.getMessage());
        }
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec().commandLine(), message);
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli sets it");
    }
}
