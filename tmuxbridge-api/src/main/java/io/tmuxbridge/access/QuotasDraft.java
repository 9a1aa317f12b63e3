package io.tmuxbridge.access;

import io.tmuxbridge.access.Quotas.Rate;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The components of {@link Quotas} while a copy is being changed. A new draft holds the defaults.
 *
 * <p><b>Threads:</b> used by one thread, for the duration of one call.
 */
final class QuotasDraft {

    int connectionsPerCaller = 1024;
    int connectionsPerAddress = 2000;
    int sessionsPerCaller = 200;
    int terminalsPerCaller = 1000;
    Rate perConnection = new Rate(5000, 16 << 20);
    Rate perCaller = new Rate(2000, 32 << 20);
    Rate perStranger = new Rate(20, 256 << 10);
    int inputPerSecondPerCaller = 400_000;
    int requestsPerSecondPerCaller = 30;
    int requestsAtOncePerCaller = 4;
    Duration authWarning = Duration.ofSeconds(60);
    Duration authGrace = Duration.ofSeconds(30);
    Duration idleTime = Duration.ZERO;

    static Quotas change(Quotas from, Consumer<QuotasDraft> change) {
        QuotasDraft draft = new QuotasDraft();
        draft.connectionsPerCaller = from.connectionsPerCaller();
        draft.connectionsPerAddress = from.connectionsPerAddress();
        draft.sessionsPerCaller = from.sessionsPerCaller();
        draft.terminalsPerCaller = from.terminalsPerCaller();
        draft.perConnection = from.perConnection();
        draft.perCaller = from.perCaller();
        draft.perStranger = from.perStranger();
        draft.inputPerSecondPerCaller = from.inputPerSecondPerCaller();
        draft.requestsPerSecondPerCaller = from.requestsPerSecondPerCaller();
        draft.requestsAtOncePerCaller = from.requestsAtOncePerCaller();
        draft.authWarning = from.authWarning();
        draft.authGrace = from.authGrace();
        draft.idleTime = from.idleTime();
        change.accept(draft);
        return draft.done();
    }

    Quotas done() {
        return new Quotas(
                connectionsPerCaller,
                connectionsPerAddress,
                sessionsPerCaller,
                terminalsPerCaller,
                perConnection,
                perCaller,
                perStranger,
                inputPerSecondPerCaller,
                requestsPerSecondPerCaller,
                requestsAtOncePerCaller,
                authWarning,
                authGrace,
                idleTime);
    }
}
