package io.tmuxbridge.examples.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.testkit.TmuxServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A good user types while a {@linkplain HostileCrowd crowd} does what it can: how long keys take beside how long they
 * took before, and how much memory the server has beside how much it had. Takes {@code -Dfaults.hostile.seconds=60},
 * and is no part of ./verify, because it measures times.
 */
@EnabledIfSystemProperty(named = "faults.hostile.seconds", matches = "\\d+")
class HostileLoadTest {

    private static final int SECONDS = Integer.getInteger("faults.hostile.seconds", 60);
    private static final int SILENT = Integer.getInteger("faults.hostile.silent", 500);
    private static final int SENDERS = Integer.getInteger("faults.hostile.senders", 100);
    private static final int DEAF = Integer.getInteger("faults.hostile.deaf", 50);
    private static final int SETTLE = Integer.getInteger("faults.hostile.settle", 40);
    private static final double MOST_TIMES_SLOWER = 3;
    private static final int MOST_MEGABYTES_MORE = Integer.getInteger("faults.hostile.megabytes", 256);

    private static final byte[] SECRET = "a secret of the tests' own issuer".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    @Timeout(600)
    void aGoodUserHardlyNotices() throws Exception {
        Path key = Files.write(directory.resolve("key"), SECRET);
        try (TmuxServer tmux = TmuxServer.create()) {
            session(tmux, "alice", "alice", "stty raw -echo; exec cat");
            session(tmux, "mallory", "mallory", "stty raw -echo; exec cat >/dev/null");
            session(tmux, "mallory", "flood", "while :; do seq 1 2000; sleep 0.2; done");
            try (LaunchedServer server = new LaunchedServer(
                            tmux, directory, "--auth", "jwt", "--jwt-issuer", "tests", "--jwt-key", key.toString());
                    EchoProbe alice = new EchoProbe(server.port(), token("alice"), "alice")) {
                ServerFootprint footprint = new ServerFootprint(server.pid());
                alice.type(Duration.ofSeconds(
                        Integer.getInteger("faults.hostile.warm", 20))); // until everything is compiled
                ServerFootprint.Figures before = footprint.now();
                EchoProbe.Times idle = alice.type(Duration.ofSeconds(Math.min(30, SECONDS)));
                Process crowd = crowd(server.port());
                alice.type(Duration.ofSeconds(SETTLE)); // until all have come, and what they set off is compiled too
                EchoProbe.Times attacked = alice.type(Duration.ofSeconds(SECONDS));
                ServerFootprint.Figures during = footprint.now();
                String deeds = crowd.inputReader().readLine();
                crowd.waitFor();
                alice.type(Duration.ofSeconds(1));
                ServerFootprint.Figures after = footprint.now();
                Figures.report(
                        "hostile load, %d silent, %d sending, %d deaf for %d s: %s%n  idle     %s%n  attacked %s%n"
                                + "  p50 %.2f times, p99 %.2f times idle; server before %s, during %s, after %s",
                        SILENT,
                        SENDERS,
                        DEAF,
                        SECONDS,
                        deeds,
                        idle,
                        attacked,
                        attacked.millis(0.5) / idle.millis(0.5),
                        attacked.millis(0.99) / idle.millis(0.99),
                        before,
                        during,
                        after);
                assertThat(attacked.millis(0.99) / idle.millis(0.99))
                        .as("p99 beside idle")
                        .isLessThanOrEqualTo(MOST_TIMES_SLOWER);
                assertThat(during.megabytes()).as("memory").isLessThan(before.megabytes() + MOST_MEGABYTES_MORE);
            }
        }
    }

    private static void session(TmuxServer tmux, String owner, String name, String script) {
        tmux.newSession(name, 80, 24, "sh", "-c", script);
        tmux.tmux("set-option", "-t", "=" + name + ":", "@tmuxbridge-owner", owner);
    }

    private Process crowd(int port) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dhostile.kind=" + System.getProperty("faults.hostile.kind", ""),
                "-Dhostile.perSecond.caller=" + System.getProperty("faults.hostile.caller", atTheLimit()),
                "-Dhostile.perSecond.stranger=" + System.getProperty("faults.hostile.stranger", "19"),
                "-cp",
                System.getProperty("java.class.path"),
                HostileCrowd.class.getName(),
                String.valueOf(port),
                token("mallory"),
                String.valueOf(SECONDS + SETTLE + 7),
                String.valueOf(SILENT),
                String.valueOf(SENDERS),
                String.valueOf(DEAF));
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Four senders of five have signed in, as one caller; more than its limit and they would be thrown out. */
    private static String atTheLimit() {
        return String.valueOf(Quotas.DEFAULTS.perCaller().messages() * 0.97 / (SENDERS * 4 / 5));
    }

    private static String token(String who) throws Exception {
        String claims = "{\"iss\":\"tests\",\"aud\":\"tmuxbridge\",\"sub\":\"" + who + "\",\"roles\":[\"operator\"],"
                + "\"exp\":" + Instant.now().plusSeconds(3600).getEpochSecond() + "}";
        String signed = base64("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
