package io.tmuxbridge.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tmuxbridge.ErrorCode;
import io.tmuxbridge.TmuxBridgeException;
import io.tmuxbridge.examples.server.PemIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tmuxbridge url}: prints a fresh sign-in link of the server that this user runs. */
@Command(
        name = "url",
        description = "Prints a link that opens the page of the running server, signed in. It works once."
                + " With one --origin of that server, also the same link for people on other machines.",
        mixinStandardHelpOptions = true)
final class UrlCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        RuntimeFile file = RuntimeFile.of(System.getenv());
        RuntimeFile.Server server = file.read()
                .orElseThrow(() -> new TmuxBridgeException(
                        ErrorCode.UNAVAILABLE,
                        "no server of this user is running, none is announced in " + file.places()
                                + ": start one with 'tmuxbridge serve'"));
        String token = server.token().isEmpty() ? "" : "#token=" + fresh(server);
        PrintWriter out = spec().commandLine().getOut();
        out.println(server.url() + token);
        out.flush();
        // Not to where a script reads the link.
        server.elsewhere()
                .ifPresent(page -> spec().commandLine().getErr().println("on other machines: " + page + token));
        return CommandLine.ExitCode.OK;
    }

    private static String fresh(RuntimeFile.Server server) throws InterruptedException {
        URI link = server.url().resolve("api/link");
        HttpRequest request = HttpRequest.newBuilder(link)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + server.token())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
        server.certificate().map(PemIdentity::trusting).ifPresent(client::sslContext);
        try {
            HttpResponse<String> response = client.build().send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw unavailable(link, "it answered " + response.statusCode());
            }
            return new ObjectMapper().readTree(response.body()).path("token").asText();
        } catch (IOException e) {
            throw unavailable(link, String.valueOf(e.getMessage()));
        }
    }

    private static TmuxBridgeException unavailable(URI link, String why) {
        return new TmuxBridgeException(
                ErrorCode.UNAVAILABLE, "the server at " + link.resolve("/") + " gave no link: " + why);
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli sets it");
    }
}
