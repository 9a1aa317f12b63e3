package io.tmuxbridge.servlet.config;

import io.tmuxbridge.access.Quotas;
import io.tmuxbridge.access.Quotas.Rate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The settings {@code tmuxbridge.quotas.*}: what one caller, one address or one connection may take.
 *
 * <p><b>Threads:</b> stateless.
 */
final class QuotaSettings {

    private static final List<Settable<Quotas>> ALL = List.of(
            Settable.number("connections-per-caller", Quotas::withConnectionsPerCaller),
            Settable.number("connections-per-address", Quotas::withConnectionsPerAddress),
            Settable.number("sessions-per-caller", Quotas::withSessionsPerCaller),
            Settable.number("terminals-per-caller", Quotas::withTerminalsPerCaller),
            messages("messages-per-second", Quotas::perConnection, Quotas::withPerConnection),
            bytes("bytes-per-second", Quotas::perConnection, Quotas::withPerConnection),
            messages("messages-per-second-per-caller", Quotas::perCaller, Quotas::withPerCaller),
            bytes("bytes-per-second-per-caller", Quotas::perCaller, Quotas::withPerCaller),
            messages("messages-per-second-of-strangers", Quotas::perStranger, Quotas::withPerStranger),
            bytes("bytes-per-second-of-strangers", Quotas::perStranger, Quotas::withPerStranger),
            Settable.bytes("input-per-second-per-caller", Quotas::withInputPerSecondPerCaller),
            Settable.number("requests-per-second-per-caller", Quotas::withRequestsPerSecondPerCaller),
            Settable.number("requests-at-once-per-caller", Quotas::withRequestsAtOncePerCaller),
            Settable.time("auth-warning", Quotas::withAuthWarning),
            Settable.time("auth-grace", Quotas::withAuthGrace),
            Settable.time("idle-time", Quotas::withIdleTime));

    private QuotaSettings() {}

    static List<String> names() {
        return ALL.stream().map(each -> "quotas." + each.name()).toList();
    }

    static Quotas read(SettingsSource source) {
        return Settable.read(source, "tmuxbridge.quotas.", ALL, Quotas.DEFAULTS);
    }

    private static Settable<Quotas> messages(
            String name, Function<Quotas, Rate> rate, BiFunction<Quotas, Rate, Quotas> with) {
        return Settable.number(
                name,
                (quotas, messages) ->
                        with.apply(quotas, new Rate(messages, rate.apply(quotas).bytes())));
    }

    private static Settable<Quotas> bytes(
            String name, Function<Quotas, Rate> rate, BiFunction<Quotas, Rate, Quotas> with) {
        return Settable.bytes(
                name,
                (quotas, bytes) ->
                        with.apply(quotas, new Rate(rate.apply(quotas).messages(), bytes)));
    }
}
